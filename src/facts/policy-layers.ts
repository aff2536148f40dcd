// The layers of one decision as they stand now: floor, repository and what they extend. Called by gather.ts.
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import { layerName, parseLayerName } from '../model/layer-place.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import type { PolicyFile, PolicyLayers } from '../model/policy-source.ts';
import type { FactCaches } from './caches.ts';
import type { PullMemory } from './memory.ts';
import type { FilePlace, PolicyReading, PullReading, Repository, RepositoryHost } from './needs.ts';
import {
  extendedLayer,
  floorLayer,
  knownAfter,
  ownPolicyKey,
  policyKey,
  repositoryLayer,
} from './policy-file.ts';
import { withParts } from './policy-parts.ts';

type Request = {
  readonly host: RepositoryHost;
  readonly memory: PullMemory;
  readonly caches: FactCaches;
  readonly repository: Repository;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** Readings by `layerName`. */
export type ReadAhead = ReadonlyMap<string, PolicyReading>;

/** A policy extends the same files again: reading them beside the pull request spares each depth a call of its own. */
export async function readLayersAhead(request: Request): Promise<ReadAhead> {
  return await readAll(request, request.caches.extended.get(String(request.repository.id)) ?? []);
}

export async function gatherLayers(
  request: Request & {
    /** Names that layers extend and whose files are not among them yet. */
    readonly missingLayers: (layers: PolicyLayers) => readonly string[];
    /** Globs of the files that belong to a policy text. */
    readonly namedFiles: (text: string) => readonly string[];
  },
  read: {
    readonly pull: Pick<PullReading, 'policy' | 'floor'>;
    readonly floor: FilePlace | null;
    readonly ahead: ReadAhead;
  },
): Promise<PolicyLayers> {
  const { caches, repository, missingLayers } = request;
  const own: FilePlace = { owner: repository.owner, name: repository.name, path: POLICY_PATH };
  const floor: PolicyFile =
    read.floor === null || read.pull.floor === null
      ? { kind: 'absent' }
      : await layerAt(request, read.floor, { reading: read.pull.floor, kind: floorLayer });
  const repositoryFile = await layerAt(request, own, {
    reading: read.pull.policy,
    kind: repositoryLayer,
    key: ownPolicyKey(repository),
  });
  const main: PolicyLayers = {
    floor: await withParts(floor, { ...request, place: read.floor ?? own }),
    repository: await withParts(repositoryFile, { ...request, place: own }),
  };
  let extended: { readonly [name: string]: PolicyFile } = {};
  for (let depth = 0; depth < LIMITS.policyLayerDepth; depth++) {
    const names = missingLayers({ ...main, extended });
    if (names.length === 0) break;
    extended = { ...extended, ...(await readExtended(request, names, read.ahead)) };
  }
  const names = Object.keys(extended);
  caches.extended.set(String(repository.id), names);
  return names.length === 0 ? main : { ...main, extended };
}

async function readExtended(
  request: Request,
  names: readonly string[],
  ahead: ReadAhead,
): Promise<{ readonly [name: string]: PolicyFile }> {
  const readings = new Map([
    ...ahead,
    ...(await readAll(
      request,
      names.filter((name) => !ahead.has(name)),
    )),
  ]);
  const files: { [name: string]: PolicyFile } = {};
  for (const place of names.flatMap((name) => parseLayerName(name) ?? [])) {
    const reading = readings.get(layerName(place)) ?? { kind: 'not-found' };
    files[layerName(place)] = await layerAt(request, place, { reading, kind: extendedLayer });
  }
  return files;
}

/** No answer at all is no answer for each of them: what was read last may stand for it a while. */
async function readAll({ host, repository }: Request, names: readonly string[]): Promise<ReadAhead> {
  const places = names.flatMap((name) => parseLayerName(name) ?? []);
  if (places.length === 0) return new Map();
  const readings = await host.readPolicies({ repository, places }).catch((error: unknown) => {
    if (!(error instanceof Fault) || error.code !== 'GITHUB_UNAVAILABLE') throw error;
    const failed: PolicyReading = { kind: 'failed', why: 'GitHub gave no answer', passing: true };
    return places.map(() => failed);
  });
  return new Map(places.map((place, i) => [layerName(place), readings[i] ?? { kind: 'not-found' }]));
}

async function layerAt(
  { memory, now }: Request,
  place: FilePlace,
  {
    reading,
    kind,
    key = policyKey(place),
  }: { readonly reading: PolicyReading; readonly kind: typeof floorLayer; readonly key?: string },
): Promise<PolicyFile> {
  const known = await memory.policyKnown(key);
  const file = kind(reading, { place, known, now });
  const after = knownAfter(reading, { file, known, now });
  if (after !== null) await memory.rememberPolicy(key, after);
  return file;
}
