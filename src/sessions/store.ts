// Port: sessions and used token ids.
import type { Session } from '../model/deploy.ts';

export interface SessionStore {
  /** True exactly once per token id until `expiresAt` (epoch ms): a unique key, safe across processes. `jtiHash` is hex SHA-256 of issuer and jti. */
  useToken(jtiHash: string, expiresAt: number): Promise<boolean>;
  /** Insert a session in state `issuing`. False when a session in state issuing or live exists for (repositoryId, runId, runAttempt, target): one live session per run attempt. */
  begin(session: Session): Promise<boolean>;
  byId(id: string): Promise<Session | null>;
  /** Change state only from one of `from`; false when it was in another state: every transition happens once. */
  transition(
    id: string,
    from: readonly Session['state'][],
    to: Partial<Session> & Pick<Session, 'state'>,
  ): Promise<boolean>;
  ofRun(repositoryId: number, runId: number, runAttempt: number | null): Promise<readonly Session[]>;
  ofGrant(grantId: string): Promise<readonly Session[]>;
  /** States issuing, live or revoking whose `expiresAt` or `notAfter` matter to the sweeper. */
  open(): Promise<readonly Session[]>;
  /** Revoked or revoking and STS end plus 5 minutes not yet over: the deny list of one boundary policy, rebuilt whole each time. */
  denied(boundaryArn: string, now: number): Promise<readonly Session[]>;
  /** Runs `work` alone among all processes for this key (row lock on PostgreSQL, in-process mutex plus write lock on SQLite). */
  exclusive<T>(key: string, work: () => Promise<T>): Promise<T>;
}
