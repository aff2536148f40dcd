// Which variables files a module is run with, and which modules a changed one reaches; part of `repository`.
import { basename } from 'node:path/posix';
import type { Body } from './body.ts';
import type { Module } from './modules.ts';
import type { Files, Repository, Side, SourceFile, VariablesFile } from './repository.ts';
import { variableHomes } from './variable-homes.ts';

type Given = {
  /** By path. */
  readonly variables: ReadonlyMap<string, Files>;
  /** By the key of their module. */
  readonly configuration: ReadonlyMap<string, Files>;
  readonly module: (side: Side, key: string) => Module | null;
  readonly body: (file: SourceFile) => Body | null;
};

export function createVariables({
  variables,
  configuration,
  module,
  body,
}: Given): Pick<Repository, 'variables' | 'homesOf'> {
  const texts = [...variables.values(), ...configuration.values()].flatMap(({ before, after }) => [
    ...before,
    ...after.filter((file) => !before.includes(file)),
  ]);
  const homes = variableHomes(texts);
  const keysOf = (path: string): readonly string[] => {
    const { near = null, others = [] } = homes.get(path) ?? {};
    return near === null ? others : [near, ...others];
  };
  const pathsOf = new Map<string, string[]>();
  for (const path of homes.keys())
    for (const key of keysOf(path)) pathsOf.set(key, [...(pathsOf.get(key) ?? []), path]);

  const bodyOf = (side: Side, path: string): Body | null | undefined => {
    const file = variables.get(path)?.[side][0];
    return file === undefined ? undefined : body(file);
  };
  const isDeclared = (key: string, name: string): boolean =>
    (['before', 'after'] as const).some(
      (side) => module(side, key)?.definitions.variables.has(name) === true,
    );
  const isNear = (path: string, key: string): boolean => homes.get(path)?.near === key;

  /** Null where a side cannot be read: anything may have changed. */
  const changedNames = (path: string): readonly string[] | null => {
    const [before, after] = [bodyOf('before', path), bodyOf('after', path)];
    if (before === after) return [];
    if (before === null || after === null) return null;
    const textsIn = (side: Body | undefined): ReadonlyMap<string, string> =>
      new Map(side?.arguments.map((argument) => [argument.name, argument.text()]));
    const [old, now] = [textsIn(before), textsIn(after)];
    return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  };
  const isReached = (path: string, key: string): boolean =>
    changedNames(path)?.some((name) => isDeclared(key, name)) ?? true;
  /** As good as named: it is called like the folder, or made for what is declared there. */
  const isMeantFor = (path: string, key: string): boolean => {
    if (basename(path).split('.')[0] === basename(key)) return true;
    const names = (['before', 'after'] as const).flatMap(
      (side) => bodyOf(side, path)?.arguments.map(({ name }) => name) ?? [],
    );
    return names.length > 0 && names.every((name) => isDeclared(key, name));
  };
  return {
    variables: (side, key) =>
      (pathsOf.get(key) ?? []).flatMap((path): readonly VariablesFile[] => {
        const found = bodyOf(side, path);
        if (found === undefined) return [];
        if (isNear(path, key) || isMeantFor(path, key)) return [{ path, body: found }];
        return isReached(path, key) ? [{ path, body: found, guessed: true }] : [];
      }),
    homesOf: (path) =>
      keysOf(path).filter((key) => isNear(path, key) || isMeantFor(path, key) || isReached(path, key)),
  };
}
