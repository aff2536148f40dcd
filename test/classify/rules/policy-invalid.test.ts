// policy-invalid: passes on what the policy stage found.
import { expect, it } from 'vitest';
import { policyInvalid } from '../../../src/classify/rules/policy-invalid.ts';

it('says what the mark says, as gravely', () => {
  const message = 'The policy would not be valid: unknown key "rulez".';
  const mark = {
    rule: 'policy-invalid',
    file: '.aigov.yml',
    line: 7,
    message,
    severity: 'high',
    confidence: 'high',
  } as const;
  expect(policyInvalid.check(mark)).toEqual([{ message, line: null, severity: 'high', confidence: 'high' }]);
});
