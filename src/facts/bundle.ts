// Files, team members and permissions in as few calls as possible: usually one, none when all is known. Used by the gather functions.
import type { Permission } from '../model/facts.ts';
import type { FileSide } from '../model/files.ts';
import type { FactCaches } from './caches.ts';
import type { FileRequest, Repository, RepositoryHost } from './needs.ts';
import { keepPeople, personKey, teamKey, unknownPeople } from './people-cache.ts';
import { createScanBudget, isScan } from './scan-budget.ts';
import type { ScanBudget } from './scan-budget.ts';
import { readSide, unscanned } from './sides.ts';

/** Files per query: answers stay far from the host's ten-second limit. */
const FILES_PER_CALL = 200;

export type BundleRequest = {
  readonly host: RepositoryHost;
  readonly caches: FactCaches;
  readonly repository: Repository;
  readonly files: readonly FileRequest[];
  /** As `@org/slug`, in the policy's spelling. */
  readonly teams: readonly string[];
  readonly users: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
};

export type Bundle = {
  /** Undefined: not asked for. Null: no such path at that commit. */
  side(commit: string, path: string): FileSide | null | undefined;
  /** Members by team as asked for; a team that the host does not know is not here. */
  readonly teams: { readonly [team: string]: readonly string[] };
  /** By login as asked for; only those that the host told. */
  readonly permissions: { readonly [login: string]: Permission };
};

export async function loadBundle(request: BundleRequest): Promise<Bundle> {
  const { host, repository } = request;
  const sides = new Map<string, FileSide | null>();
  // Taken now: while this waits for the host, an event may empty the caches for those who come after it.
  const { teams, permissions } = recallPeople(request);
  const budget = createScanBudget();
  const missing = request.files.filter((file) => !recall(request, sides, { file, budget }));
  const unknown = unknownPeople(request, request);
  const chunks = chunksOf(missing);
  if (chunks.length === 0 && unknown.teams.length + unknown.users.length > 0) chunks.push([]);
  for (const [index, files] of chunks.entries()) {
    const people = index === 0 ? unknown : { teams: [], users: [] };
    // One after the other: a large pull request must not take the installation's whole concurrency.
    const { reading, without } = await budget.read(host, { repository, files, ...people });
    keepPeople(request, people, reading);
    for (const [i, team] of people.teams.entries()) teams.set(team, reading.teams[i] ?? null);
    for (const [i, user] of people.users.entries()) permissions.set(user, reading.permissions[i] ?? null);
    for (const [i, file] of files.entries()) {
      const entry = reading.files[i] ?? null;
      const side =
        without !== null && isScan(file)
          ? unscanned(file, entry, without)
          : await readSide(request, file, entry);
      budget.spend(file, side);
      remember(request, sides, file, side);
    }
  }
  return {
    side: (commit, path) => sides.get(placeKey(commit, path)),
    teams: known(teams),
    permissions: known(permissions),
  };
}

function recall(
  { caches, repository }: BundleRequest,
  sides: Map<string, FileSide | null>,
  { file, budget }: { readonly file: FileRequest; readonly budget: ScanBudget },
): boolean {
  const cached = caches.sides.get(sideKey(repository, file));
  if (cached === undefined) return false;
  budget.spend(file, cached);
  sides.set(placeKey(file.commit, file.path), cached);
  return true;
}

function remember(
  { caches, repository }: BundleRequest,
  sides: Map<string, FileSide | null>,
  file: FileRequest,
  side: FileSide | null,
): void {
  sides.set(placeKey(file.commit, file.path), side);
  // A host may know a commit before it can show it; only what was really there is immutable.
  if (side !== null && isWhole(side)) caches.sides.set(sideKey(repository, file), side);
}

function isWhole({ content }: FileSide): boolean {
  return content.kind !== 'missing' && !(content.kind === 'skipped' && content.why !== undefined);
}

type People = {
  readonly teams: Map<string, readonly string[] | null>;
  readonly permissions: Map<string, Permission | null>;
};

function recallPeople({ caches, repository, now, teams, users }: BundleRequest): People {
  return {
    teams: recallAll(teams, (team) => caches.teams.get(teamKey(repository, team), now)),
    permissions: recallAll(users, (user) => caches.permissions.get(personKey(repository, user), now)),
  };
}

function recallAll<Value>(
  names: readonly string[],
  find: (name: string) => Value | undefined,
): Map<string, Value> {
  return new Map(
    names.flatMap((name) => {
      const value = find(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function known<Value>(values: ReadonlyMap<string, Value | null>): { readonly [name: string]: Value } {
  return Object.fromEntries([...values].flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function chunksOf(files: readonly FileRequest[]): (readonly FileRequest[])[] {
  const count = Math.ceil(files.length / FILES_PER_CALL);
  return Array.from({ length: count }, (_, i) => files.slice(i * FILES_PER_CALL, (i + 1) * FILES_PER_CALL));
}

function sideKey(repository: Repository, file: FileRequest): string {
  return JSON.stringify([repository.id, file.commit, file.path, file.need]);
}

function placeKey(commit: string, path: string): string {
  return `${commit}:${path}`;
}
