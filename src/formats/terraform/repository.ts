// The Terraform files of a project as the modules of its two sides; made by `read-project`.
import { dirname } from 'node:path/posix';
import type { Problem } from '../format.ts';
import type { Body } from './body.ts';
import { createModule } from './modules.ts';
import type { Module } from './modules.ts';
import { createVariables } from './given-variables.ts';
import { readSource } from './read-source.ts';
import type { ReadSource } from './read-source.ts';
import { moduleOf, sourceKind } from './source-kind.ts';
import { namedSources } from './variable-homes.ts';

export type Side = 'before' | 'after';
export const SIDES: readonly Side[] = ['before', 'after'];

/** One file on one side; `text` is null where its content cannot be read. */
export type SourceFile = { readonly path: string; readonly blob: string; readonly text: string | null };
/** A file that did not change is one and the same on both sides. */
export type Sides<T> = { readonly before: T | null; readonly after: T | null };

/** A file of variables; `body` is null where it could not be read. */
export type VariablesFile = {
  readonly path: string;
  readonly body: Body | null;
  /** Nothing but its names tells that it may be given to this module. */
  readonly guessed?: true;
};

/** Modules go by key, see `moduleOf`. */
export type Repository = {
  readonly keys: readonly string[];
  /** The modules in which a file changed. */
  readonly touched: ReadonlySet<string>;
  readonly module: (side: Side, key: string) => Module | null;
  /**
   * Variables files of the module's folder, and of folders below it that hold nothing else; of other folders those that
   * are called like it or hold nothing that it does not declare, and those that change what it declares.
   */
  readonly variables: (side: Side, key: string) => readonly VariablesFile[];
  /** The modules that take what changes in a variables file, or may. */
  readonly homesOf: (path: string) => readonly string[];
  readonly body: (file: SourceFile) => Body | null;
  /** Why the text of a file cannot be read. */
  readonly problem: (file: SourceFile) => Problem | null;
  /** Keys that the text of a module names as sources on either side: at least those that it calls. */
  readonly sources: (key: string) => ReadonlySet<string>;
};

export type Files = Readonly<Record<Side, SourceFile[]>>;

export function createRepository(pairs: readonly Sides<SourceFile>[]): Repository {
  const configuration = new Map<string, Files>();
  const variables = new Map<string, Files>();
  const touched = new Set<string>();
  const add = (file: SourceFile | null, sides: readonly Side[]): void => {
    if (file === null) return;
    const isVariables = sourceKind(file.path)?.holds === 'variables';
    const key = isVariables ? file.path : moduleOf(file.path);
    const among = isVariables ? variables : configuration;
    const files = among.get(key) ?? { before: [], after: [] };
    among.set(key, files);
    for (const side of sides) files[side].push(file);
    if (!isVariables && sides.length === 1) touched.add(key);
  };
  for (const { before: old, after: now } of pairs) {
    if (old === now) add(old, SIDES);
    else {
      add(old, ['before']);
      add(now, ['after']);
    }
  }

  const read = memoized((file: SourceFile): ReadSource | null =>
    file.text === null ? null : readSource({ path: file.path, text: file.text }),
  );
  const body = (file: SourceFile): Body | null => {
    const source = read(file);
    return source?.kind === 'ok' ? source.body : null;
  };
  const create = (side: Side, key: string): Module | null => {
    const files = configuration.get(key)?.[side] ?? [];
    const [first] = files;
    return first === undefined
      ? null
      : createModule(
          dirname(first.path),
          files.map((file) => ({ path: file.path, body: body(file) })),
        );
  };
  const before = memoized((key: string) => create('before', key));
  // What did not change is one module on both sides.
  const after = memoized((key: string) => (touched.has(key) ? create('after', key) : before(key)));
  const module = (side: Side, key: string): Module | null => (side === 'before' ? before(key) : after(key));
  const values = createVariables({ variables, configuration, module, body });
  return {
    keys: [...configuration.keys()].toSorted(),
    touched,
    module,
    variables: values.variables,
    homesOf: values.homesOf,
    body,
    problem: (file) => {
      const source = read(file);
      return source?.kind === 'problem' ? source.problem : null;
    },
    sources: memoized((key: string) => {
      const files = SIDES.flatMap((side) => configuration.get(key)?.[side] ?? []);
      return new Set(files.flatMap(({ path, text }) => (text === null ? [] : namedSources(path, text))));
    }),
  };
}

function memoized<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as Value;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
