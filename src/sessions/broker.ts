// One session: record before STS, credentials only as JWE. Called by the pipeline after the grant is open.
import { sha256Hex } from '../model/canonical.ts';
import type { AccountSettings, Grant, NarrowedPolicy, Session, Target } from '../model/deploy.ts';
import { Fault } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import type { SessionIds, SessionNeeds, StsPort } from './needs.ts';
import { obtainCredentials, stsSeconds, type Obtained } from './obtain-credentials.ts';
import type { RecipientKey } from './recipient-key.ts';
import { revokeSessions, type RevokeNeeds } from './revoke.ts';
import { sealPolicy } from './seal-policy.ts';
import { sessionRecord } from './session-record.ts';
import type { TokenClaims } from './token-claims.ts';

export type BrokerRequest = {
  readonly claims: TokenClaims;
  readonly key: RecipientKey;
  readonly grant: Grant;
  readonly target: Target;
  readonly account: AccountSettings | null;
  readonly narrowed: NarrowedPolicy;
};

export type BrokerNeeds = SessionNeeds & RevokeNeeds & { readonly sts: StsPort; readonly ids: SessionIds };

export type IssuedSession = {
  readonly id: string;
  /** The fence, epoch milliseconds: the `expires_at` of the answer. */
  readonly expiresAt: number;
  readonly jwe: string;
  /** Without a boundary policy in the account nothing can end the session before its fence. */
  readonly endsBy: 'revocation' | 'fence';
};

type Sealed = Extract<Obtained, { readonly kind: 'sealed' }>;

/** A few seconds are tolerated when a token's expiry is checked, so it stays used for as long. */
const TOKEN_GRACE_MS = 10_000;

/** Runs, attempts and renewals of one merge; a boundary policy names about 250 sessions of all repositories. */
const SESSIONS_PER_GRANT = 20;
const LISTED_AFTER_END_MS = 5 * 60_000;

/**
 * Issue one session; the caller has used the token up (`useTokenOnce`). Faults: GRANT_REFUSED (window over, scope does not fit, too many sessions),
 * SESSION_EXISTS, STS_REFUSED, STS_UNAVAILABLE. Whatever fails after STS answered revokes and hands out nothing.
 */
export async function brokerSession(request: BrokerRequest, needs: BrokerNeeds): Promise<IssuedSession> {
  const now = needs.clock();
  checkGrant(request, now);
  const notAfter = Math.floor((now + request.target.sessionSeconds * 1000) / 1000) * 1000;
  const policy = sealPolicy(request.narrowed, { notAfter });
  const session = newSession({ request, id: needs.ids.sessionId(), policy, now, notAfter });
  if (!(await beginOne(session, needs)))
    throw new Fault(
      'SESSION_EXISTS',
      'This run attempt already has a live session for the target; release it first.',
    );
  await recordRequest(request, session, policy, needs);
  const obtained = await ask(request, session, policy, needs);
  if (obtained.kind === 'sealed') return await handOver(request, session, obtained, needs);
  return await giveUp(request, session, obtained, needs);
}

/** Single use: true exactly once per issuer and `jti`. Used for exchange and release alike. */
export async function useTokenOnce(
  claims: TokenClaims,
  { store }: Pick<SessionNeeds, 'store'>,
): Promise<void> {
  const first = await store.useToken(
    sha256Hex(`${claims.issuer}\n${claims.jti}`),
    claims.expiresAt * 1000 + TOKEN_GRACE_MS,
  );
  if (!first) throw new Fault('TOKEN_INVALID', 'This token was used before; ask for a fresh one.');
}

function checkGrant({ grant, narrowed }: BrokerRequest, now: number): void {
  if (now >= grant.expiresAt) throw new Fault('GRANT_REFUSED', 'The deployment window of the grant is over.');
  if (!narrowed.fits)
    throw new Fault(
      'GRANT_REFUSED',
      'The target requires a narrowed session and the change does not fit in one.',
    );
}

/**
 * Counted and begun under one lock. Every session of a grant takes room in the boundary policy of its account until STS
 * ends it, and that room belongs to all repositories that share the account.
 */
async function beginOne(session: Session, { store, clock }: BrokerNeeds): Promise<boolean> {
  return await store.exclusive(`grant:${session.grantId}`, async () => {
    const now = clock();
    const held = (await store.ofGrant(session.grantId)).filter((other) => takesRoom(other, now));
    if (held.length >= SESSIONS_PER_GRANT)
      throw new Fault(
        'GRANT_REFUSED',
        `The grant has ${held.length} sessions that run or ended a short time ago, and that is the most; wait until the oldest has expired.`,
      );
    return await store.begin(session);
  });
}

