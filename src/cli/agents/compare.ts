// What a policy grants its agents against what they used. Called by `aigov agents`; pure.
import { matchesNameGlob } from '../../model/plain-glob.ts';
import { AUTONOMIES, KINDS } from '../../model/words.ts';
import type { Autonomy } from '../../model/words.ts';
import type { CompiledPolicy } from '../../policy/index.ts';
import type { AgentUses, LastUse, RepositoryUses } from './uses.ts';

export type GrantRow = {
  readonly name: string;
  readonly granted: boolean;
  /** RFC 3339; null: never, as far as the ledger tells. */
  readonly last_used: string | null;
  /** Granted, and not used within the time that was asked about. */
  readonly unused: boolean;
};

export type AgentRow = {
  readonly name: string;
  /** In `actors.agents`; else it is only known from the shipped registry, and none of its rows are granted or refused. */
  readonly listed: boolean;
  readonly owners: readonly string[];
  /** `author`, `validator`, `executor`. */
  readonly roles: readonly string[];
  readonly autonomy: Autonomy | null;
  readonly recertify_by: string | null;
  readonly pulls: number;
  /** Sessions issued for changes it had a part in. */
  readonly sessions: number;
  readonly last_seen: string | null;
  readonly environments: readonly GrantRow[];
  readonly kinds: readonly GrantRow[];
  /** False: any tool may be used, and none of the rows is granted or refused. */
  readonly tools_limited: boolean;
  readonly tools: readonly GrantRow[];
};

type Listed = CompiledPolicy['agents'][number];
type Uses = Pick<RepositoryUses, 'agents' | 'sessions'>;

/** Listed agents first, then those that only took part; by name. `from` is an RFC 3339 time: older uses do not count as used. */
export function compareAgents(agents: readonly Listed[], uses: Uses, from: string): readonly AgentRow[] {
  const entries = Map.groupBy(agents, ({ name }) => name);
  const others = [...uses.agents.keys()].filter((name) => !entries.has(name));
  return [
    ...[...entries].toSorted(byName).map(([name, own]) => rowOf(name, own, { uses, from })),
    ...others.toSorted().map((name) => rowOf(name, [], { uses, from })),
  ];
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Entries of several layers under one name all bind, so what is granted is what each of them grants. */
function rowOf(
  name: string,
  entries: readonly Listed[],
  { uses, from }: { readonly uses: Uses; readonly from: string },
): AgentRow {
  const used = uses.agents.get(name);
  const listed = entries.length > 0;
  const rows = (granted: readonly string[], last: LastUse | undefined, covers = same): readonly GrantRow[] =>
    grantRows({ granted, last: last ?? new Map<string, string>(), from, covers });
  const dates = entries.flatMap(({ recertifyBy }) => recertifyBy ?? []).toSorted();
  const limits = entries.flatMap(({ tools }) => (tools === null ? [] : [tools]));
  return {
    name,
    listed,
    owners: [...new Set(entries.flatMap(({ owner }) => owner ?? []))].toSorted(),
    roles: heldByAll(entries.map(({ roles }) => roles)),
    autonomy: listed ? leastOf(entries.map(({ autonomy }) => autonomy)) : null,
    recertify_by: dates[0] ?? null,
    pulls: used?.pulls.size ?? 0,
    sessions: sessionsOf(used, uses.sessions),
    last_seen: used?.lastSeen ?? null,
    environments: rows(reachable(entries), used?.environments),
    kinds: rows(
      listed ? KINDS.filter((kind) => !entries.some(({ denyKinds }) => denyKinds.includes(kind))) : [],
      used?.kinds,
    ),
    tools_limited: limits.length > 0,
    tools: rows(allowedTools(limits), used?.tools, matchesNameGlob),
  };
}

type Covers = (granted: string, name: string) => boolean;
const same: Covers = (granted, name) => granted === name;

function grantRows(given: {
  readonly granted: readonly string[];
  readonly last: LastUse;
  readonly from: string;
  readonly covers: Covers;
}): readonly GrantRow[] {
  const { granted, last, from, covers } = given;
  const covered = (grant: string, name: string): boolean => grant === name || covers(grant, name);
  const grants = granted.map((name) => {
    const times = [...last].filter(([used]) => covered(name, used)).map(([, time]) => time);
    const latest = times.toSorted().at(-1) ?? null;
    return {
      name,
      granted: true,
      last_used: latest,
      unused: latest === null || Date.parse(latest) < Date.parse(from),
    };
  });
  const beyond = [...last]
    .filter(([name]) => !granted.some((grant) => covered(grant, name)))
    .toSorted(byName);
  return [
    ...grants,
    ...beyond.map(([name, time]) => ({ name, granted: false, last_used: time, unused: false })),
  ];
}

function reachable(entries: readonly Listed[]): readonly string[] {
  if (entries.some(({ autonomy }) => autonomy === 'advisory')) return [];
  return heldByAll(entries.map(({ environments }) => environments));
}

function heldByAll(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  return first.filter((word) => others.every((list) => list.includes(word)));
}

function allowedTools(limits: readonly (readonly string[])[]): readonly string[] {
  const allows = (list: readonly string[], tool: string): boolean =>
    list.some((glob) => glob === tool || matchesNameGlob(glob, tool));
  return [...new Set(limits.flat())].filter((tool) => limits.every((list) => allows(list, tool)));
}

function leastOf(autonomies: readonly Autonomy[]): Autonomy {
  return AUTONOMIES.find((autonomy) => autonomies.includes(autonomy)) ?? 'supervised';
}

function sessionsOf(used: AgentUses | undefined, sessions: Uses['sessions']): number {
  return [...(used?.pulls ?? [])].reduce((sum, pull) => sum + (sessions.get(pull) ?? 0), 0);
}
