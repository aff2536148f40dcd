// Which further unchanged files a change is about, as the text of what was read names them; asked by whoever gathers a pull request.
import type { FileChange, FileSide } from '../model/files.ts';
import { resolvePath, folderOf } from './kubernetes/paths.ts';
import { isKustomization } from './kustomize/reach.ts';

export type ReadSoFar = { readonly files: readonly FileChange[]; readonly around: readonly FileSide[] };

const DATA = /\.(?:ya?ml|json)$/i;
const DEPLOYS = /argoproj\.io\/|\.toolkit\.fluxcd\.io\//;
/** What copies values from one object into others: no file of them has to change for it. */
const COPIES = /^[ \t]*["']?(?:replacements|vars)["']?[ \t]*:/m;

/**
 * The test for paths that nobody could know before the contents: folders that an object of Argo CD or Flux newly names, and all
 * that a kustomization is built from which copies values out of a changed file. Words of the text are taken for paths wherever
 * they may be some: what is fetched in vain is not looked at. Null where nothing more matters.
 */
export function wantedBeyond({ files, around }: ReadSoFar): ((path: string) => boolean) | null {
  const builders = buildersOf([...around, ...files.flatMap(({ after }) => after ?? [])]);
  const changed = new Set(
    files.flatMap(({ before, after }) => [before, after].flatMap((side) => side?.path ?? [])),
  );
  const folders = newFolders(files);
  const named = new Set([
    ...folders.flatMap((folder) => namedFrom(builders.get(folder), builders)),
    ...[...builders.values()]
      .filter((one) => COPIES.test(one.text))
      .flatMap((one) => copiers(one, builders, changed)),
  ]);
  if (folders.length === 0 && named.size === 0) return null;
  return (path) =>
    named.has(path) || (mayDeploy(path) && folders.some((folder) => path.startsWith(`${folder}/`)));
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

type Builder = { readonly path: string; readonly text: string };

/** Kustomizations by their folder. */
function buildersOf(sides: readonly FileSide[]): ReadonlyMap<string, Builder> {
  const found = sides.filter(({ path }) => isKustomization(path));
  return new Map(
    found.map((side) => [folderOf(side.path).slice(0, -1), { path: side.path, text: textOf(side) }]),
  );
}

function textOf(side: FileSide | null): string {
  return side?.content.kind === 'text' ? side.content.text : '';
}

function copiers(
  builder: Builder,
  builders: ReadonlyMap<string, Builder>,
  changed: ReadonlySet<string>,
): readonly string[] {
  const named = namedFrom(builder, builders);
  return changed.has(builder.path) || named.some((path) => changed.has(path)) ? named : [];
}

/** Every word behind a kustomization as the path that it may be, those of the kustomizations that it names included. */
function namedFrom(builder: Builder | undefined, builders: ReadonlyMap<string, Builder>): readonly string[] {
  const found = new Set<string>();
  const queue = builder === undefined ? [] : [builder];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const word of new Set(next.text.split(/[\s,:=[\]{}"']+/))) {
      const path = /[./]/.test(word) ? resolvePath(folderOf(next.path), word) : null;
      if (path === null || found.has(path)) continue;
      found.add(path);
      const below = builders.get(path);
      if (below !== undefined) queue.push(below);
    }
  return [...found];
}
