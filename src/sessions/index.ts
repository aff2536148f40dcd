// Face of the sessions stage: tokens, narrowing, issuing and ending of AWS sessions.
export { verifyExchange, verifyRelease } from './verify-token.ts';
export type { TokenRules, VerifiedExchange, VerifiedToken } from './verify-token.ts';
export { matchRepository, matchRun, matchTarget, screenClaims } from './match-target.ts';
export type { TokenClaims, TokenRefusal } from './token-claims.ts';
export { narrow } from './narrow.ts';
export { sealPolicy } from './seal-policy.ts';
export type { BoundaryAccess, IamPort } from './needs.ts';
export type { AssumeRoleAnswer, AssumeRoleRequest, KeySource, SessionIds, StsPort } from './needs.ts';
export { brokerSession, useTokenOnce } from './broker.ts';
export type { BrokerNeeds, IssuedSession } from './broker.ts';
export { revokeSessions } from './revoke.ts';
export type { AccountAccess } from './boundary-access.ts';
export type { Revocation, RevokeNeeds } from './revoke.ts';
export type { SessionStore } from './store.ts';
export { sweepSessions } from './sweep.ts';
export type { SweepNeeds, SweepReport } from './sweep.ts';
