// Files that a changed kustomization newly builds from, or no longer does, although they stand as they did; called by the step that reads a diff.
import type { FileSide } from '../../model/files.ts';
import { covers, usersOf } from '../references.ts';

/** One side of the repository, as far as it is at hand. */
export type ReachSide = {
  readonly files: ReadonlyMap<string, FileSide>;
  /** What each file pulls in, see `Format.pullsIn`. */
  readonly references: ReadonlyMap<string, readonly string[]>;
};

export type Sides = {
  readonly before: ReachSide;
  readonly after: ReachSide;
  /** New names of renamed files, by their old ones. */
  readonly renames: ReadonlyMap<string, string>;
};

export type Reach = {
  /** By path, with the changed kustomizations that take it in. */
  readonly entered: ReadonlyMap<string, readonly string[]>;
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** Changed kustomizations that newly name something which is not at hand. */
  readonly blind: readonly string[];
};

const KUSTOMIZATION = /(?:^|\/)kustomization(?:\.ya?ml)?$/i;

export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

/** A kustomization that changed, under its names; null where it is not there. */
export type ChangedKustomization = { readonly before: string | null; readonly after: string | null };

/** One that is new takes in all that it builds from, and one that is gone leaves all out. */
export function reachOf(changed: readonly ChangedKustomization[], { before, after, renames }: Sides): Reach {
  const entered = new Map<string, string[]>();
  const left = new Map<string, string[]>();
  const blind: string[] = [];
  const add = (map: Map<string, string[]>, path: string, by: string): void =>
    void map.set(path, [...(map.get(path) ?? []), by]);
  for (const one of changed) {
    const path = one.after ?? one.before ?? '';
    const old = one.before === null ? NOTHING : builtBy(one.before, before);
    const now = one.after === null ? NOTHING : builtBy(one.after, after);
    const kept = new Set([...old.files].map((file) => renames.get(file) ?? file));
    for (const file of now.files) if (!kept.has(file)) add(entered, file, path);
    for (const file of old.files) if (!now.files.has(renames.get(file) ?? file)) add(left, file, path);
    if ([...now.missing].some((name) => !old.missing.has(name))) blind.push(path);
  }
  return { entered, left, blind };
}

/**
 * What somebody deploys who names a folder: what its kustomization builds from, else all manifests below it and what its chart
 * is made of. Empty for a folder that is not here.
 */
export function deployedFrom(folder: string, side: ReachSide): ReadonlySet<string> {
  const names = [...side.files.keys()];
  const own = names.find((name) => isKustomization(name) && isIn(name, folder));
  if (own === undefined)
    return new Set(names.filter((name) => name.startsWith(`${folder}/`) && !isKustomization(name)));
  const { files } = builtBy(own, side);
  return alters(side.files.get(own)) ? new Set([own, ...files]) : files;
}

/** A kustomization that copies values between its objects, with all that it is built from, itself included. */
export type Copier = { readonly path: string; readonly behind: ReadonlySet<string> };

/** Those behind which something changed, by their path; a component copies for whoever names it. */
export function copiersAmong(changed: ReadonlySet<string>, sides: readonly ReachSide[]): readonly Copier[] {
  const copying = sides.flatMap((side) => {
    const named = [...side.files.values()].filter(
      (file) => isKustomization(file.path) && COPIES.test(textOf(file)),
    );
    const users = named.filter(isComponent).flatMap(({ path }) => usersOf(path, side.references));
    return [...named.map(({ path }) => path), ...users].filter((path) => {
      const file = side.files.get(path);
      return file !== undefined && isKustomization(path) && !isComponent(file);
    });
  });
  return [...new Set(copying)].toSorted().flatMap((path) => {
    const behind = new Set([path, ...sides.flatMap((side) => [...wholeOf(path, side)])]);
    return [...behind].some((one) => changed.has(one)) ? [{ path, behind }] : [];
  });
}

/** What copies values from one object into others. */
export const COPIES = /(?:^|[{,])[ \t]*["']?(?:replacements|vars)["']?[ \t]*:/m;

function isComponent(side: FileSide): boolean {
  return /^[ \t{]*["']?kind["']?[ \t]*:[ \t]*["']?Component\b/m.test(textOf(side));
}

function textOf({ content }: FileSide): string {
  return content.kind === 'text' ? content.text : '';
}

function wholeOf(path: string, side: ReachSide): readonly string[] {
  const { files, kustomizations } = builtBy(path, side);
  return [...files, ...kustomizations];
}

type Built = {
  readonly files: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
  /** Those that it names, and they. */
  readonly kustomizations: ReadonlySet<string>;
};

const NOTHING: Built = { files: new Set(), missing: new Set(), kustomizations: new Set() };

/** All files behind a kustomization, those of the kustomizations that it names included. Of a folder only its kustomization counts, and itself where it changes what it lists. */
function builtBy(path: string, { files, references }: ReachSide): Built {
  const found = new Set<string>();
  const missing = new Set<string>();
  const seen = new Set([path]);
  const queue = [path];
  const names = [...files.keys()];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const targets = references.get(next) ?? [];
    // Only the file system tells a file from a folder, so each entry is told as both.
    for (const target of targets.filter((one) => !one.endsWith('/'))) {
      const folder = names.find((name) => isKustomization(name) && isIn(name, target));
      if (folder !== undefined && !seen.has(folder)) {
        seen.add(folder);
        queue.push(folder);
        if (alters(files.get(folder))) found.add(folder);
      }
      if (files.has(target)) found.add(target);
      else if (folder === undefined) missing.add(target);
    }
  }
  return { files: found, missing, kustomizations: seen };
}

/** It says more than which files it lists: a component may patch all that others bring. */
function alters(side: FileSide | undefined): boolean {
  return side?.content.kind === 'text' && ALTERING.test(side.content.text);
}

const ALTERING = /^[ \t]*["']?(?:patch\w*|replacements|transformers|images|vars|helm\w*)["']?[ \t]*:/m;

function isIn(path: string, folder: string): boolean {
  return covers(`${folder}/`, path) && !path.slice(folder.length + 1).includes('/');
}
