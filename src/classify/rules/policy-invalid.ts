// Finding rule: a pull request would leave a policy that cannot be read. Listed in registry.ts; the policy stage finds what.
import type { MarkRule } from '../finding.ts';

export const policyInvalid: MarkRule = {
  on: 'mark',
  id: 'policy-invalid',
  title: 'Policy would not be valid',
  severity: 'high',
  confidence: 'high',
  why: 'A policy that is not valid refuses every pull request once it is merged, the one that mends it as well. So the edit itself is refused with POLICY_INVALID.',
  remedy: 'Correct the policy; "aigov policy validate" shows every place and what to write.',
  check: ({ message, severity, confidence }) => [{ message, line: null, severity, confidence }],
};
