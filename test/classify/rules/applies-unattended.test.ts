// applies-unattended: who no longer has to say so, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { appliesUnattended } from '../../../src/classify/rules/applies-unattended.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';
import { hitsOfWorkflow } from '../read-changes.ts';

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'a workspace',
    resource('tfe_workspace', { auto_apply: true }, { auto_apply: false }),
    ['high: tfe_workspace.example now applies without anybody looking at the plan.'],
  ],
  [
    'a workspace that waits again',
    resource('tfe_workspace', { auto_apply: false }, { auto_apply: true }),
    [],
  ],
  [
    'a new one',
    resource('spacelift_stack', { autodeploy: true }),
    ['medium: The new spacelift_stack.example applies without anybody looking at the plan.'],
  ],
  ['a new one that waits', resource('spacelift_stack', { autodeploy: false }), []],
])('%s', (_name, change, expected) => {
  const hits = appliesUnattended.check(change, contextOf());
  expect(hits.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(expected);
});

const workflow = (events: string, run: string, more = ''): string =>
  `on: ${events}\njobs:\n  a:\n    runs-on: x\n${more}    steps:\n      - run: ${run}\n`;
const APPLY = 'terraform apply -auto-approve';
const HIT = 'Job a applies what a pull request holds before anybody merged it (`pull_request`).';

test.each<[string, string, readonly string[]]>([
  ['an apply', workflow('[push, pull_request]', APPLY), [`high 6 ${HIT}`]],
  ['after a merge', workflow('push', APPLY), []],
  ['a plan', workflow('[push, pull_request]', 'terraform plan'), []],
  ['a trial', workflow('[push, pull_request]', 'kubectl apply --dry-run=server -f .'), []],
  ['under a condition', workflow('[push, pull_request]', APPLY, '    if: github.event_name == 1\n'), []],
  ['in an environment', workflow('[push, pull_request]', APPLY, '    environment: prod\n'), []],
])('a workflow: %s', (_, after, told) => {
  const before = workflow(after.includes('on: push') ? 'push' : '[push, pull_request]', 'make');
  expect(hitsOfWorkflow(appliesUnattended, before, after)).toEqual(told);
  expect(hitsOfWorkflow(appliesUnattended, after, `${after}      - run: make\n`)).toEqual([]);
});

test('a workflow that applies newly starts on a pull request', () => {
  const told = hitsOfWorkflow(
    appliesUnattended,
    workflow('push', APPLY),
    workflow('[push, pull_request]', APPLY),
  );
  expect(told).toEqual([`high - ${HIT}`]);
});
