// What the words `code_owners`, `resource_owners` and `agents_owner` stand for: one group of people for each thing that is owned.
import { minimatch } from 'minimatch';
import { actingAgents } from './actors.ts';
import type { Demand, Group } from './approvals.ts';
import { isAboutPull } from './conditions.ts';
import type { View } from './conditions.ts';
import type { ApprovalEntry, Approver, Stale, When } from './document.ts';
import { layersFor } from './document.ts';
import { globMatches } from './globs.ts';
import type { Subject } from './subjects.ts';

const WORDS = ['code_owners', 'resource_owners', 'agents_owner'];
const isWord = (each: Approver): each is string => typeof each === 'string' && WORDS.includes(each);

type Ask = {
  readonly view: View;
  readonly when: When | undefined;
  readonly matched: readonly Subject[];
  readonly stale: Stale | undefined;
  readonly age: string | undefined;
  /** Asked for beside: nobody knows who stands behind the agent. */
  readonly more: number;
};

export function demandOf(entry: ApprovalEntry, ask: Ask): Demand {
  const count = entry.count + ask.more;
  const rest = {
    permission: entry.permission ?? 'write',
    stale: entry.stale ?? ask.stale ?? 'head',
    age: Number((entry.head_age ?? ask.age ?? '0m').replace('m', '')),
  } as const;
  const { from } = entry;
  if (from === undefined) return { ...rest, groups: [{ count, from: null }] };
  const words = from.filter(isWord);
  if (words.length === 0) return { ...rest, groups: [{ count, from }] };
  const named = from.filter((each) => !isWord(each));
  const groups = ownerGroups(words, ask).map((owners): Group => {
    if (owners === 'unknown') return { count, from: named };
    const all = [...owners, ...named];
    // What nobody owns is anybody's.
    return { count, from: all.length === 0 ? null : all };
  });
  return { ...rest, groups };
}

type Owners = readonly Approver[] | 'unknown';

/** Words are any-of, like every list: for one file the owners of all words are one group. */
function ownerGroups(words: readonly string[], { view, when, matched }: Ask): readonly Owners[] {
  const agents = agentOwners(view);
  if (words.every((word) => word === 'agents_owner')) return agents;
  const beside = words.includes('agents_owner')
    ? agents.flatMap((owners) => (owners === 'unknown' ? [] : owners))
    : [];
  const files = filesOf(view, when, matched);
  if (files.length === 0) return [beside];
  return files.flatMap((file): readonly Owners[] => {
    const code = words.includes('code_owners') ? codeOwners(view, file) : [];
    const areas = words.includes('resource_owners') ? resourceOwners(view, file) : [];
    return (areas.length === 0 ? [[]] : areas).map((area): Owners => {
      const known = [...(code === 'unknown' ? [] : code), ...area, ...beside];
      return code === 'unknown' && known.length === 0 ? 'unknown' : known;
    });
  });
}

/** Those that the rule is about, under all their names: all where it is about the pull request. */
function filesOf({ question }: View, when: When | undefined, matched: readonly Subject[]): readonly string[] {
  const paths =
    when === undefined || isAboutPull(when)
      ? question.classified.files.flatMap(({ path, previousPath }) => [path, previousPath ?? path])
      : matched.flatMap((subject) => subject.paths);
  return [...new Set(paths)];
}

/** The last line that matches is the only one that counts, also where it names nobody. */
function codeOwners({ question }: View, file: string): Owners {
  const lines = question.facts.code_owners;
  if (lines === null) return 'unknown';
  return lines.findLast(({ pattern }) => ownsFile(pattern, file))?.owners ?? [];
}

/** As GitHub reads a line: anchored by a slash at the start or inside, else at any depth; a folder owns what is below. */
function ownsFile(pattern: string, file: string): boolean {
  const anchored = pattern.slice(0, -1).includes('/');
  const plain = pattern.replace(/^\//, '').replace(/\/$/, '');
  const options = { dot: true, nonegate: true, nocomment: true, nobrace: true, noext: true };
  const glob = anchored ? plain : `**/${plain}`;
  if (!pattern.endsWith('/') && minimatch(file, glob, options)) return true;
  return !plain.endsWith('/*') && minimatch(file, `${glob}/**`, options);
}

function resourceOwners({ question, own }: View, file: string): readonly (readonly Approver[])[] {
  return layersFor(question, own)
    .flatMap(({ policy }) => policy.resource_owners ?? [])
    .filter(({ paths }) => paths.some((glob) => globMatches(glob, file, false)))
    .map(({ owners }) => owners);
}

/** Nobody answers for a human, whose changes are anybody's to approve; of an agent that nobody could name nobody knows who does. */
function agentOwners({ question, actor, layer }: View): readonly Owners[] {
  if (actor.class === 'human' || actor.class === 'automation') return [[]];
  if (actor.agents.length === 0) return ['unknown'];
  return actor.agents.flatMap((name): readonly Owners[] => {
    const owners = actingAgents(question, actor, layer).flatMap((each) =>
      each.name === name && each.limits.owner !== undefined ? [[each.limits.owner]] : [],
    );
    return owners.length === 0 ? ['unknown'] : owners;
  });
}
