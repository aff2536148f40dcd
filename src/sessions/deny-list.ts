// The permissions boundary that ends single sessions: allow all, deny the listed session ids, protect itself. Called by revoke.ts; pure.
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import type { Session } from '../model/deploy.ts';
import { wholeSeconds } from './seal-policy.ts';
import { one, selfProtection, type PolicyDocument, type Statement } from './standing-denies.ts';

export type DenyListInput = {
  readonly boundaryArn: string;
  /** Deploy roles and revoker role of the account. */
  readonly roles: readonly string[];
  /** Sessions to deny: all of this boundary, rebuilt whole each time. */
  readonly denied: readonly Session[];
  /** Sessions that must go on working: the watermark stays before the oldest of them. */
  readonly live: readonly Session[];
  /** Epoch milliseconds. */
  readonly now: number;
};

/**
 * The whole document, at most 6,144 characters. Where the ids do not fit, everything issued before the oldest live
 * session folds into one watermark; REVOCATION_FAILED where that is not enough either.
 */
export function denyList(input: DenyListInput): string {
  const whole = render(input, input.denied, null);
  if (whole.length <= LIMITS.managedPolicyCharacters) return whole;
  const oldest = Math.min(input.now, ...input.live.map(({ issuedAt }) => issuedAt));
  // aws:TokenIssueTime has whole seconds: a session of the same second stays out of the watermark.
  const watermark = Math.floor(oldest / 1000) * 1000;
  const recent = input.denied.filter(({ issuedAt }) => issuedAt >= watermark);
  const folded = render(input, recent, watermark);
  if (folded.length <= LIMITS.managedPolicyCharacters) return folded;
  throw new Fault(
    'REVOCATION_FAILED',
    `${recent.length} revoked sessions do not fit in one boundary policy.`,
  );
}

function render(input: DenyListInput, denied: readonly Session[], watermark: number | null): string {
  const ids = denied.map(({ id }) => id).toSorted();
  const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      everything,
      ...selfProtection(input),
      ...(ids.length === 0 ? [] : [denyAll({ StringEquals: { 'aws:SourceIdentity': one(ids) } })]),
      ...(watermark === null
        ? []
        : [denyAll({ DateLessThan: { 'aws:TokenIssueTime': wholeSeconds(watermark) } })]),
    ],
  };
  return JSON.stringify(document);
}

function denyAll(condition: NonNullable<Statement['Condition']>): Statement {
  return { Effect: 'Deny', Action: '*', Resource: '*', Condition: condition };
}
