// docs/findings holds exactly the pages that the rules generate.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findingPage } from '../../src/classify/finding-page.ts';
import { FINDING_RULES } from '../../src/classify/index.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'findings');
const RULES = join(import.meta.dirname, '..', '..', 'src', 'classify', 'rules');

test.each(FINDING_RULES.map((rule) => [rule.id, rule] as const))('%s has its page', (id, rule) => {
  expect(readFileSync(join(FOLDER, `${id}.md`), 'utf8')).toBe(findingPage(rule));
});

test('one page and one file for each rule, and no more', () => {
  const ids = FINDING_RULES.map(({ id }) => id);
  expect(readdirSync(FOLDER).toSorted()).toEqual(ids.map((id) => `${id}.md`).toSorted());
  expect(readdirSync(RULES).toSorted()).toEqual(ids.map((id) => `${id}.ts`).toSorted());
});
