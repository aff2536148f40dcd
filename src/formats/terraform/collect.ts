// Walks both sides of a root through the modules it calls, past what is the same; called by `roots`.
import { LIMITS } from '../../config/limits.ts';
import type { Block } from './body.ts';
import { declarationsOf, localSource } from './declarations.ts';
import type { Declaration } from './declarations.ts';
import { calledInstance, shapeOf } from './instances.ts';
import type { Instance, Level, Variation } from './instances.ts';
import { sourceFolder } from './variable-homes.ts';
import type { Repository, Side, Sides } from './repository.ts';
import type { Interner, Scope } from './scope.ts';
import { signed } from './signatures.ts';
import { isPassedOver } from './source-kind.ts';

/** A declaration in one instance of its module. */
export type Placed = {
  readonly declaration: Declaration;
  /** With the path of modules before it. */
  readonly address: string;
  /** That path; empty in a root. */
  readonly path: string;
  readonly scope: Scope;
  /** Of the module it stands in, see `Instance`. */
  readonly variations: readonly Variation[];
  readonly calls: readonly Level[];
  /** The module that Terraform is run in. */
  readonly root: Instance | null;
  /** Whether the module it stands in has an instance. */
  readonly exists: boolean;
  /** Files of the calls that lead here. */
  readonly usedIn: readonly string[];
};

export type Collected = { readonly before: readonly Placed[]; readonly after: readonly Placed[] };

/** What one reading of a project shares between its roots. */
export type Walk = {
  readonly repository: Repository;
  readonly intern: Interner;
  /** Files of which one side cannot be read: what they called is unknown there, not gone. */
  readonly unreadable: ReadonlySet<string>;
  /** Whether a changed file is in the module or in one that it may call, however deep. */
  readonly reaches: (key: string) => boolean;
  /** Modules that were walked on each side. */
  readonly seen: Readonly<Record<Side, Set<string>>>;
  /** Modules that were called too often or too deep to be walked, with the files of those calls. */
  readonly uncalled: Map<string, Set<string>>;
  /** Instances that may still be made. */
  budget: number;
};

type Pair = {
  readonly keys: Sides<string>;
  readonly instances: Sides<Instance>;
  readonly roots: Sides<Instance>;
  readonly usedIn: readonly string[];
  /** Keys of the modules around it, the root's first. */
  readonly trail: readonly Sides<string>[];
};

export function collect(keys: Sides<string>, instances: Sides<Instance>, walk: Walk): Collected {
  const found = { before: [] as Placed[], after: [] as Placed[] };
  visit({ keys, instances, roots: instances, usedIn: [], trail: [] }, walk, found);
  return found;
}

function visit(pair: Pair, walk: Walk, found: Readonly<Record<Side, Placed[]>>): void {
  const { instances, usedIn } = pair;
  for (const side of ['before', 'after'] as const) {
    const [instance, key] = [instances[side], pair.keys[side]];
    if (instance === null || key === null) continue;
    walk.seen[side].add(key);
    const root = pair.roots[side] ?? instance;
    const { address: path, scope, variations, calls, exists } = instance;
    for (const declaration of declarationsOf(instance.module)) {
      const address = path === '' ? declaration.address : `${path}.${declaration.address}`;
      found[side].push({ declaration, address, path, scope, variations, calls, root, exists, usedIn });
    }
  }
  if (keysOf(pair.keys).some(isPassedOver)) return;
  const calls = { before: callsOf(instances.before), after: callsOf(instances.after) };
  for (const name of new Set([...calls.before.keys(), ...calls.after.keys()])) {
    const blocks = { before: calls.before.get(name) ?? null, after: calls.after.get(name) ?? null };
    const next = step(pair, blocks, walk);
    if (next !== null) visit(next, walk, found);
  }
}

/** By name and, where a name stands twice, by count. */
function callsOf(instance: Instance | null): ReadonlyMap<string, Block> {
  const modules = instance?.module.blocks.filter(({ type }) => type === 'module') ?? [];
  const byName = Map.groupBy(modules, ({ labels }) => labels[0] ?? '');
  return new Map(
    [...byName].flatMap(([name, blocks]) =>
      blocks.map((block, index) => [`${name} ${index}`, block] as const),
    ),
  );
}

/** Null where there is nothing to see: no module of this repository, one that is the same on both sides, or a circle. */
function step(pair: Pair, calls: Sides<Block>, walk: Walk): Pair | null {
  const keys = {
    before: calledKey(pair.instances.before, calls.before),
    after: calledKey(pair.instances.after, calls.after),
  };
  const isSame = keys.before === keys.after && isSameCall(pair.instances, calls, walk.intern);
  if (isSame && keys.after !== null && !walk.reaches(keys.after)) return null;
  const lost = calls.before === null ? calls.after : calls.after === null ? calls.before : null;
  if (lost !== null && walk.unreadable.has(lost.file)) return null;
  const files = [calls.before, calls.after].flatMap((call) => (call === null ? [] : filesOf(call)));
  const usedIn = [...new Set([...pair.usedIn, ...files])].toSorted();
  const trail = [...pair.trail, pair.keys];
  const isCircle = trail.flatMap(keysOf).some((key) => keysOf(keys).includes(key));
  if (isCircle || !isAffordable(pair, { keys, usedIn }, walk)) return null;
  const instances = {
    before: called('before', pair, { calls, keys, walk }),
    after: called('after', pair, { calls, keys, walk }),
  };
  if (instances.before === null && instances.after === null) return null;
  return { keys, instances, roots: pair.roots, usedIn, trail };
}

function keysOf({ before, after }: Sides<string>): readonly string[] {
  return [before, after].filter((key) => key !== null);
}

function filesOf(call: Block): readonly string[] {
  return [call.file, ...call.overrides.map(({ file }) => file)];
}

function calledKey(caller: Instance | null, call: Block | null): string | null {
  const source = call === null ? null : localSource(call);
  return caller === null || source === null ? null : sourceFolder(caller.module.folder, source);
}

function isSameCall(instances: Sides<Instance>, calls: Sides<Block>, intern: Interner): boolean {
  const { before, after } = instances;
  if (before === null || after === null || calls.before === null || calls.after === null) return false;
  if (before.exists !== after.exists || shapeOf(before.calls) !== shapeOf(after.calls)) return false;
  return signatureIn(before, calls.before, intern) === signatureIn(after, calls.after, intern);
}

function signatureIn(caller: Instance, call: Block, intern: Interner): string {
  return signed({ text: call.text, references: call.references() }, caller.scope.signatureOf, intern);
}

function isAffordable(
  pair: Pair,
  { keys, usedIn }: { readonly keys: Sides<string>; readonly usedIn: readonly string[] },
  walk: Walk,
): boolean {
  walk.budget -= 1;
  if (walk.budget >= 0 && pair.trail.length < LIMITS.terraformDepth) return true;
  for (const key of keysOf(keys)) {
    const files = walk.uncalled.get(key) ?? new Set();
    walk.uncalled.set(key, files);
    for (const file of usedIn) files.add(file);
  }
  return false;
}

function called(
  side: Side,
  pair: Pair,
  { calls, keys, walk }: { readonly calls: Sides<Block>; readonly keys: Sides<string>; readonly walk: Walk },
): Instance | null {
  const [caller, call, key] = [pair.instances[side], calls[side], keys[side]];
  if (caller === null || call === null || key === null) return null;
  const module = walk.repository.module(side, key);
  return module === null ? null : calledInstance(caller, call, module);
}
