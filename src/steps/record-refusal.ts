// Ledger: a run that is there and got no session, once per run, attempt and reason. Called by exchange-session.ts.
import { chainName } from '../ledger/index.ts';
import { Fault, type FaultCode } from '../model/failure.ts';
import type { Ports } from '../ports.ts';
import type { TokenClaims } from '../sessions/index.ts';
import type { Entry } from '../model/entry.ts';
import { about, type Subject } from './record-decision.ts';

/** What STS refused has its own entry; a fault of ours is in the log. */
const RECORDED: readonly FaultCode[] = ['TOKEN_INVALID', 'FORBIDDEN', 'GRANT_REFUSED', 'SESSION_EXISTS'];

/** Which run asked for what, and why it got nothing. A run that asks again and again adds nothing to the chain. */
export async function recordRefusal(
  ports: Ports,
  refused: {
    readonly repository: Subject['repository'];
    /** Null: the commit is the merge of none, as after a direct push. */
    readonly pull: number | null;
    /** Head of the pull request, or the commit that the run is on. */
    readonly head: string;
    readonly claims: TokenClaims;
    readonly targetName: string;
    readonly error: unknown;
  },
): Promise<void> {
  const { repository, pull, head, claims, targetName, error } = refused;
  if (!(error instanceof Fault) || !RECORDED.includes(error.code)) return;
  const { code, message: why } = error;
  const chain = chainName(repository.id);
  const key = keyOf({ run: claims.runId, attempt: claims.runAttempt, code, why });
  const told = pull === null ? await lately(ports.ledger, chain) : await ports.ledger.ofPull(chain, pull);
  if (told.some(({ type, data }) => type === 'session.refused' && keyOf(data) === key)) return;
  await ports.ledger.append(chain, [
    {
      type: 'session.refused',
      subject: about({ repository, pull }, head),
      actor: 'aigov',
      data: { target: targetName, run: claims.runId, attempt: claims.runAttempt, code, why },
    },
  ]);
}

/** A run asks again within minutes, and what belongs to no pull request is found by no number. */
const LATELY = 200;

async function lately(ledger: Ports['ledger'], chain: string): Promise<readonly Entry[]> {
  const last = await ledger.head(chain);
  const found: Entry[] = [];
  if (last === null) return found;
  for await (const entry of ledger.read(chain, Math.max(1, last.seq - LATELY + 1))) found.push(entry);
  return found;
}

/** The word in brackets at the end of the sentence is the reason within the code; the sentence itself may vary. */
function keyOf(data: { readonly [field: string]: unknown }): string {
  const { run, attempt, code, why } = data;
  const word = typeof why === 'string' ? (/\(([A-Z_]+)\)\.?$/.exec(why)?.[1] ?? '') : '';
  return JSON.stringify([run, attempt, code, word]);
}
