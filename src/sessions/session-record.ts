// Ledger records of a session's life: ids, times and digests, never a credential. Called by broker.ts, revoke.ts and sweep.ts; pure.
import type { Record } from '../model/entry.ts';
import type { Session } from '../model/deploy.ts';
import type { JsonObject } from '../model/json.ts';

type SessionEntry = Extract<Record['type'], `session.${string}`>;

export function sessionRecord(
  type: SessionEntry,
  session: Session,
  more: {
    readonly about: { readonly pull: number; readonly head: string } | null;
    readonly data?: JsonObject;
  },
): Record {
  const { repository, repositoryId } = session;
  const { pull, head } = more.about ?? { pull: null, head: null };
  return {
    type,
    subject: { repository, repositoryId, pull, head },
    actor: 'aigov',
    data: {
      session: session.id,
      grant: session.grantId,
      target: session.target,
      account: session.account,
      run: session.runId,
      attempt: session.runAttempt,
      notAfter: new Date(session.notAfter).toISOString(),
      ...more.data,
    },
  };
}
