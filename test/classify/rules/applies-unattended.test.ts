// applies-unattended: who no longer has to say so, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { appliesUnattended } from '../../../src/classify/rules/applies-unattended.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

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
