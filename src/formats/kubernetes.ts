// Kubernetes manifests, found by content per document: a semantic diff object by object.
import type { ParsedChange } from '../model/change.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import type { Format, FormatInput, FormatResult } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { foreignMembers } from './kubernetes/foreign-members.ts';
import { gitOpsPaths } from './kubernetes/gitops-paths.ts';
import { objectSubject, subjectChange, subjectOf } from './kubernetes/object-change.ts';
import type { Subject } from './kubernetes/object-change.ts';
import { isObject, manifestParts } from './kubernetes/objects.ts';
import { documentsOf, parseSubjects } from './kubernetes/parse-subjects.ts';
import type { Subjects } from './kubernetes/parse-subjects.ts';
import { folderOf } from './kubernetes/paths.ts';
import type { Pair } from './pair.ts';
import { resolveTree } from './resolved-tree.ts';
import { member, mergeOf, textOf } from './tree.ts';
import { opaqueFile } from './whole-file.ts';

export const kubernetes: Format = {
  id: 'kubernetes',
  title: 'Kubernetes manifests',
  claims: (path) => (/\.(?:ya?ml|json)$/i.test(path) ? 'content' : 'none'),
  recognise: (file) => (file.syntax().documents.some(mayBeObject) ? 'kubernetes' : null),
  recogniseData: (file) =>
    file.syntax().documents.some((node) => mayBeObject(node) && !isToolConfig(node)) ? 'kubernetes' : null,
  // Whoever applies a folder applies it under any names, but another folder may be another cluster.
  sameAfterRename: (before, after) => folderOf(before) === folderOf(after),
  pullsIn: (file) => file.syntax().documents.flatMap(gitOpsPaths),
  parse,
};

/** An object once its aliases are followed, or what cannot be followed and so may be one. */
function mayBeObject(node: SyntaxNode): boolean {
  const told = [member(node, 'apiVersion'), member(node, 'kind')];
  if (mergeOf(node) === undefined && told.every((value) => value?.kind !== 'alias')) return isObject(node);
  const resolved = resolveTree(node);
  return resolved.kind === 'problem' || isObject(resolved.node);
}

/** Files in the form of an object that no cluster takes, which other formats know by their names. */
function isToolConfig(node: SyntaxNode): boolean {
  return /^(?:kustomize\.config\.k8s\.io|skaffold)\//.test(textOf(member(node, 'apiVersion')));
}

function parse(input: FormatInput): FormatResult {
  return parseSubjects(input, subjectsOf, (pair) => toChanges(pair, input));
}

function subjectsOf(file: FormatFile): Subjects {
  const documents = documentsOf(file);
  if (documents.kind === 'problem') return documents;
  const parts = documents.roots.map((root) => manifestParts(root));
  const objects = parts.flatMap((part) => part.objects).map((object) => objectSubject(object, file));
  const others = parts.flatMap((part) => part.others);
  const described = { address: file.path, type: null, places: ANY };
  return { kind: 'ok', subjects: [...objects, ...others.map((node) => subjectOf(node, file, described))] };
}

const ANY = { always: null, deep: true };

/** What stands among objects and is none, or in an object that has no place for it: nobody knows what a reader makes of it. */
function toChanges(pair: Pair<Subject>, input: FormatInput): readonly ParsedChange[] {
  const shown = pair.after ?? pair.before;
  const object = shown?.type === null ? [] : subjectChange(pair, input, 'kubernetes');
  const [before, after] = [pair.before, pair.after].map((one) =>
    one === null ? '' : foreignMembers(one.address, one.node),
  );
  if (shown === null || (shown.type !== null && before === after)) return object;
  const { startLine, endLine } = shown;
  return [...object, { ...opaqueFile(input, 'kubernetes'), startLine, endLine }];
}
