// Every format against its fixture folders, which are golden: `before.*`, `after.*` and the reading in `changes.json`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS, OPAQUE_TABLE, readFile } from '../../src/formats/index.ts';
import { casesOf } from './cases.ts';

const DOCS = join(import.meta.dirname, '../../docs/formats');

describe.each(FORMATS.map(({ id }) => id))('%s', (id) => {
  it('has at least three cases and a docs page that names it', () => {
    expect(casesOf(id).length).toBeGreaterThanOrEqual(3);
    expect(existsSync(join(DOCS, `${id}.md`))).toBe(true);
  });

  it.each(casesOf(id))('$name', async ({ folder, change }) => {
    const reading = readFile(change);
    const shown = `${JSON.stringify(reading, null, 2)}\n`;
    await expect(shown).toMatchFileSnapshot(join(folder, 'changes.json'));
  });
});

it('the docs name every row of the opaque table', () => {
  const page = readFileSync(join(DOCS, 'opaque.md'), 'utf8');
  expect(OPAQUE_TABLE.map(({ id }) => id).filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
