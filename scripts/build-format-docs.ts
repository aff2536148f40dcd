// Writes the heads of docs/formats/<id>.md from the code of each format: node scripts/build-format-docs.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from '../src/formats/index.ts';
import { casesOf } from '../test/formats/cases.ts';
import { withHead } from './format-page.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'formats');

for (const format of FORMATS) {
  const file = join(FOLDER, `${format.id}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const cases = casesOf(format.id).map(({ change }) => change);
  writeFileSync(file, withHead(page, format, cases));
}
process.stdout.write(`docs/formats: ${FORMATS.length} pages\n`);
