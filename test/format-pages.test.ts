// docs/formats holds one page for each format, with the head that the code makes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../src/formats/index.ts';
import { withHead } from '../scripts/format-page.ts';
import { casesOf } from './formats/cases.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'formats');

test.each(FORMATS.map((format) => [format.id, format] as const))('the page of %s is fresh', (id, format) => {
  const page = readFileSync(join(FOLDER, `${id}.md`), 'utf8');
  const cases = casesOf(id).map(({ change }) => change);
  expect(page, 'run `npm run docs`').toBe(withHead(page, format, cases));
  expect(page.split('npm run docs').length, 'a head, once').toBe(3);
});

test('what is written by hand below a head stays, and a page without one gets it', () => {
  const [format] = FORMATS;
  if (format === undefined) throw new Error('no format');
  const made = withHead('# governance\n\nBy hand.\n', format, []);
  expect(made).toContain('\nBy hand.\n');
  expect(withHead(made, format, [])).toBe(made);
  expect(withHead(made.replace('limits', 'no limits'), format, [])).toBe(made);
});

test('one page for each format, and pages that continue one', () => {
  const ids = FORMATS.map(({ id }) => id);
  const pages = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ''));
  const beside = pages.filter((page) => !ids.includes(page));
  expect(pages).toEqual(expect.arrayContaining(ids));
  expect(beside.filter((page) => !ids.some((id) => page.startsWith(`${id}-`)))).toEqual([]);
});
