// What agents did, as a ledger tells it: pull requests, what they touched, with which tools. Called by `aigov agents`.
import { storedEntries, type LedgerReader } from '../../ledger/index.ts';
import type { Entry } from '../../model/entry.ts';
import type { PolicyLayers } from '../../model/policy-source.ts';
import { decide } from '../../steps/decide.ts';
import type { Recorded } from '../../steps/replay.ts';
import { recordedOf } from '../policy-replay/sources.ts';

/** By name, the time of the latest use (RFC 3339). */
export type LastUse = ReadonlyMap<string, string>;

export type AgentUses = {
  readonly pulls: ReadonlySet<number>;
  readonly lastSeen: string;
  readonly environments: LastUse;
  readonly kinds: LastUse;
  readonly tools: LastUse;
};

export type RepositoryUses = {
  readonly repository: string;
  /** Of the first and the last entry of its chain (RFC 3339): nothing is known of the time outside. */
  readonly since: string;
  readonly until: string;
  /** The policy that the changes are judged by; null: none was given, and none is recorded. */
  readonly layers: PolicyLayers | null;
  readonly agents: ReadonlyMap<string, AgentUses>;
  /** Sessions that were issued for the change of a pull request, by its number. */
  readonly sessions: ReadonlyMap<number, number>;
  /** Decisions whose evidence is gone: what they would tell is missing here. */
  readonly gone: number;
};

/** What belongs to no environment is told under this name, which no policy can define. */
export const NO_ENVIRONMENT = '(no environment)';

/**
 * Every recorded decision, judged by the policy given or else by the newest that the chain holds: agents and
 * environments then have the names of today. Twice through the ledger, and one decision in memory at a time.
 */
export async function usesOf(
  reader: LedgerReader,
  given: {
    readonly chain: string | undefined;
    readonly instead: Partial<PolicyLayers>;
    readonly step: (done: number) => void;
  },
): Promise<readonly RepositoryUses[]> {
  const chains = await outlineChains(reader, given);
  let done = 0;
  for await (const entry of storedEntries(reader.entries(given.chain))) {
    const chain = chains.get(entry.chain);
    if (chain === undefined || entry.type !== 'decision.made') continue;
    given.step((done += 1));
    const recorded = await recordedOf(reader, entry);
    if (recorded === null || chain.layers === null) chain.gone += 1;
    else noteDecision(chain, entry, { ...recorded, layers: chain.layers });
  }
  return [...chains.values()].toSorted((a, b) => (a.repository < b.repository ? -1 : 1));
}

type Noted = {
  repository: string;
  readonly since: string;
  until: string;
  layers: PolicyLayers | null;
  readonly agents: Map<string, NotedAgent>;
  readonly sessions: Map<number, number>;
  gone: number;
};
type NotedAgent = {
  readonly pulls: Set<number>;
  lastSeen: string;
  readonly environments: Map<string, string>;
  readonly kinds: Map<string, string>;
  readonly tools: Map<string, string>;
};

async function outlineChains(
  reader: LedgerReader,
  { chain, instead }: { readonly chain: string | undefined; readonly instead: Partial<PolicyLayers> },
): Promise<Map<string, Noted>> {
  const chains = new Map<string, Noted>();
  const newest = new Map<string, Entry>();
  for await (const entry of storedEntries(reader.entries(chain))) {
    const { subject, ts, type } = entry;
    const known = chains.get(entry.chain) ?? emptyChain(entry);
    chains.set(entry.chain, known);
    known.repository = subject.repository;
    known.until = ts;
    if (type === 'decision.made') newest.set(entry.chain, entry);
    if (type === 'session.issued' && subject.pull !== null)
      known.sessions.set(subject.pull, (known.sessions.get(subject.pull) ?? 0) + 1);
  }
  for (const [name, known] of chains) {
    const entry = newest.get(name);
    const recorded = entry === undefined ? null : await recordedOf(reader, entry);
    known.layers = layersOf(recorded?.layers ?? null, instead);
  }
  return chains;
}

/** Layers that are not given stay those of the record. Null: there are neither. */
export function layersOf(recorded: PolicyLayers | null, instead: Partial<PolicyLayers>): PolicyLayers | null {
  if (recorded === null && Object.keys(instead).length === 0) return null;
  const absent = { kind: 'absent' } as const;
  return { repository: absent, floor: absent, ...recorded, ...instead };
}

function emptyChain({ subject, ts }: Entry): Noted {
  const noted = { agents: new Map<string, NotedAgent>(), sessions: new Map<number, number>(), gone: 0 };
  return { repository: subject.repository, since: ts, until: ts, layers: null, ...noted };
}

function noteDecision(chain: Noted, { subject, ts }: Entry, recorded: Recorded): void {
  const { diff, ...gathered } = recorded;
  const { classified, decision } = decide({ gathered, diff });
  const touched = classified.changes.filter(({ tier }) => tier !== 'none');
  const unread = classified.unreadable.flatMap(({ environments }) =>
    environments.length === 0 ? [null] : environments,
  );
  const environments = [...touched.map(({ environment }) => environment), ...unread];
  const { declared, provenance } = recorded.facts;
  for (const name of decision.actor.agents) {
    const agent = chain.agents.get(name) ?? emptyAgent(ts);
    chain.agents.set(name, agent);
    if (subject.pull !== null) agent.pulls.add(subject.pull);
    agent.lastSeen = ts;
    for (const environment of environments) agent.environments.set(environment ?? NO_ENVIRONMENT, ts);
    for (const kind of touched.flatMap(({ kinds }) => kinds)) agent.kinds.set(kind, ts);
    for (const tool of [...(declared?.tools ?? []), ...(provenance?.tools ?? [])]) agent.tools.set(tool, ts);
  }
}

function emptyAgent(ts: string): NotedAgent {
  return { pulls: new Set(), lastSeen: ts, environments: new Map(), kinds: new Map(), tools: new Map() };
}
