// What one process remembers between evaluations; made once by main.ts and handed to every gather.
import type { Permission } from '../model/facts.ts';
import type { FileSide } from '../model/files.ts';
import { createLru } from './lru.ts';
import type { Lru } from './lru.ts';
import type { Comparison, FolderEntry, PeopleRequest, TreeReading } from './needs.ts';

/** Membership and permission answers live this long unless an event drops them first. */
const PEOPLE_TTL_MS = 5 * 60_000;
const MAX_PEOPLE = 10_000;
const MAX_REPOSITORIES = 10_000;
const COMPARISON_FILES = 100_000;
const TREE_ENTRIES = 400_000;
const CONTENT_CHARACTERS = 64_000_000;
const FOLDER_CHARACTERS = 16_000_000;

export type Aged<Value> = {
  get(key: string, now: number): Value | undefined;
  set(key: string, value: Value, now: number): void;
  clear(): void;
};

export type FactCaches = {
  /** By repository, base and head. */
  readonly comparisons: Lru<Comparison>;
  /** By repository and commit. */
  readonly trees: Lru<TreeReading>;
  /** By repository, commit and path: the commit makes it immutable. */
  readonly sides: Lru<FileSide>;
  /** By installation, repository, commit and folder: what stands beside a policy. */
  readonly folders: Lru<readonly FolderEntry[]>;
  /** By installation and `@org/slug` in lower case; null is a team that does not exist. */
  readonly teams: Aged<readonly string[] | null>;
  /** By repository and login in lower case; null is no collaborator. */
  readonly permissions: Aged<Permission | null>;
  /** By repository id: whom the last decision asked about. */
  readonly asked: Lru<PeopleRequest>;
  /** By repository id: names of the files that its policies extended last. */
  readonly extended: Lru<readonly string[]>;
  /** Forget what an event may have changed: `teams` for membership, team and organization, `permissions` for member. */
  dropCaches(kind: 'teams' | 'permissions'): void;
};

export function createFactCaches(): FactCaches {
  return withFreshPeople({
    comparisons: createLru(COMPARISON_FILES, (comparison) => 1 + comparison.files.length),
    trees: createLru(TREE_ENTRIES, (tree) => 1 + tree.entries.length),
    sides: createLru(CONTENT_CHARACTERS, weightOfSide),
    folders: createLru(FOLDER_CHARACTERS, weightOfFolder),
    asked: createLru(MAX_REPOSITORIES, () => 1),
    extended: createLru(MAX_REPOSITORIES, () => 1),
  });
}

/** What cannot change is shared, people are asked anew: for a decision that must not rest on a minute-old membership. */
export function withFreshPeople(
  lasting: Pick<FactCaches, 'comparisons' | 'trees' | 'sides' | 'asked' | 'extended' | 'folders'>,
): FactCaches {
  const { comparisons, trees, sides, asked, extended, folders } = lasting;
  const teams = aged<readonly string[] | null>();
  const permissions = aged<Permission | null>();
  const dropCaches: FactCaches['dropCaches'] = (kind) => (kind === 'teams' ? teams : permissions).clear();
  return { comparisons, trees, sides, asked, extended, folders, teams, permissions, dropCaches };
}

function weightOfSide(side: FileSide): number {
  const overhead = 200;
  return overhead + (side.content.kind === 'text' ? side.content.text.length : 0);
}

function weightOfFolder(entries: readonly FolderEntry[]): number {
  return entries.reduce((sum, { entry }) => sum + 200 + (entry.blob?.text?.length ?? 0), 200);
}

function aged<Value>(): Aged<Value> {
  const held = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key, now) {
      const entry = held.get(key);
      return entry === undefined || now >= entry.until ? undefined : entry.value;
    },
    set(key, value, now) {
      if (held.size >= MAX_PEOPLE) held.clear();
      held.set(key, { value, until: now + PEOPLE_TTL_MS });
    },
    clear: () => held.clear(),
  };
}
