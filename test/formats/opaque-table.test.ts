// opaque-table: names of files that a row takes, each beside one that it does not.
import { expect, it } from 'vitest';
import { OPAQUE_TABLE } from '../../src/formats/index.ts';

const rowOf = (path: string): string | undefined => OPAQUE_TABLE.find((row) => row.path?.test(path))?.id;

it.each<[string, string | undefined]>([
  ['.pnpmfile.cjs', 'local-hooks'],
  ['app/.pnpmfile.mjs', 'local-hooks'],
  ['pnpmfile.txt', undefined],
  ['.envrc', 'local-hooks'],
])('%s: %s', (path, expected) => {
  expect(rowOf(path)).toBe(expected);
});
