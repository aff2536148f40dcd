// The objects of one side of a kustomization with what its replacements and vars set in them; called by `copiedChanges`.
import type { FileSide } from '../../model/files.ts';
import { formatFileOf } from '../format-file.ts';
import type { FormatFile } from '../format-file.ts';
import { manifestParts } from '../kubernetes/objects.ts';
import type { ManifestObject } from '../kubernetes/objects.ts';
import { documentsOf } from '../kubernetes/parse-subjects.ts';
import { folderOf, resolvePath } from '../kubernetes/paths.ts';
import { itemsOf, member, textOf } from '../tree.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { appliedTo, copyOf } from './copies.ts';
import type { Copy } from './copies.ts';
import { withEmbeddedPatches } from './embedded-patches.ts';
import { generatedObjects, mergedData } from './generated-objects.ts';
import { isJsonPatch, spreadJsonPatch } from './json-patch.ts';
import { isKustomization } from './reach.ts';
import { replacementOf, selectorOf, varOf } from './replacement.ts';
import type { Replacement, Selector } from './replacement.ts';
import { madeMap, madeScalar } from './made-nodes.ts';
import { rejects, selects } from './selectors.ts';

export type BuiltObject = {
  /** As it is written, or made. */
  readonly object: ManifestObject;
  readonly file: FormatFile;
  /** In their order. */
  readonly copies: readonly Copy[];
  /** Parts of the object that patches set. */
  readonly patches: readonly SyntaxNode[];
};

type Side = ReadonlyMap<string, FileSide>;

/** Mutable while one side is built. */
type Build = {
  readonly files: Side;
  readonly seen: Set<string>;
  readonly renaming: { prefixes: string[]; suffixes: string[]; namespaces: string[] };
  /** Not all objects are here: a remote base, a chart, a file that nobody can read. */
  isPartial: boolean;
};

/** Empty where there is no such kustomization. */
export function builtObjects(path: string, files: Side): readonly BuiltObject[] {
  const build: Build = {
    files,
    seen: new Set(),
    renaming: { prefixes: [], suffixes: [], namespaces: [] },
    isPartial: false,
  };
  return built({ path, by: path }, [], build);
}

/** A component copies for the kustomization `by` that names it. */
type Builder = { readonly path: string; readonly by: string };

/** With those that it is given, as a component is. */
function built({ path, by }: Builder, given: readonly BuiltObject[], build: Build): readonly BuiltObject[] {
  const side = build.files.get(path);
  const file = side === undefined ? null : formatFileOf(side);
  const root = file === null ? undefined : rootOf(file);
  if (file === null || root === undefined || build.seen.has(path)) {
    build.isPartial ||= root === undefined;
    return given;
  }
  build.seen.add(path);
  const listed = ['resources', 'bases'].flatMap((list) => itemsOf(member(root, list)).map(textOf));
  const own = [...given, ...listed.flatMap((entry) => entryObjects(entry, path, build))];
  build.isPartial ||= itemsOf(member(root, 'helmCharts')).length > 0;
  const made = withGenerated(own, file, root, build);
  noteNames(root, build);
  const all = itemsOf(member(root, 'components'))
    .map(textOf)
    .reduce<readonly BuiltObject[]>(
      (some, entry) => {
        const folder = kustomizationIn(entry, path, build);
        build.isPartial ||= folder === null;
        return folder === null ? some : built({ path: folder, by }, some, build);
      },
      withPatches(made, root, path, build),
    );
  return replacementsOf(root, path, build).reduce<readonly BuiltObject[]>(
    (some, replacement) => withReplacement(some, replacement, { build, file, by }),
    all,
  );
}

function rootOf(file: FormatFile): SyntaxNode | undefined {
  const documents = documentsOf(file);
  return documents.kind === 'ok' ? documents.roots[0] : undefined;
}

function entryObjects(entry: string, path: string, build: Build): readonly BuiltObject[] {
  const target = resolvePath(folderOf(path), entry);
  const side = target === null ? undefined : build.files.get(target);
  if (side !== undefined) return fileObjects(formatFileOf(side), build);
  const folder = kustomizationIn(entry, path, build);
  if (folder !== null) return built({ path: folder, by: folder }, [], build);
  build.isPartial = true;
  return [];
}

function fileObjects(file: FormatFile, build: Build): readonly BuiltObject[] {
  const documents = documentsOf(file);
  if (documents.kind === 'problem') {
    build.isPartial = true;
    return [];
  }
  return documents.roots
    .flatMap((root) => manifestParts(root).objects)
    .map((object) => ({ object, file, copies: [], patches: [] }));
}

function kustomizationIn(entry: string, path: string, { files }: Build): string | null {
  const folder = resolvePath(folderOf(path), entry);
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  const found = names
    .map((name) => (folder === '' ? name : `${folder ?? ''}/${name}`))
    .find((name) => files.has(name));
  return folder === null || found === undefined || !isKustomization(found) ? null : found;
}

function withGenerated(
  objects: readonly BuiltObject[],
  file: FormatFile,
  root: SyntaxNode,
  { files }: Build,
): readonly BuiltObject[] {
  return generatedObjects(root, file.path, files).reduce<readonly BuiltObject[]>(
    (some, { node, behavior }) => {
      const [object] = manifestParts(node).objects;
      if (object === undefined) return some;
      const at = some.findIndex((one) => one.object.address === object.address);
      const old = some[at];
      if (old === undefined || behavior === '') return [...some, { object, file, copies: [], patches: [] }];
      const now = behavior === 'merge' ? { ...object, node: mergedData(old.object.node, node) } : object;
      return some.with(at, { ...old, object: now });
    },
    objects,
  );
}

