// automerge-enabled: what bots newly do without a person.
import { expect, it, test } from 'vitest';
import { automergeEnabled } from '../../../src/classify/rules/automerge-enabled.ts';
import { hitsOf } from '../read-changes.ts';

const hits = (path: string, before: string | null, after: string | null): readonly string[] =>
  hitsOf(automergeEnabled, { path, before, after });

test('GHA-11: Renovate merges, and runs commands after an update', () => {
  const on = '{"automerge": true}';
  expect(hits('renovate.json', '{"automerge": false}', on)).toEqual([
    'medium 1 This bot now merges without a person.',
  ]);
  expect(hits('renovate.json', on, '{"automerge": true, "labels": ["a"]}')).toEqual([]);
  expect(
    hits('renovate.json5', '{}', "{ // why\n packageRules: [{ matchDepTypes: ['a'], automerge: true }] }"),
  ).toEqual(['medium 2 This bot now merges without a person.']);
  expect(hits('renovate.json', '{}', '{"postUpgradeTasks": {"commands": ["make x"]}}')).toEqual([
    'medium 1 This bot now runs `make x` after an update.',
  ]);
});

test('GHA-11: Mergify merges by rule', () => {
  const rule = (action: string): string =>
    `pull_request_rules:\n  - name: a\n    actions:\n      ${action}\n`;
  expect(hits('.mergify.yml', rule('label: { add: [a] }'), rule('merge: { method: squash }'))).toEqual([
    'medium 4 This bot now does `merge` by rule.',
  ]);
  expect(hits('.mergify.yml', null, rule('review: { type: APPROVE }'))).toHaveLength(1);
  expect(hits('.mergify.yml', null, rule('review: { type: COMMENT }'))).toEqual([]);
  expect(hits('.mergify.yml', rule('merge: {}'), null)).toEqual([]);
});

test('GHA-11: Dependabot runs the code of packages', () => {
  const updates = (more: string): string =>
    `version: 2\nupdates:\n  - { package-ecosystem: npm, directory: /${more} }\n`;
  expect(
    hits('.github/dependabot.yml', updates(''), updates(', insecure-external-code-execution: allow')),
  ).toEqual(['medium 3 This bot now runs code of the packages it updates.']);
  expect(
    hits('.github/dependabot.yml', updates(''), updates(', insecure-external-code-execution: deny')),
  ).toEqual([]);
});

it('an action is no bot', () => {
  expect(hits('.github/actions/a/action.yml', null, 'runs: { using: node24, automerge: true }\n')).toEqual(
    [],
  );
});

it.each([
  ['run: gh pr merge --auto "$N"', 'merges pull requests'],
  ['run: gh pr review "$N" --approve', 'approves pull requests'],
  ['uses: hmarr/auto-approve-action@v4', 'approves pull requests'],
  ['run: gh pr review "$N" --comment -b x', null],
  ['run: gh pr view "$N"', null],
])('GHA-11: a workflow does it itself: %s', (step, what) => {
  const job = (line: string): string =>
    `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ${line}\n`;
  const path = '.github/workflows/a.yml';
  expect(hits(path, job('run: make'), job(step))).toEqual(
    what === null ? [] : [`medium 6 Job a now ${what} on its own.`],
  );
  expect(hits(path, job(step), `${job(step)}      - run: make\n`)).toEqual([]);
});
