// Words in `from` that stand for people the policy does not list: owners of files, of resources, of agents. Called by `ruleReasons` and `baselineReasons`.
import { compileGlobs } from '../../model/glob.ts';
import type { Facts } from '../../model/facts.ts';
import { compileOwners } from '../../syntax/index.ts';
import type { CompiledPolicy } from '../compiled.ts';
import type { Entry } from './fill-entries.ts';
import { reaches } from '../layers/layer.ts';
import type { Layer } from '../layers/layer.ts';

export const OWNER_WORDS = ['code_owners', 'resource_owners', 'agents_owner'] as const;
type OwnerWord = (typeof OWNER_WORDS)[number];

/** Who owns what, as far as it is known. */
export type Owners = {
  /** Null: CODEOWNERS could not be read. */
  readonly code: ((path: string) => readonly string[]) | null;
  /** One list for each area of the policy that a path is in. */
  readonly resource: (path: string) => readonly (readonly string[])[];
  /** Of the agents that took part, each owner; null where the policy names none. Null: no agent took part. */
  readonly agents: readonly { readonly name: string; readonly owner: string | null }[] | null;
};

export function gatherOwners(
  policy: Pick<CompiledPolicy, 'agents' | 'resourceOwners'>,
  known: {
    readonly facts: Pick<Facts, 'code_owners'>;
    /** Names of the agents that took part; null: none did. */
    readonly agents: readonly string[] | null;
    /** Of the rule that asks: a repository must not choose who answers for its organisation's rules. */
    readonly layer: Layer;
  },
): Owners {
  const { facts, agents, layer } = known;
  const isSeen = (each: { readonly layer: Layer }): boolean => reaches(each.layer, layer);
  const areas = policy.resourceOwners.filter(isSeen).map(({ paths, owners }) => ({
    matches: compileGlobs(paths, 'tighten'),
    owners,
  }));
  return {
    code: facts.code_owners === null ? null : compileOwners(facts.code_owners),
    resource: (path) => areas.flatMap(({ matches, owners }) => (matches(path) ? [owners] : [])),
    agents:
      agents?.flatMap((name): NonNullable<Owners['agents']> => {
        const owners = policy.agents
          .filter((agent) => isSeen(agent) && agent.name === name)
          .flatMap(({ owner }) => owner ?? []);
        return owners.length === 0 ? [{ name, owner: null }] : owners.map((owner) => ({ name, owner }));
      }) ?? null,
  };
}

export function isOwnerWord(word: string): word is OwnerWord {
  return (OWNER_WORDS as readonly string[]).includes(word);
}

/**
 * One entry as written becomes one for each group of people that some file or agent belongs to. Each group must
 * approve; one person in several of them may stand for all. A file that nobody owns is anybody's with write access;
 * owners that cannot be told are nobody, so that the entry stays open.
 */
export function expandEntry(entry: Entry, paths: readonly string[], owners: Owners): readonly Entry[] {
  const words = (entry.from ?? []).filter(isOwnerWord);
  if (words.length === 0) return [entry];
  const named = (entry.from ?? []).filter((word) => !isOwnerWord(word));
  const ofFiles = words.filter((word) => word !== 'agents_owner');
  const groups = ofFiles.length === 0 ? agentGroups(owners) : fileGroups(paths, words, owners);
  const entries = groups.map(({ people, whose }): Entry => {
    const from = people === null ? named : [...new Set([...people, ...named])].toSorted();
    const open = people !== null && from.length === 0;
    return {
      ...entry,
      from: open ? null : from,
      whose: people === null && named.length === 0 ? whose : null,
    };
  });
  return [...new Map(entries.map((each) => [JSON.stringify([each.from, each.whose]), each])).values()];
}

/** `people` null: nobody knows who they are. `whose` says of what they would be the owners. */
type Group = { readonly people: readonly string[] | null; readonly whose: string };

/** Nobody owns what no agent had a part in: the others who are named approve it, else anyone with write access. */
function agentGroups({ agents }: Owners): readonly Group[] {
  if (agents === null) return [{ people: [], whose: '' }];
  if (agents.length === 0) return [{ people: null, whose: 'the owner of an agent that nobody could name' }];
  return agents.map(({ name, owner }) => ({
    people: owner === null ? null : [owner],
    whose: `the owner of the agent ${name}, which the policy does not name`,
  }));
}

function fileGroups(paths: readonly string[], words: readonly OwnerWord[], owners: Owners): readonly Group[] {
  const agents = words.includes('agents_owner')
    ? (owners.agents ?? []).flatMap(({ owner }) => owner ?? [])
    : [];
  if (paths.length === 0) return [{ people: agents, whose: '' }];
  return paths.flatMap((path) => {
    const code = words.includes('code_owners') ? codeOwners(path, owners) : [];
    const areas = words.includes('resource_owners') ? owners.resource(path) : [];
    const whose = `the code owners of ${path}, who cannot be told`;
    return (areas.length === 0 ? [[]] : areas).map((area): Group => {
      const people = [...(code ?? []), ...area, ...agents];
      return { people: code === null && people.length === 0 ? null : people, whose };
    });
  });
}

/** Null: they cannot be told. A mail address is nobody's login. */
function codeOwners(path: string, { code }: Owners): readonly string[] | null {
  const all = code?.(path) ?? null;
  const known = all?.filter((owner) => owner.startsWith('@')) ?? [];
  return all === null || (all.length > 0 && known.length === 0) ? null : known;
}
