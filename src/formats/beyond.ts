// Which further unchanged files a change is about, as the text of what was read names them; asked by whoever gathers a pull request, again for what it gave.
import type { FileChange, FileSide } from '../model/files.ts';
import { resolvePath, folderOf } from './kubernetes/paths.ts';
import { hasPlaces, holderNames, sourceNames, substitutes } from './flux/substituting-files.ts';
import { COPIES, isKustomization } from './kustomize/reach.ts';

export type ReadSoFar = { readonly files: readonly FileChange[]; readonly around: readonly FileSide[] };

const DATA = /\.(?:ya?ml|json)$/i;
const DEPLOYS = /argoproj\.io\/|\.toolkit\.fluxcd\.io\//;

/**
 * The test for paths that nobody could know before the contents: folders that an object of Argo CD or Flux newly names, all
 * that a kustomization is built from which copies values out of a changed file, and what stands on the way of values that Flux
 * fills in. Words of the text are taken for paths wherever they may be some: what is fetched in vain is not looked at. Null where
 * nothing more matters.
 */
export function wantedBeyond({ files, around }: ReadSoFar): ((path: string) => boolean) | null {
  const builders = buildersOf([...around, ...files.flatMap(({ after }) => after ?? [])]);
  const changed = new Set(files.flatMap((file) => sidesOf(file).map(({ path }) => path)));
  const folders = [...new Set([...newFolders(files), ...filledFolders(files, around)])];
  const mayFill = files.some((file) => sidesOf(file).some(mayBeFilled));
  const named = new Set([
    ...folders.flatMap((folder) => pathsOf(behind(builders.get(folder), builders))),
    ...copiers(builders, changed),
  ]);
  if (folders.length === 0 && named.size === 0 && !mayFill) return null;
  return (path) =>
    named.has(path) ||
    (mayFill && FILLS.test(path)) ||
    (mayDeploy(path) && folders.some((folder) => path.startsWith(`${folder}/`)));
}

function sidesOf({ before, after }: FileChange): readonly FileSide[] {
  return [before, after].filter((side) => side !== null);
}

/** A manifest that waits for values, or what values come from. */
function mayBeFilled(side: FileSide): boolean {
  return DATA.test(side.path) && (hasPlaces(side) || substitutes(side) || holderNames(side).length > 0);
}

/** Where Kustomizations of Flux, and the values for them, usually stand: a repository may hold too many manifests to read all. */
const FILLS =
  /(?:^|\/)(?:ks|[^/]*(?:kustomization|flux|settings|vars|variables|secrets?)[^/]*)\.ya?ml$|(?:^|\/)(?:clusters?|flux[^/]*|gitops|fleet)\/(?:[^/]+\/){0,2}[^/]+\.ya?ml$/i;

/** What Flux deploys with values that changed, or of which it takes others. */
function filledFolders(files: readonly FileChange[], around: readonly FileSide[]): readonly string[] {
  const changed = files.flatMap(sidesOf);
  const given = new Set(changed.flatMap(holderNames));
  const takers = around.filter(
    (side) => substitutes(side) && sourceNames(side).some((name) => given.has(name)),
  );
  return [...changed.filter(substitutes), ...takers].flatMap(foldersIn);
}

/** Manifests, kustomizations, and what a chart is made of. */
function mayDeploy(path: string): boolean {
  return DATA.test(path) || /\.tpl$/i.test(path) || isKustomization(path);
}

/** Paths of sources that the head names and the base did not. */
function newFolders(files: readonly FileChange[]): readonly string[] {
  const old = new Set(files.flatMap(({ before }) => foldersIn(before)));
  return [...new Set(files.flatMap(({ after }) => foldersIn(after)))].filter((folder) => !old.has(folder));
}

function foldersIn(side: FileSide | null): readonly string[] {
  const text = textOf(side);
  if (side === null || !DATA.test(side.path) || !DEPLOYS.test(text)) return [];
  return [...text.matchAll(/\bpath["']?[ \t]*:[ \t]*["']?([^\s"',{}#]+)/g)].flatMap(([, name = '']) => {
    const path = resolvePath('', name);
    return path === null || path === '' ? [] : [path];
  });
}

type Builder = {
  readonly path: string;
  /** It copies values from one object into others. */
  readonly copies: boolean;
  /** What its words name where they are paths. */
  readonly named: readonly string[];
};

/** Kustomizations by their folder. */
function buildersOf(sides: readonly FileSide[]): ReadonlyMap<string, Builder> {
  const found = sides.filter(({ path }) => isKustomization(path));
  return new Map(found.map((side) => [folderOf(side.path).slice(0, -1), builderOf(side)]));
}

function builderOf(side: FileSide): Builder {
  const { path } = side;
  const text = textOf(side);
  const words = text.split(/[\s,:=[\]{}"']+/).filter((word) => /[./]/.test(word));
  const named = [...new Set(words)].flatMap((word) => resolvePath(folderOf(path), word) ?? []);
  return { path, copies: COPIES.test(text), named };
}

function textOf(side: FileSide | null): string {
  return side?.content.kind === 'text' ? side.content.text : '';
}

/** All behind each that copies, by itself or by a component, something of a changed file. */
function copiers(builders: ReadonlyMap<string, Builder>, changed: ReadonlySet<string>): readonly string[] {
  const all = [...builders.values()];
  if (!all.some(({ copies }) => copies)) return [];
  return all.flatMap((one) => {
    const built = behind(one, builders);
    const paths = built.some(({ copies }) => copies) ? pathsOf(built) : [];
    return paths.some((path) => changed.has(path)) ? paths : [];
  });
}

/** A kustomization with those that it names, however long the chain. */
function behind(builder: Builder | undefined, builders: ReadonlyMap<string, Builder>): readonly Builder[] {
  const found = new Set(builder === undefined ? [] : [builder]);
  for (const { named } of found)
    for (const path of named) {
      const below = builders.get(path);
      if (below !== undefined) found.add(below);
    }
  return [...found];
}

function pathsOf(builders: readonly Builder[]): readonly string[] {
  return builders.flatMap(({ path, named }) => [path, ...named]);
}
