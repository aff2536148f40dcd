// The permissions boundary that ends single sessions: allow all, deny the listed session ids, protect itself. Called by revoke.ts; pure.
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import type { Session } from '../model/deploy.ts';
import { wholeSeconds } from './seal-policy.ts';
import { one, selfProtection, type PolicyDocument, type Statement } from './standing-denies.ts';

export type DenyListInput = {
  readonly boundaryArn: string;
  /** Deploy roles and revoker roles of the account, those that matter most first. */
  readonly roles: readonly string[];
  /** Sessions to deny: all of this boundary, rebuilt whole each time. */
  readonly denied: readonly Session[];
  /** Sessions that must go on working: the watermark stays before the oldest of them. */
  readonly live: readonly Session[];
  /** Epoch milliseconds. */
  readonly now: number;
};

export type DenyList = {
  /** The whole document, at most 6,144 characters. */
  readonly document: string;
  /** Live sessions that the watermark may end: there was no room to spare them. */
  readonly ended: readonly Session[];
};

/**
 * A session's token is issued by AWS's clock, after the broker's clock gave `issuedAt`: the two may lie this far apart,
 * in either direction.
 */
export const CLOCK_MARGIN_MS = 120_000;

/** Room for protected roles: the rest holds the ids, and no repository can fill the document with its roles. */
const ROLE_CHARACTERS = 2_000;

/**
 * Where the ids do not fit, everything issued well before the oldest live session folds into one watermark. Where that is
 * not enough either, the oldest live sessions are given up: a revocation that is not written ends nobody.
 */
export function denyList(input: DenyListInput): DenyList {
  const whole = render(input, input.denied, null);
  if (fits(whole)) return { document: whole, ended: [] };
  for (const watermark of watermarksOf(input)) {
    // Whatever AWS's clock said, a session that is not listed was issued before the watermark.
    const listed = input.denied.filter(({ issuedAt }) => issuedAt + CLOCK_MARGIN_MS >= watermark);
    const document = render(input, listed, watermark);
    const ended = input.live.filter(({ issuedAt }) => issuedAt - CLOCK_MARGIN_MS < watermark);
    if (fits(document)) return { document, ended };
  }
  throw new Fault('REVOCATION_FAILED', `The boundary policy ${input.boundaryArn} has no room for a deny.`);
}

/** From the one that spares every live session to the one that spares none, whole seconds as aws:TokenIssueTime has. */
function watermarksOf({ live, now }: DenyListInput): readonly number[] {
  const oldest = live.map(({ issuedAt }) => issuedAt - CLOCK_MARGIN_MS);
  const all = [...oldest, now - CLOCK_MARGIN_MS, now, now + CLOCK_MARGIN_MS + 1000];
  return [...new Set(all.map((time) => Math.floor(time / 1000) * 1000))].toSorted((a, b) => a - b);
}

function fits(document: string): boolean {
  return document.length <= LIMITS.managedPolicyCharacters;
}

function render(input: DenyListInput, denied: readonly Session[], watermark: number | null): string {
  const ids = denied.map(({ id }) => id).toSorted();
  const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      everything,
      ...selfProtection({ boundaryArn: input.boundaryArn, roles: protectedRoles(input) }),
      ...(ids.length === 0 ? [] : [denyAll({ StringEquals: { 'aws:SourceIdentity': one(ids) } })]),
      ...(watermark === null
        ? []
        : [denyAll({ DateLessThan: { 'aws:TokenIssueTime': wholeSeconds(watermark) } })]),
    ],
  };
  return JSON.stringify(document);
}

/** A boundary rules over principals of its own account, and those can change roles of that account only. */
function protectedRoles({ boundaryArn, roles }: DenyListInput): readonly string[] {
  const account = boundaryArn.split(':')[4];
  const kept: string[] = [];
  let room = ROLE_CHARACTERS;
  for (const role of new Set(roles.filter((arn) => arn.split(':')[4] === account))) {
    room -= JSON.stringify(role).length + 1;
    if (room >= 0) kept.push(role);
  }
  return kept;
}

function denyAll(condition: NonNullable<Statement['Condition']>): Statement {
  return { Effect: 'Deny', Action: '*', Resource: '*', Condition: condition };
}
