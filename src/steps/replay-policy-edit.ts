// What edited policies would have decided otherwise: recorded decisions that rest on them, made again within bounds. Called by try-policy-edit.ts.
import { LIMITS } from '../config/limits.ts';
import type { PullMemory } from '../facts/index.ts';
import { chainName } from '../ledger/index.ts';
import type { Gathered } from '../model/gathered.ts';
import type { PolicyLayers } from '../model/policy-source.ts';
import { compilePolicy, missingLayers } from '../policy/index.ts';
import type { PolicyReplay } from '../report/index.ts';
import { editedLayers } from './edited-layers.ts';
import type { PolicyEdits } from './edited-policy.ts';
import { pastDecisions, type PastLedger } from './past-decisions.ts';
import { recordedDecision } from './recorded-decision.ts';
import { replay } from './replay.ts';

export type EditPorts = {
  readonly ledger: PastLedger;
  readonly memory: Pick<PullMemory, 'sharesPolicies'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export type PullEdit = {
  readonly repositoryId: number;
  /** The policy as it stands decides this one, whatever it edits. */
  readonly pull: number;
  readonly gathered: Gathered;
};

/** `alone`: this repository does not use it itself, and Cedar files that it names were not read. */
export type LayersEdit = {
  readonly alone: boolean;
  readonly before: PolicyLayers;
  readonly after: PolicyLayers;
};

export type Tried = PullEdit & {
  readonly edits: PolicyEdits;
  readonly repository: string | null;
  readonly pairs: readonly LayersEdit[];
};

/** Throws what the ledger throws. */
export async function replayPolicyEdit(
  { ledger, memory, now }: EditPorts,
  tried: Tried,
): Promise<PolicyReplay> {
  const { repositoryId, pull, gathered, edits, repository } = tried;
  const why = reasonNotToTry(tried);
  if (why !== null) return { kind: 'none', why };
  const begun = now();
  const shares = await memory.sharesPolicies(repositoryId);
  // Whoever may not push here would learn from it what repositories hold that he may not read.
  const stranger = gathered.facts.pull_request?.fork !== false;
  const chain = chainName(repositoryId);
  const { entries, unseen } = await pastDecisions(ledger, {
    chain,
    except: pull,
    all: edits.own !== null,
    uses: (layers) => editedLayers(layers, { edits, repository, own: false }) !== null,
    elsewhere: shares && !stranger,
    over: () => now() >= begun + LIMITS.policyReplayMs / 2,
  });
  const until = now() + LIMITS.policyReplayMs;
  const changed: Extract<PolicyReplay, { kind: 'done' }>['changed'][number][] = [];
  let [decisions, gone, unread, foreign] = [0, 0, 0, 0];
  for (const entry of entries) {
    if (now() >= until) break;
    const recorded = await recordedDecision(entry, async (digest) => await ledger.getEvidence(digest));
    const own = entry.chain === chain;
    const layers = recorded && editedLayers(recorded.layers, { edits, repository, own });
    if (recorded === null || layers === null) {
      gone += 1;
      continue;
    }
    if (missingLayers(layers).length > missingLayers(recorded.layers).length) {
      unread += 1;
      continue;
    }
    decisions += 1;
    foreign += own ? 0 : 1;
    const { before, after } = replay(recorded, layers);
    if (before.outcome !== after.outcome)
      changed.push({ pull: own ? (entry.subject.pull ?? 0) : null, from: before.outcome, to: after.outcome });
  }
  return {
    kind: 'done',
    decisions,
    foreign,
    gone,
    unread,
    left: entries.length - decisions - gone - unread,
    unseen,
    withheld: shares && stranger,
    changed,
  };
}

/** Nothing could be learnt from decisions that all of them refuse. */
function reasonNotToTry({ edits: { own, shared }, pairs }: Tried): string | null {
  if (own?.kind === 'absent' || (shared.length > 0 && shared.every(({ after }) => after === null)))
    return 'the policy is gone, and once this is merged every pull request that it decides is refused';
  if (own !== null && pairs.some(({ after }) => missingLayers(after).length > 0))
    return 'it newly extends files, which are read once it is merged';
  const invalid = pairs.some(({ alone, after }) => {
    const result = compilePolicy(after);
    return (
      result.kind === 'invalid' &&
      result.problems.some(
        ({ missing, problem }) => missing === undefined && !(alone && problem.code === 'no-file'),
      )
    );
  });
  return invalid ? 'there is no policy to try' : null;
}
