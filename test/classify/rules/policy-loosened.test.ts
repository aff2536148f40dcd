// policy-loosened: passes on what the policy stage found.
import { expect, it } from 'vitest';
import { policyLoosened } from '../../../src/classify/rules/policy-loosened.ts';

it('says what the mark says, as gravely', () => {
  const mark = {
    rule: 'policy-loosened',
    file: '.aigov.yml',
    line: 7,
    message: 'Rule x is gone.',
    severity: 'medium',
    confidence: 'high',
  } as const;
  expect(policyLoosened.check(mark)).toEqual([
    { message: 'Rule x is gone.', line: null, severity: 'medium', confidence: 'high' },
  ]);
});
