// Which changes call for the configuration around them.
import { expect, it } from 'vitest';
import { wantedAround } from '../../src/formats/index.ts';

it.each<[string, boolean]>([
  ['infra/rules.json', true],
  ['infra/any.data', true],
  ['infra/prod.md', true],
  ['README.md', false],
  ['infra/README.md', false],
  ['docs/guide.md', false],
  ['logo.svg', false],
])('%s: %s', (path, expected) => {
  expect(wantedAround([path])?.('infra/main.tf') ?? false).toBe(expected);
});
