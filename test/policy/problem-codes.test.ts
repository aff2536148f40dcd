// The list of problems: each code is used, and the page is what the list says.
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemsPage } from '../../scripts/policy-problems.ts';
import { PROBLEM_CODES } from '../../src/policy/problem-codes.ts';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);

test('the page is current', () => {
  expect(readFileSync(at('docs/policy/problems.md'), 'utf8')).toBe(problemsPage());
});

test('each code of the list is given somewhere', () => {
  const sources = ['src/policy', 'src/syntax'].flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path !== 'problem-codes.ts')
      .map((path) => readFileSync(at(`${folder}/${path}`), 'utf8')),
  );
  const unused = Object.keys(PROBLEM_CODES).filter(
    (code) => !sources.some((text) => text.includes(`'${code}'`)),
  );
  expect(unused).toEqual([]);
});

test('a meaning is one sentence, and so is what to do', () => {
  const sentences = Object.values(PROBLEM_CODES).flatMap(({ meaning, fix }) => [meaning, fix]);
  expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
});
