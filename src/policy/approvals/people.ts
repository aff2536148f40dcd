// Who may approve, and why not: exclusions, write access and team membership of one pull request. Made once per decision.
import type { Actor, IgnoredWhy } from '../../model/decision.ts';
import { PERMISSIONS } from '../../model/facts.ts';
import type { Account, Facts, Permission } from '../../model/facts.ts';
import { isTeam, personOf } from './approver-word.ts';
import type { Person } from './approver-word.ts';
import type { CompiledPolicy } from '../compiled.ts';
import { isAgentAccount } from '../agents/find-agent-parts.ts';

export type People = {
  /** The part this person has in the change, or what it is instead of a person; null when nothing speaks against it. */
  readonly involvement: (person: Person) => IgnoredWhy | null;
  /** Listed or known as an agent, whatever its part. */
  readonly isAgent: (person: Person) => boolean;
  /** Null: unknown, which never counts. */
  readonly canWrite: (login: string) => boolean | null;
  /** Does the login have this permission or more? Null: unknown. Default: write. */
  readonly isAllowed: (login: string, least?: Permission) => boolean | null;
  /**
   * Is this one of the teams' members or one of the people named? Unknown teams have no members. Where the policy names
   * an id, the id alone decides: a login can be given up and taken by somebody else.
   */
  readonly belongs: (person: Person, from: readonly string[]) => boolean;
  /** People behind `from`, each login once; null when a team of it is unknown. */
  readonly membersOf: (from: readonly string[]) => readonly Person[] | null;
  /** Logins known to have write access. */
  readonly writers: readonly string[];
};

const fold = (login: string): string => login.toLowerCase();

/** Of the policy: accounts that are no people. */
type Machines = Pick<CompiledPolicy, 'agents' | 'automation'>;

export function gatherPeople(facts: Facts, actor: Actor, machines: Machines): People {
  const listed = machines.agents;
  const levels = Map.groupBy(Object.entries(facts.permissions), ([login]) => fold(login));
  // Two spellings of one login that disagree: the lower level holds.
  const lowest = new Map(
    [...levels].map(([login, all]) => [
      login,
      Math.min(...all.map(([, level]) => PERMISSIONS.indexOf(level))),
    ]),
  );
  const isAllowed = (login: string, least: Permission = 'write'): boolean | null => {
    const level = lowest.get(fold(login));
    return level === undefined ? null : level >= PERMISSIONS.indexOf(least);
  };
  // And of one team: who is in both lists.
  const teams = new Map<string, readonly string[]>();
  for (const [team, members] of Object.entries(facts.teams)) {
    const own = members.map(fold);
    teams.set(fold(team), teams.get(fold(team))?.filter((login) => own.includes(login)) ?? own);
  }
  const members = (word: string): readonly Person[] | undefined => {
    const person = personOf(word);
    if (!isTeam(word)) return [{ ...person, login: fold(person.login) }];
    return teams.get(fold(word))?.map((login) => ({ login, id: null }));
  };
  const names = (word: string, { login, id }: Person): boolean => {
    const wanted = isTeam(word) ? null : personOf(word).id;
    return wanted === null
      ? (members(word)?.some((member) => member.login === fold(login)) ?? false)
      : wanted === id;
  };
  return {
    involvement: involvementOf(facts, actor, machines),
    isAgent: (person) => isAgentAccount({ ...person, type: null }, listed),
    canWrite: (login) => isAllowed(login),
    isAllowed,
    belongs: (person, from) => from.some((word) => names(word, person)),
    membersOf: (from) => {
      const lists = from.map(members);
      const known = lists.flatMap((list) => list ?? []);
      // Named twice, the id tells more: a part in the change may show under another login.
      const sorted = known.toSorted((a, b) => Number(a.id !== null) - Number(b.id !== null));
      return lists.includes(undefined)
        ? null
        : [...new Map(sorted.map((person) => [person.login, person])).values()];
    },
    writers: [...lowest.keys()].filter((login) => isAllowed(login) === true),
  };
}

/** The first word that fits: the nearest tie to the change is what a reader is told. */
function involvementOf(facts: Facts, actor: Actor, { agents, automation }: Machines): People['involvement'] {
  const commits = facts.commits ?? [];
  const login = (name: string | null): readonly Person[] =>
    name === null ? [] : [{ login: name, id: null }];
  const ties: readonly (readonly [IgnoredWhy, readonly (Person | null)[]])[] = [
    ['author', [facts.pull_request?.author ?? null]],
    ['delegator', login(facts.delegator)],
    ['author', commits.map(({ author }) => author)],
    ['committer', commits.map(({ committer }) => committer)],
    ['coauthor', commits.flatMap(({ coauthors, message }) => [...coauthors, ...coauthorsOf(message)])],
    ['pusher', facts.pushers ?? []],
    ['delegator', login(actor.delegator)],
    ['requester', facts.requesters.flatMap(login)],
  ];
  const flat = ties.flatMap(([why, persons]) =>
    persons.flatMap((person) => (person === null ? [] : [{ why, person }])),
  );
  const partOf = (person: Person): IgnoredWhy | null => {
    const tie = flat.find((each) => isSame(each.person, person));
    if (tie !== undefined) return tie.why;
    if (isAgentAccount({ ...person, type: null } satisfies Account, agents)) return 'agent';
    // A machine user is an account like any other to GitHub, and the policy knows better.
    return person.id !== null && automation.includes(person.id) ? 'not_user' : null;
  };
  // Every rule asks about the same few people.
  const known = new Map<string, IgnoredWhy | null>();
  return (person) => {
    const key = `${person.id ?? ''} ${person.login}`;
    const part = known.has(key) ? (known.get(key) ?? null) : partOf(person);
    known.set(key, part);
    return part;
  };
}

function isSame(a: Person, b: Person): boolean {
  return fold(a.login) === fold(b.login) || (a.id !== null && a.id === b.id);
}

/** Trailers that name an account by its private address; spoofable, so it can only exclude. */
function coauthorsOf(message: string): readonly Person[] {
  const trailer =
    /^[ \t]*co-authored-by[ \t]*:[^<\n]*<[ \t]*(?:(\d{1,15})\+)?([\w[\]-]+)@users\.noreply\.github\.com/gim;
  return [...message.matchAll(trailer)].map(([, id, login]) => ({
    login: login ?? '',
    id: id === undefined ? null : Number(id),
  }));
}
