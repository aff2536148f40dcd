// The listing of agents for people. Called by `aigov agents`; the JSON document holds the same rows.
import { KINDS } from '../../model/words.ts';
import { counted } from '../../model/counted.ts';
import { visible } from '../../report/index.ts';
import type { AgentRow, GrantRow } from './compare.ts';

export type Listing = {
  /** Null: no ledger entry names one. */
  readonly repository: string | null;
  readonly policy: string | null;
  /** RFC 3339 times of what the ledger tells of; null: nothing is recorded. */
  readonly since: string | null;
  readonly until: string | null;
  /** Grants that nobody used from here on are marked. */
  readonly unused_from: string;
  /** Decisions whose evidence is gone. */
  readonly gone: number;
  readonly agents: readonly AgentRow[];
};

export function renderListing(listing: Listing, now: string): string {
  const { agents, gone } = listing;
  const listed = agents.filter(({ listed: known }) => known);
  const others = agents.filter(({ listed: known }) => !known);
  return [
    headOf(listing),
    ...(gone === 0 ? [] : [`Left out: ${counted(gone, 'decision')} without evidence.`]),
    ...(agents.length === 0 ? ['', 'No agents: the policy lists none, and none took part.'] : []),
    ...listed.flatMap((agent) => ['', ...agentLines(agent, now)]),
    ...(others.length === 0 ? [] : ['', 'Not in the policy, so no limits bind them:']),
    ...others.flatMap((agent) => agentLines(agent, now)),
  ]
    .map(visible)
    .join('\n');
}

function headOf({ repository, policy, since, until, unused_from: from }: Listing): string {
  const told =
    since === null || until === null ? 'the ledger is empty' : `ledger of ${day(since)} to ${day(until)}`;
  const rules = policy === null ? 'no policy' : `policy ${policy}`;
  return `${repository ?? 'No repository'}: ${rules}, ${told}; unused means not since ${day(from)}`;
}

function agentLines(agent: AgentRow, now: string): readonly string[] {
  const { name, owners, roles, autonomy, recertify_by: until, pulls, sessions, last_seen: seen } = agent;
  const standing = [
    ...(autonomy === null ? [] : [autonomy, roles.join(' and ')]),
    ...(owners.length === 0 ? [] : [`owner ${owners.join(', ')}`]),
    ...(until === null ? [] : [recertification(until, now)]),
  ];
  const used = `${plural(pulls, 'pull request')}, ${plural(sessions, 'session')}`;
  return [
    `${name}${standing.length === 0 ? '' : `  ${standing.join(', ')}`}`,
    seen === null ? '  used          never' : `  used          ${used}, last seen ${day(seen)}`,
    ...grantLines('environments', agent.environments, agent.listed),
    ...kindLines(agent),
    ...grantLines('tools', agent.tools, agent.tools_limited),
  ];
}

function recertification(until: string, now: string): string {
  const past = Date.parse(until.length === 10 ? `${until}T23:59:59.999Z` : until) < Date.parse(now);
  return past ? `EXPIRED on ${until}` : `to be recertified by ${until}`;
}

/** One line each, what nobody uses marked. */
function grantLines(title: string, rows: readonly GrantRow[], limited: boolean): readonly string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map(
    (row, index) =>
      `  ${(index === 0 ? title : '').padEnd(12)}  ${row.name.padEnd(width)}  ${useOf(row, limited)}`,
  );
}

function useOf({ granted, last_used: last, unused }: GrantRow, limited: boolean): string {
  if (!granted) return `used ${day(last ?? '')}${limited ? ', NOT GRANTED' : ''}`;
  if (!unused) return `used ${day(last ?? '')}`;
  return last === null ? 'UNUSED: never' : `UNUSED: last on ${day(last)}`;
}

/** Twelve kinds on twelve lines would hide the rest. */
function kindLines({ kinds, listed, last_seen: seen }: AgentRow): readonly string[] {
  if (kinds.length === 0) return [];
  const namesOf = (rows: readonly GrantRow[]): string => rows.map(({ name }) => name).join(', ');
  const used = kinds.filter(({ granted, unused }) => granted && !unused);
  const unused = kinds.filter((row) => row.unused);
  const beyond = kinds.filter(({ granted }) => !granted);
  const denied = KINDS.filter((kind) => !kinds.some(({ name, granted }) => granted && name === kind));
  const parts = [
    ...(listed ? [denied.length === 0 ? 'all granted' : `all granted but ${denied.join(', ')}`] : []),
    ...(used.length === 0 ? [] : [`used ${namesOf(used)}`]),
    ...(unused.length === 0 || seen === null ? [] : [`UNUSED: ${namesOf(unused)}`]),
    ...(beyond.length === 0 ? [] : [`used ${namesOf(beyond)}${listed ? ', NOT GRANTED' : ''}`]),
  ];
  return parts.map((part, index) => `  ${(index === 0 ? 'kinds' : '').padEnd(12)}  ${part}`);
}

function day(time: string): string {
  return time.slice(0, 10);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
