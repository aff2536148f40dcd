// The threat model against the tests: a row without a test of its id says that it is out of scope, and no id is made up.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const CLASSES = /\b(?:API|PTH|HCL|YML|K8S|IAM|GHA|POL|BRA|TEN|IDN|BRK)-\d{2}\b/g;
const page = readFileSync(join(ROOT, 'docs/security/threat-model.md'), 'utf8');
const rows = [...page.matchAll(/^\| ([A-Z0-9]{3}-\d{2}) \| [^|]+ \| ([^|]+) \|$/gm)].map(
  ([, id = '', answer = '']) => ({ id, answer }),
);
const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(ROOT, 'test', path), 'utf8'))
  .join('\n');
const tested = new Set(tests.match(CLASSES));

it('every threat of the page is tested under its id or out of scope with a reason', () => {
  const open = rows.filter(({ id, answer }) => !tested.has(id) && !answer.startsWith('Out of scope'));
  expect(open.map(({ id }) => id)).toEqual([]);
});

it('no test names a threat that the page does not', () => {
  const known = new Set(rows.map(({ id }) => id));
  expect([...tested].filter((id) => !known.has(id))).toEqual([]);
});

it('the page holds the classes it speaks of, each id once', () => {
  expect(rows.length).toBe(new Set(rows.map(({ id }) => id)).size);
  expect(rows.length).toBeGreaterThanOrEqual(100);
});
