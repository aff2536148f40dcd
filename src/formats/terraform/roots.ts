// Which modules are run by themselves, and what changes in each of them; called by `read-project`.
import { LIMITS } from '../../config/limits.ts';
import type { ParsedChange } from '../../model/change.ts';
import { collect } from './collect.ts';
import type { Walk } from './collect.ts';
import { compare } from './compare.ts';
import type { Comparing } from './compare.ts';
import { withContraries } from './contraries.ts';
import { localSource } from './declarations.ts';
import { rootInstance } from './instances.ts';
import type { Instance } from './instances.ts';
import type { Module } from './modules.ts';
import { placesOf } from './places.ts';
import { sourceFolder } from './variable-homes.ts';
import { SIDES } from './repository.ts';
import type { Repository, Side, Sides, VariablesFile } from './repository.ts';
import { isPassedOver } from './source-kind.ts';
import { standingBeside } from './standing.ts';
import { variantsOf } from './variants.ts';

export type Roots = Comparing & {
  readonly repository: Repository;
  /** Changed variables files, under their names on both sides. */
  readonly variables: readonly Sides<{ readonly path: string }>[];
};

type Reader = (key: string, usedIn: Iterable<string>) => readonly ParsedChange[];

/** All changes of configuration, root by root. */
export function changesOfRoots({ repository, variables, ...comparing }: Roots): readonly ParsedChange[] {
  const reached = reachedKeys(repository);
  const walk: Walk = {
    repository,
    intern: comparing.intern,
    unreadable: comparing.unreadable,
    reaches: (key) => reached.has(key),
    seen: { before: new Set(), after: new Set() },
    uncalled: new Map(),
    budget: LIMITS.terraformInstances,
  };
  const read: Reader = (key, usedIn) =>
    variantsOf(repository, key, variables).flatMap(({ files, named }) => {
      const instances = {
        before: rootOf('before', key, { walk, files: files.before }),
        after: rootOf('after', key, { walk, files: files.after }),
      };
      const places = placesOf(instances);
      const told = compare(collect({ before: key, after: key }, instances, walk), comparing);
      const rootWith = (side: Side, file: VariablesFile): Instance | null =>
        rootOf(side, key, { walk, files: [...files[side], file] });
      const changes = withContraries(told, { instances, rootWith });
      return [...changes, ...standingBeside(changes, instances.after)].map((change) => ({
        ...change,
        ...places,
        usedIn: [...new Set([...change.usedIn, ...named, ...usedIn])].toSorted(),
      }));
    });
  const called = calledKeys(repository, reached);
  const homes = variables
    .flatMap(({ before, after }) => [before, after])
    .flatMap((file) => (file === null ? [] : repository.homesOf(file.path)));
  const roots = [...reached].filter((key) => isRoot(repository, key, called));
  const found = [...new Set([...roots, ...homes])].toSorted().flatMap((key) => read(key, []));
  return [...found, ...leftOver(walk, read)];
}

function rootOf(
  side: Side,
  key: string,
  { walk, files }: { readonly walk: Walk; readonly files: readonly VariablesFile[] },
): Instance | null {
  const { repository, intern } = walk;
  const module = repository.module(side, key);
  const modules = (called: string): Module | null => repository.module(side, called);
  return module === null ? null : rootInstance(module, files, { modules, intern, side });
}

/** The modules with a changed file and all that may call them. */
function reachedKeys({ keys, sources, touched }: Repository): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  for (const key of keys)
    for (const source of sources(key)) callers.set(source, [...(callers.get(source) ?? []), key]);
  const reached = new Set(touched);
  for (const key of reached) for (const caller of callers.get(key) ?? []) reached.add(caller);
  return reached;
}

type Called = Readonly<Record<Side, ReadonlySet<string>>>;

function calledKeys({ module }: Repository, among: ReadonlySet<string>): Called {
  const calledOn = (side: Side): ReadonlySet<string> =>
    new Set([...among].flatMap((key) => (isPassedOver(key) ? [] : callsIn(module(side, key)))));
  return { before: calledOn('before'), after: calledOn('after') };
}

function callsIn(module: Module | null): readonly string[] {
  const calls = module?.blocks.filter(({ type }) => type === 'module') ?? [];
  return calls.flatMap((call) => {
    const source = localSource(call);
    return module === null || source === null ? [] : [sourceFolder(module.folder, source)];
  });
}

/**
 * What nobody calls on some side, and what looks like a root: a call from elsewhere must not hide that a folder is run by
 * itself, with its own values.
 */
function isRoot(repository: Repository, key: string, called: Called): boolean {
  return SIDES.some((side) => {
    const module = repository.module(side, key);
    if (module === null) return false;
    return !called[side].has(key) || hasState(module) || repository.variables(side, key).length > 0;
  });
}

function hasState({ blocks }: Module): boolean {
  return blocks.some(
    (block) =>
      block.type === 'provider' ||
      (block.type === 'terraform' &&
        block.body.blocks.some(({ type }) => type === 'backend' || type === 'cloud')),
  );
}

/** What no root led to is read by itself: circles, and what is called too often to follow every call. */
function leftOver(walk: Walk, read: Reader): readonly ParsedChange[] {
  const { repository, seen, uncalled } = walk;
  const done = new Set<string>();
  const isUnseen = (key: string): boolean =>
    SIDES.some((side) => !seen[side].has(key) && repository.module(side, key) !== null);
  const next = (): string | undefined =>
    [...new Set([...[...repository.touched].filter(isUnseen), ...[...uncalled.keys()].filter(walk.reaches)])]
      .toSorted()
      .find((key) => !done.has(key));
  const found: ParsedChange[] = [];
  for (let key = next(); key !== undefined; key = next()) {
    done.add(key);
    found.push(...read(key, uncalled.get(key) ?? []));
  }
  return found;
}