/** Live, or still on the list of the boundary policy: longer than STS says, because clocks differ. */
function takesRoom({ state, expiresAt }: Session, now: number): boolean {
  return state !== 'failed' && state !== 'expired' && expiresAt + LISTED_AFTER_END_MS > now;
}

function newSession(input: {
  readonly request: BrokerRequest;
  readonly id: string;
  readonly policy: string;
  readonly now: number;
  readonly notAfter: number;
}): Session {
  const { request, now } = input;
  const { claims, grant, target, account } = request;
  return {
    id: input.id,
    grantId: grant.id,
    repositoryId: grant.repositoryId,
    repository: grant.repository,
    target: target.name,
    account: target.account,
    boundaryArn: account?.boundaryArn ?? null,
    runId: claims.runId,
    runAttempt: claims.runAttempt,
    environment: claims.environment,
    state: 'issuing',
    accessKeyId: null,
    policySha256: sha256Hex(input.policy),
    narrowingLevel: request.narrowed.level,
    notAfter: input.notAfter,
    expiresAt: now + stsSeconds(target) * 1000,
    issuedAt: now,
    revokeRequestedAt: null,
    revokedAt: null,
  };
}

/** No record, no credential: STS is not asked before this entry is durable. */
async function recordRequest(
  request: BrokerRequest,
  session: Session,
  policy: string,
  needs: BrokerNeeds,
): Promise<void> {
  const data: JsonObject = {
    role: request.target.role,
    policy,
    policySha256: session.policySha256,
    policyArns: request.narrowed.policyArns,
    narrowing: request.narrowed.level,
    // Who started the run, by number.
    startedBy: request.claims.actorId,
    jti: sha256Hex(`${request.claims.issuer}\n${request.claims.jti}`),
    endsBy: endsBy(session),
  };
  try {
    await needs.record(sessionRecord('session.requested', session, { about: request.grant, data }));
  } catch (error) {
    await needs.store.transition(session.id, ['issuing'], { state: 'failed' });
    throw error;
  }
}

async function ask(
  request: BrokerRequest,
  session: Session,
  policy: string,
  needs: BrokerNeeds,
): Promise<Obtained> {
  const { target, key, narrowed } = request;
  const sessionName = needs.ids.sessionName();
  try {
    return await obtainCredentials(
      { session, target, key, sessionName, policy, policyArns: narrowed.policyArns },
      needs.sts,
    );
  } catch (error) {
    // Nobody knows whether STS issued something: end it in any case.
    await endAtOnce(session, needs);
    throw error;
  }
}

async function handOver(
  request: BrokerRequest,
  session: Session,
  sealed: Sealed,
  needs: BrokerNeeds,
): Promise<IssuedSession> {
  const { jwe, accessKeyId, expiresAt, packedPolicySize, tokenUtilisation } = sealed;
  try {
    const data = {
      accessKeyId,
      packedPolicySize,
      tokenUtilisation,
      expiresAt: new Date(expiresAt).toISOString(),
    };
    await needs.record(sessionRecord('session.issued', session, { about: request.grant, data }));
    const live = await needs.store.transition(session.id, ['issuing'], {
      state: 'live',
      accessKeyId,
      expiresAt,
    });
    if (!live) throw new Fault('GRANT_REFUSED', 'The session was ended while it was being issued.');
  } catch (error) {
    await endAtOnce(session, needs);
    throw error;
  }
  return { id: session.id, expiresAt: session.notAfter, jwe, endsBy: endsBy(session) };
}

async function giveUp(
  request: BrokerRequest,
  session: Session,
  answer: Exclude<Obtained, Sealed>,
  needs: BrokerNeeds,
): Promise<never> {
  // A lost answer may have been given: that session is ended, not just marked.
  if (answer.kind === 'unavailable') await endAtOnce(session, needs);
  else await needs.store.transition(session.id, ['issuing'], { state: 'failed' });
  const data = { code: answer.code };
  await needs.record(sessionRecord('session.failed', session, { about: request.grant, data }));
  const code = answer.kind === 'refused' ? 'STS_REFUSED' : 'STS_UNAVAILABLE';
  throw new Fault(code, `AWS did not give a session (${answer.code}).`, { cause: answer.why });
}

/** Best effort: what cannot be written now, the sweeper finds in the store, and the fence ends without anyone. */
async function endAtOnce(session: Session, needs: BrokerNeeds): Promise<void> {
  try {
    await revokeSessions({ sessions: [session], reason: 'issue-failed' }, needs);
  } catch {
    return;
  }
}

function endsBy({ boundaryArn }: Session): IssuedSession['endsBy'] {
  return boundaryArn === null ? 'fence' : 'revocation';
}