function noteNames(root: SyntaxNode, { renaming }: Build): void {
  const note = (list: string[], key: string): void => {
    const text = textOf(member(root, key));
    if (text !== '') list.push(text);
  };
  note(renaming.prefixes, 'namePrefix');
  note(renaming.suffixes, 'nameSuffix');
  note(renaming.namespaces, 'namespace');
}

/** Each patch beside the object that it changes, so that a value is found which only the patch sets. */
function withPatches(
  objects: readonly BuiltObject[],
  root: SyntaxNode,
  path: string,
  build: Build,
): readonly BuiltObject[] {
  const tree = withEmbeddedPatches(root);
  const entries = [
    ...itemsOf(member(tree, 'patches')).map((entry) => ({
      target: member(entry, 'target'),
      patch: member(entry, 'patch') ?? fileTree(textOf(member(entry, 'path')), path, build),
    })),
    ...itemsOf(member(tree, 'patchesJson6902')).map((entry) => ({
      target: member(entry, 'target'),
      patch: member(entry, 'patch') ?? fileTree(textOf(member(entry, 'path')), path, build),
    })),
    ...itemsOf(member(tree, 'patchesStrategicMerge')).map((entry) => ({
      target: undefined,
      patch: entry.kind === 'map' ? entry : fileTree(textOf(entry), path, build),
    })),
  ];
  const parts = entries.flatMap(({ target, patch }) => {
    const trees = patch === undefined ? [] : patch.kind === 'list' ? patch.items : [patch];
    return trees.map((part) => ({ part, select: patchedBy(target, part) }));
  });
  if (parts.length === 0) return objects;
  return objects.map((one) => {
    const fit = parts.filter(({ select }) => selects(select, one.object, build.renaming));
    return fit.length === 0 ? one : { ...one, patches: [...one.patches, ...fit.map(({ part }) => part)] };
  });
}

function patchedBy(target: SyntaxNode | undefined, patch: SyntaxNode): Selector {
  if (target !== undefined) return selectorOf(target, '');
  const selector = selectorOf(patch, textOf(member(patch, 'apiVersion')));
  return { ...selector, name: textOf(member(member(patch, 'metadata'), 'name')), namespace: '' };
}

function fileTree(name: string, path: string, { files }: Build): SyntaxNode | undefined {
  const target = name === '' ? null : resolvePath(folderOf(path), name);
  const side = target === null ? undefined : files.get(target);
  const root = side === undefined ? undefined : rootOf(formatFileOf(side));
  return root !== undefined && isJsonPatch(root) ? spreadJsonPatch(root) : root;
}

function replacementsOf(root: SyntaxNode, path: string, build: Build): readonly Replacement[] {
  const entries = itemsOf(member(root, 'replacements')).flatMap((entry) => {
    const name = textOf(member(entry, 'path'));
    const tree = name === '' ? entry : fileTree(name, path, build);
    return tree === undefined ? [] : tree.kind === 'list' ? tree.items : [tree];
  });
  return [...entries.map(replacementOf), ...itemsOf(member(root, 'vars')).map(varOf)];
}

type Place = { readonly build: Build; readonly file: FormatFile; readonly by: string };

function withReplacement(
  objects: readonly BuiltObject[],
  replacement: Replacement,
  { build, file, by }: Place,
): readonly BuiltObject[] {
  const { renaming } = build;
  const value = copyOf(replacement.source, objects, renaming);
  if (replacement.kind === 'var')
    return objects.map((one) => {
      const copy: Copy = { kind: 'var', by, name: replacement.name, value };
      const node = appliedTo(one.object.node, one.copies);
      return appliedTo(node, [copy]) === node ? one : { ...one, copies: [...one.copies, copy] };
    });
  return replacement.targets.reduce<readonly BuiltObject[]>(
    (some, { select, reject, paths, part, create, node }) => {
      const copies = paths.map((path): Copy => ({ kind: 'field', by, path, part, create, value }));
      const isMeant = ({ object }: BuiltObject): boolean =>
        selects(select, object, renaming) && !reject.some((one) => rejects(one, object, renaming));
      if (some.some(isMeant))
        return some.map((one) => (isMeant(one) ? { ...one, copies: [...one.copies, ...copies] } : one));
      const unseen = build.isPartial && select.kind !== '' ? unseenObject(select, node) : null;
      if (unseen === null) return some;
      const made = copies.map((copy) =>
        copy.kind === 'field' ? { ...copy, create: true, part: null } : copy,
      );
      return [...some, { object: unseen, file, copies: made, patches: [] }];
    },
    objects,
  );
}

/** As far as the selector tells it: what is known of an object of a remote base. */
function unseenObject(select: Selector, at: SyntaxNode): ManifestObject | null {
  const scalar = (text: string): SyntaxNode => madeScalar(at, text);
  const map = (pairs: Iterable<readonly [string, SyntaxNode]>): SyntaxNode => madeMap(at, pairs);
  const names = (['name', 'namespace'] as const).filter((key) => select[key] !== '');
  const node = map([
    ['apiVersion', scalar(select.group === '' ? 'v1' : `${select.group}/v1`)],
    ['kind', scalar(select.kind)],
    ['metadata', map(names.map((key) => [key, scalar(select[key])] as const))],
  ]);
  return manifestParts(node).objects[0] ?? null;
}
