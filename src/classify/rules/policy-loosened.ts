// Finding rule: an edit of the policy asks for less than before. Listed in registry.ts; the policy stage finds what.
import type { MarkRule } from '../finding.ts';

export const policyLoosened: MarkRule = {
  on: 'mark',
  id: 'policy-loosened',
  title: 'Policy asks for less',
  severity: 'high',
  confidence: 'high',
  why: 'The policy decides what every later change needs. This edit gives something of it away: a rule, an approval, an environment, a limit of an agent or of a session. The edit itself is still judged by the old policy.',
  remedy:
    'Check that the change of policy is wanted, and let an owner of the policy say why in the pull request.',
  check: ({ message, severity, confidence }) => [{ message, line: null, severity, confidence }],
};
