// Recorded decisions that an edit of a policy is tried on, the latest first: of its repository, and of those that take it in. Called by try-policy-edit.ts.
import { LIMITS } from '../config/limits.ts';
import type { LedgerStore } from '../ledger/index.ts';
import type { Entry } from '../model/entry.ts';
import type { JsonObject } from '../model/json.ts';
import type { PolicyLayers } from '../model/policy-source.ts';

export type PastLedger = Pick<LedgerStore, 'head' | 'chains' | 'read' | 'getEvidence'>;

type Asked = {
  /** That of the repository whose policy is edited. */
  readonly chain: string;
  /** Number of the pull request whose own decisions are left out. */
  readonly except: number;
  /** Every decision of the repository rests on what is edited. */
  readonly all: boolean;
  /** Whether a decision with these layers rests on it. */
  readonly uses: (layers: PolicyLayers) => boolean;
  /** Look at the decisions of other repositories too. */
  readonly elsewhere: boolean;
  /** True once the time for looking is over. */
  readonly over: () => boolean;
};

export type Past = {
  readonly entries: readonly Entry[];
  /** Repositories that were not looked at: there are too many, or there was no time. */
  readonly unseen: number;
};

export async function pastDecisions(ledger: PastLedger, asked: Asked): Promise<Past> {
  const { chain, except, all, elsewhere, over } = asked;
  const used = usedIn(ledger, asked);
  const found = await lastOf(ledger, {
    chain,
    most: LIMITS.policyReplayEntries,
    wanted: async (entry) => entry.subject.pull !== except && (all || (await used(entry)) !== false),
  });
  const others = elsewhere ? (await ledger.chains()).filter((head) => head.chain !== chain) : [];
  let seen = 0;
  for (const head of others.slice(0, LIMITS.policyReplayChains)) {
    if (over()) break;
    seen += 1;
    const most = LIMITS.policyReplayEntriesElsewhere;
    const wanted = async (entry: Entry): Promise<boolean> => !over() && (await used(entry)) === true;
    found.push(...(await lastOf(ledger, { chain: head.chain, most, wanted })));
  }
  const latest = found.toSorted((a, b) => (a.ts < b.ts ? 1 : a.ts > b.ts ? -1 : 0));
  return { entries: latest.slice(0, LIMITS.policyReplayDecisions), unseen: others.length - seen };
}

/** Null: its policies are gone, and nobody knows. Many decisions rest on the same texts, which are read once. */
function usedIn(
  ledger: PastLedger,
  { uses }: Pick<Asked, 'uses'>,
): (entry: Entry) => Promise<boolean | null> {
  const known = new Map<string, boolean | null>();
  return async ({ data }) => {
    const { policy } = (data['evidence'] ?? {}) as JsonObject;
    if (typeof policy !== 'string') return null;
    const before = known.get(policy);
    if (before !== undefined) return before;
    const layers = ((await ledger.getEvidence(policy)) ?? null) as PolicyLayers | null;
    const answer = layers === null ? null : uses(layers);
    known.set(policy, answer);
    return answer;
  };
}

type Search = {
  readonly chain: string;
  /** Entries that are read. */
  readonly most: number;
  readonly wanted: (entry: Entry) => Promise<boolean>;
};

/** The latest first. */
async function lastOf(ledger: PastLedger, { chain, most, wanted }: Search): Promise<Entry[]> {
  const head = await ledger.head(chain);
  if (head === null) return [];
  const made: Entry[] = [];
  for await (const entry of ledger.read(chain, Math.max(1, head.seq - most + 1)))
    if (entry.type === 'decision.made') made.push(entry);
  const found: Entry[] = [];
  for (const entry of made.toReversed()) {
    if (found.length === LIMITS.policyReplayDecisions) break;
    if (await wanted(entry)) found.push(entry);
  }
  return found;
}
