// Which modules may be given a variables file, told by paths and texts alone; called by `projects` and `repository`.
import { dirname, join } from 'node:path/posix';
import { sourceKind } from './source-kind.ts';

/** A file on one side; `text` is null where it cannot be read. */
export type TextFile = { readonly path: string; readonly text: string | null };

export type Homes = {
  /** The nearest configuration, in the folder of the file or above it. */
  readonly near: string | null;
  /** Roots elsewhere that declare what the file sets: `-var-file` may name any path. */
  readonly others: readonly string[];
};

/**
 * By the path of a variables file. `env/prod.tfvars` is given to the module above it, if that declares one of its names.
 * Else, and for what changes in it and is not declared there, to every root that does. Joining too much costs time and
 * never meaning, so a text needs no parser here.
 */
export function variableHomes(files: readonly TextFile[]): ReadonlyMap<string, Homes> {
  const variables = Map.groupBy(
    files.filter(({ path }) => sourceKind(path)?.holds === 'variables'),
    ({ path }) => path,
  );
  if (variables.size === 0) return new Map();
  const index = indexOf(files);
  return new Map([...variables].map(([path, versions]) => [path, homesIn(path, versions, index)]));
}

function homesIn(path: string, versions: readonly TextFile[], index: Index): Homes {
  const near = nearest(dirname(path), index.configured);
  if (near === dirname(path) && sourceKind(path)?.automatic === true) return { near, others: [] };
  const texts = versions.map(({ text }) => text ?? '');
  const declaring = (words: readonly string[]): ReadonlySet<string> =>
    new Set(words.flatMap((name) => [...(index.folders.get(name) ?? [])]));
  const all = declaring(texts.flatMap(wordsIn));
  if (near === null || (!all.has(near) && all.size > 0))
    return { near: null, others: rootsAmong(all, index.called) };
  const elsewhere = changedWords(texts).filter((name) => index.folders.get(name)?.has(near) !== true);
  return { near, others: rootsAmong(declaring(elsewhere), index.called).filter((root) => root !== near) };
}

/** On lines that only one version has. */
function changedWords(texts: readonly string[]): readonly string[] {
  const lines = texts.map((text) => new Set(text.split('\n')));
  return lines.flatMap((own) =>
    [...own].filter((line) => lines.some((other) => !other.has(line))).flatMap(wordsIn),
  );
}

function nearest(folder: string, configured: ReadonlySet<string>): string | null {
  let home = folder;
  while (home !== '.' && !configured.has(home)) home = dirname(home);
  return configured.has(home) ? home : null;
}

/** What another module calls is given its values there. */
function rootsAmong(folders: ReadonlySet<string>, called: ReadonlySet<string>): readonly string[] {
  const roots = [...folders].filter((folder) => !called.has(folder));
  return (roots.length > 0 ? roots : [...folders]).toSorted();
}

type Index = {
  /** Folders in which something is built: one of mere declarations is linked into others. */
  readonly configured: ReadonlySet<string>;
  /** Folders by the variables that they declare. */
  readonly folders: ReadonlyMap<string, ReadonlySet<string>>;
  readonly called: ReadonlySet<string>;
};

function indexOf(files: readonly TextFile[]): Index {
  const folders = new Map<string, Set<string>>();
  const called = new Set<string>();
  const configured = new Set<string>();
  for (const { path, text } of files) {
    if (sourceKind(path)?.holds !== 'configuration') continue;
    const folder = dirname(path);
    if (text === null || BUILDS.test(text)) configured.add(folder);
    if (text === null) continue;
    for (const name of declaredIn(path, text)) {
      const known = folders.get(name) ?? new Set();
      folders.set(name, known.add(folder));
    }
    for (const source of namedSources(path, text)) if (source !== folder) called.add(source);
  }
  return { configured, folders, called };
}

/** In HCL or JSON; a text over several lines may say so too. */
const BUILDS = /^[ \t]{0,64}(?:resource|module|data)[ \t]{1,8}["\w]|"(?:resource|module|data)"[ \t]{0,8}:/m;

/** In JSON any key may be one. */
function declaredIn(path: string, text: string): readonly string[] {
  if (sourceKind(path)?.syntax === 'json') return text.includes('"variable"') ? wordsIn(text) : [];
  return [...text.matchAll(/(?<![\w-])variable[ \t]{1,8}"?([\w-]{1,255})"?/g)].map(([, name = '']) => name);
}

/** Every word before an equals sign or, in quotes, a colon: at least the names of the values. */
function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w-])([A-Za-z_][\w-]{0,255})"?[ \t]{0,200}[=:]/g)].map(
    ([, name = '']) => name,
  );
}

/** Folders that the text of a file may name as a source: every text in it that starts like one. */
export function namedSources(path: string, text: string): readonly string[] {
  const found = text.matchAll(/"(\.\.|\.{1,2}\/[^"\n]{0,1024})"/g);
  return [...found].map(([, source = '']) => sourceFolder(dirname(path), source));
}

/** `//` separates a package from a folder in it; in a local path it is one more slash. */
export function sourceFolder(from: string, source: string): string {
  const folder = join(from, source);
  return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
}
