// One reason of the decision: who can fix which code, in one table. Called by every file that decides something.
import { BLOCKING_CODES } from '../model/decision.ts';
import type { Reason, ReasonCode } from '../model/decision.ts';

const FIXABLE_BY: { readonly [code in ReasonCode]: Reason['fixable_by'] } = {
  DENIED: 'agent',
  AGENT_ENVIRONMENT: 'agent',
  AGENT_KIND: 'agent',
  AGENT_ADVISORY: 'human',
  AGENT_EXPIRED: 'human',
  TOOL_NOT_ALLOWED: 'agent',
  UNKNOWN_BOT: 'human',
  POLICY_INVALID: 'human',
  FLOOR_UNAVAILABLE: 'human',
  FACTS_INCOMPLETE: 'either',
  KEY_NOT_SUPPORTED: 'human',
  UNREADABLE_REFUSED: 'agent',
  APPROVALS_MISSING: 'human',
  APPROVERS_TOO_FEW: 'human',
  CHANGES_REQUESTED: 'human',
  CHECK_MISSING: 'either',
  CHECK_PENDING: 'either',
  CHECK_FAILED: 'agent',
  PROVENANCE_MISSING: 'agent',
  ASSURANCE_LOW: 'agent',
  NOT_DEPLOYED_YET: 'either',
  SCOPE_DOES_NOT_FIT: 'either',
  UNREADABLE: 'either',
};

/** In the order of canonical JSON, which is then written at once. `fixable_by`: where this one differs from its code. */
export function makeReason(
  reason: Omit<Reason, 'fixable_by'> & { readonly fixable_by?: Reason['fixable_by'] },
): Reason {
  const { at, code, fixable_by: fixableBy, have, message, need, remediation, rule, satisfied } = reason;
  return {
    ...(at === undefined ? {} : { at }),
    code,
    fixable_by: fixableBy ?? FIXABLE_BY[code],
    ...(have === undefined ? {} : { have }),
    message,
    ...(need === undefined ? {} : { need }),
    remediation,
    rule,
    satisfied,
  };
}

/** Does this code refuse the change itself? */
export function isBlocking(code: ReasonCode): boolean {
  return (BLOCKING_CODES as readonly string[]).includes(code);
}
