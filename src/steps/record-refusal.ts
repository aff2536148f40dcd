// Ledger: a run that is there and got no session, once per run, attempt and reason. Called by exchange-session.ts.
import { chainName } from '../ledger/index.ts';
import { Fault, type FaultCode } from '../model/failure.ts';
import type { Ports } from '../ports.ts';
import type { TokenClaims } from '../sessions/index.ts';
import type { MergeJudgement } from './judge-merge.ts';
import { about, type Subject } from './record-decision.ts';

/** What STS refused has its own entry; a fault of ours is in the log. */
const RECORDED: readonly FaultCode[] = ['TOKEN_INVALID', 'FORBIDDEN', 'GRANT_REFUSED', 'SESSION_EXISTS'];

/** Which run asked for what, and why it got nothing. A run that asks again and again adds nothing to the chain. */
export async function recordRefusal(
  ports: Ports,
  refused: {
    readonly repository: Subject['repository'];
    readonly judged: MergeJudgement;
    readonly claims: TokenClaims;
    readonly targetName: string;
    readonly error: unknown;
  },
): Promise<void> {
  const { repository, judged, claims, targetName, error } = refused;
  if (!(error instanceof Fault) || !RECORDED.includes(error.code)) return;
  const { code, message: why } = error;
  const chain = chainName(repository.id);
  const key = keyOf({ run: claims.runId, attempt: claims.runAttempt, code, why });
  const told = await ports.ledger.ofPull(chain, judged.pull);
  if (told.some(({ type, data }) => type === 'session.refused' && keyOf(data) === key)) return;
  await ports.ledger.append(chain, [
    {
      type: 'session.refused',
      subject: about({ repository, pull: judged.pull }, judged.current.gathered.head),
      actor: 'aigov',
      data: { target: targetName, run: claims.runId, attempt: claims.runAttempt, code, why },
    },
  ]);
}

/** The word in brackets at the end of the sentence is the reason within the code; the sentence itself may vary. */
function keyOf(data: { readonly [field: string]: unknown }): string {
  const { run, attempt, code, why } = data;
  const word = typeof why === 'string' ? (/\(([A-Z_]+)\)\.?$/.exec(why)?.[1] ?? '') : '';
  return JSON.stringify([run, attempt, code, word]);
}
