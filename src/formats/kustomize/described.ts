// A kustomization or a JSON patch as the thing that a change speaks of; called by `kustomize` and by what fills values in.
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatFile } from '../format-file.ts';
import { subjectOf } from '../kubernetes/object-change.ts';
import type { Described, Subject } from '../kubernetes/object-change.ts';
import type { SecretPlaces } from '../kubernetes/secrets.ts';
import { member, textOf } from '../tree.ts';
import { withEmbeddedPatches } from './embedded-patches.ts';
import { isJsonPatch, spreadJsonPatch } from './json-patch.ts';

/** Literals of a generated Secret, and what a JSON patch sets in the data of an object that nobody names there. */
const SECRETS: SecretPlaces = {
  always: /^secretGenerator\.[^.]*\.literals$|^(?:patches\w*\..*\.)?\[[^\]]*\]\.(?:data|stringData)(?:\.|$)/,
  deep: true,
};

export function describeKustomization(
  root: SyntaxNode,
  { path }: FormatFile,
): Described & { readonly tree: SyntaxNode } {
  if (isJsonPatch(root))
    return { tree: spreadJsonPatch(root), address: path, type: 'JsonPatch', places: SECRETS };
  const type = textOf(member(root, 'kind')) === 'Component' ? 'Component' : 'Kustomization';
  return { tree: withEmbeddedPatches(root), address: path, type, places: SECRETS };
}

export function kustomizationSubject(root: SyntaxNode, file: FormatFile): Subject {
  const { tree, ...described } = describeKustomization(root, file);
  return subjectOf(tree, file, described);
}
