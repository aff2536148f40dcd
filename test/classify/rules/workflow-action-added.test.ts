// workflow-action-added: a pinned action that is new, beside what is known, own, local or not pinned.
import { expect, it, test } from 'vitest';
import { workflowActionAdded } from '../../../src/classify/rules/workflow-action-added.ts';
import { hitsOf, hitsOfWorkflow, workflow } from '../read-changes.ts';

const SHA = '08c6903cd8c0fde910a37f88322edcfb5dd907a8';
const uses = (...refs: readonly string[]): string =>
  workflow(`steps:\n  - run: x\n${refs.map((ref) => `  - uses: ${ref}`).join('\n')}`);
const check = (before: string | null, after: string): readonly string[] =>
  hitsOfWorkflow(workflowActionAdded, before, after);

it.each<[string, readonly string[]]>([
  [`acme/tool@${SHA}`, ['low 6 `acme/tool` is new here, pinned, and code of a third party.']],
  ['acme/tool@v1', []],
  [`actions/checkout@${SHA}`, []],
  ['./.github/actions/x', []],
  [`docker://alpine@sha256:${'a'.repeat(64)}`, []],
])('GHA-03: %s', (ref, expected) => {
  expect(check(uses(), uses(ref))).toEqual(expected);
});

it.each<[string, string, string]>([
  ['another commit', `acme/tool@${SHA}`, `acme/tool@${SHA.replace('0', '1')}`],
  ['a tag that is pinned now', 'acme/tool@v1', `Acme/Tool@${SHA}`],
])('%s is no finding', (_name, before, after) => {
  expect(check(uses(before), uses(after))).toEqual([]);
});

it('says one sentence for all, and each name once', () => {
  const refs = ['a/b', 'a/b', 'a/c', 'a/d', 'a/e'].map((name) => `${name}@${SHA}`);
  expect(check(uses(), uses(...refs))).toEqual([
    'low 6 `a/b`, `a/c`, `a/d` and 1 more are new here, pinned, and code of a third party.',
  ]);
});

test('in the steps of an action', () => {
  const action = (ref: string): string => `runs: { using: composite, steps: [{ uses: "${ref}" }] }\n`;
  const path = 'x/action.yml';
  expect(
    hitsOf(workflowActionAdded, { path, before: action('./y'), after: action(`acme/tool@${SHA}`) }),
  ).toEqual(['low 1 `acme/tool` is new here, pinned, and code of a third party.']);
});
