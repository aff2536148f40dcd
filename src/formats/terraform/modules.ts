// The files of one folder as one module; called by `repository`.
import type { Argument, Block, Body } from './body.ts';
import { mergeOverrides } from './merge-overrides.ts';
import type { Definitions } from './scope.ts';
import { sourceKind } from './source-kind.ts';

/** A configuration file of a module; `body` is null where it could not be read. */
export type ModuleFile = { readonly path: string; readonly body: Body | null };

export type Module = {
  /** Folder from which its sources are counted. */
  readonly folder: string;
  readonly blocks: readonly Block[];
  /** Override blocks with nothing to override. */
  readonly orphans: readonly Block[];
  readonly definitions: Definitions;
  /** A file that could not be read may override any name. */
  readonly blind: boolean;
};

/** Null where there is no file at all: a folder that does not exist is no module. */
export function createModule(folder: string, files: readonly ModuleFile[]): Module | null {
  if (files.length === 0) return null;
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const overrides = (file: ModuleFile): boolean => sourceKind(file.path)?.overrides === true;
  const blocksOf = (some: readonly ModuleFile[]): readonly Block[] =>
    some.flatMap(({ body }) => body?.blocks ?? []);
  const { blocks, orphans } = mergeOverrides(
    blocksOf(sorted.filter((file) => !overrides(file))),
    blocksOf(sorted.filter(overrides)),
  );
  return {
    folder,
    blocks,
    orphans,
    definitions: {
      variables: unique(
        blocks.filter(({ type }) => type === 'variable').map((block) => [block.labels[0] ?? '', block]),
      ),
      outputs: unique(
        blocks.filter(({ type }) => type === 'output').map((block) => [block.labels[0] ?? '', block]),
      ),
      things: unique(
        blocks
          .filter(({ type, labels }) => (type === 'resource' || type === 'data') && labels.length === 2)
          .map((block) => [[...(block.type === 'data' ? ['data'] : []), ...block.labels].join('.'), block]),
      ),
      locals: unique(
        blocks
          .filter(({ type }) => type === 'locals')
          .flatMap(({ body }) => body.arguments)
          .map((argument): [string, Argument] => [argument.name, argument]),
      ),
    },
    blind: sorted.some((file) => overrides(file) && file.body === null),
  };
}

/** What is defined twice is not defined: Terraform refuses it, or reads only one of two files. */
function unique<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, T | null> {
  const found = new Map<string, T | null>();
  for (const [name, value] of pairs) found.set(name, found.has(name) ? null : value);
  return found;
}
