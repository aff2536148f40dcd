// What a Kustomization of Flux newly fills into the manifests that it deploys, as changes of them; called by `readSubstituted`.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { FileSide } from '../../model/files.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { formatFileOf } from '../format-file.ts';
import type { FormatFile } from '../format-file.ts';
import { objectSubject, subjectChange } from '../kubernetes/object-change.ts';
import type { Subject } from '../kubernetes/object-change.ts';
import { manifestParts } from '../kubernetes/objects.ts';
import type { ManifestObject } from '../kubernetes/objects.ts';
import { documentsOf } from '../kubernetes/parse-subjects.ts';
import { kustomizationSubject } from '../kustomize/described.ts';
import { generatedObjects } from '../kustomize/generated-objects.ts';
import { isKustomization } from '../kustomize/reach.ts';
import { member, textOf } from '../tree.ts';
import { asBefore } from './as-before.ts';
import { filledIn } from './fill-in.ts';
import { sourceFiles } from './source-files.ts';
import { patchedSources, substituterOf } from './substituter.ts';
import type { Substituter, ValueSource } from './substituter.ts';
import { comparedWith, variablesOf } from './variables.ts';
import type { Holder, Variables } from './variables.ts';

type Files = ReadonlyMap<string, FileSide>;

/** Paths of the manifests that stand below a folder, or that its kustomization is built from. */
export type Deployed = Readonly<Record<string, readonly string[]>>;

export type SubstitutingSides = {
  /** Path of the file of the Kustomization. */
  readonly path: string;
  readonly before: { readonly files: Files; readonly deployed: Deployed };
  readonly after: { readonly files: Files; readonly deployed: Deployed };
};

type Side = SubstitutingSides['after'];

/**
 * One update per object of the head that has variables of which a value is another one than in the base. It is the object of
 * the head on both sides, and only the places of its variables differ: what else changes in it is told by its file.
 */
export function substitutedChanges({ path, before, after }: SubstitutingSides): readonly ParsedChange[] {
  const [old, now] = [readSide(path, before), readSide(path, after)];
  const told = new Map<string, ParsedChange>();
  for (const substituter of now.substituters) {
    const former = old.substituters.find(({ address }) => address === substituter.address);
    const subjects = subjectsIn(substituter.folder, after);
    const formerly = new Map(
      (former === undefined ? [] : subjectsIn(former.folder, before)).map((one) => [keyOf(one), one]),
    );
    const files = sourceFiles({ path, substituter, old: old.holders, now: now.holders });
    for (const from of [null, ...files]) {
      const was = former === undefined ? NO_VALUES : variablesOf(former, old.holders, from);
      const is = comparedWith(was, variablesOf(substituter, now.holders, from));
      const given = from === null ? `what ${path} substitutes` : `what ${path} substitutes out of ${from}`;
      for (const subject of subjects)
        for (const change of changeOf(subject, formerly.get(keyOf(subject)), { was, is })) {
          const key = canonicalJson([change.file, change.address, [...change.attributes]]);
          if (!told.has(key)) told.set(key, { ...change, given });
        }
    }
  }
  return [...told.values()];
}

const NO_VALUES: Variables = { known: new Map(), isOpen: true };

type Read = { readonly substituters: readonly Substituter[]; readonly holders: readonly Holder[] };

function readSide(path: string, { files }: Side): Read {
  const objects = [...files.values()].flatMap((side) => {
    const file = formatFileOf(side);
    return objectsIn(file, files).map((object): Holder => ({ path: file.path, object }));
  });
  const given: readonly ValueSource[] = objects.flatMap(({ object }) => patchedSources(object));
  return {
    substituters: objects
      .filter((one) => one.path === path)
      .flatMap(({ object }) => substituterOf(object, given) ?? []),
    holders: objects.filter(({ object }) => HOLDERS.includes(object.type)),
  };
}

const HOLDERS: readonly string[] = ['ConfigMap', 'Secret', 'SealedSecret'];

function objectsIn(file: FormatFile, files: Files): readonly ManifestObject[] {
  const roots = rootsOf(file);
  const made = isKustomization(file.path)
    ? roots.flatMap((root) => generatedObjects(root, file.path, files).map(({ node }) => node))
    : roots;
  return made.flatMap((root) => manifestParts(root).objects);
}

/** What cannot be read fails all, unless there is nothing to fill in and nothing that gives values. */
function rootsOf(file: FormatFile): readonly SyntaxNode[] {
  const documents = documentsOf(file);
  if (documents.kind === 'ok') return documents.roots;
  if (/\$\{|ConfigMap|Secret|substitute/.test(file.text)) throw new Error(`${file.path} cannot be read`);
  return [];
}

type Written = {
  readonly file: FormatFile;
  readonly subjectOf: (node: SyntaxNode) => Subject;
  readonly node: SyntaxNode;
  readonly address: string;
};

function keyOf({ file, address }: Written): string {
  return canonicalJson([file.path, address]);
}

function subjectsIn(folder: string | null, { files, deployed }: Side): readonly Written[] {
  const paths = folder === null ? [] : (deployed[folder] ?? []);
  return paths.flatMap((path) => {
    const side = files.get(path);
    return side === undefined ? [] : writtenIn(formatFileOf(side));
  });
}

/** Objects, and kustomizations and patches as what they set. */
function writtenIn(file: FormatFile): readonly Written[] {
  return rootsOf(file).flatMap((root): readonly Written[] => {
    const { objects, others } = manifestParts(root);
    if (isKustomization(file.path) || objects.length === 0)
      return [root, ...others.filter((one) => one !== root)].map((node) => ({
        file,
        node,
        address: file.path,
        subjectOf: (filled) => kustomizationSubject(filled, file),
      }));
    return objects
      .filter(({ node }) => !isLeftAlone(node))
      .map((object) => ({
        file,
        node: object.node,
        address: object.address,
        subjectOf: (node) => objectSubject({ ...object, node }, file),
      }));
  });
}

const SWITCH = 'kustomize.toolkit.fluxcd.io/substitute';

function isLeftAlone(node: SyntaxNode): boolean {
  const metadata = member(node, 'metadata');
  return ['annotations', 'labels'].some(
    (name) => textOf(member(member(metadata, name), SWITCH)) === 'disabled',
  );
}

type Values = { readonly was: Variables; readonly is: Variables };

function changeOf(now: Written, old: Written | undefined, { was, is }: Values): readonly ParsedChange[] {
  const filled = filledIn(now.node, is);
  if (filled === now.node) return [];
  const left = asBefore(now.node, old?.node, was) ?? now.node;
  const [from, to] = [now.subjectOf(left), now.subjectOf(filled)];
  if (from.text === to.text) return [];
  const input = { path: now.file.path, previousPath: null, before: null, after: null };
  return subjectChange({ before: from, after: to }, input, 'kubernetes');
}
