// Kustomize: a semantic diff of kustomizations, and of the JSON patches they name.
import type { SyntaxNode } from '../syntax/index.ts';
import type { Format } from './format.ts';
import type { FormatFile } from './format-file.ts';
import type { Described } from './kubernetes/object-change.ts';
import { parseSettings } from './kubernetes/parse-subjects.ts';
import { folderOf } from './kubernetes/paths.ts';
import type { SecretPlaces } from './kubernetes/secrets.ts';
import { withEmbeddedPatches } from './kustomize/embedded-patches.ts';
import { isJsonPatch, spreadJsonPatch } from './kustomize/json-patch.ts';
import { pulledIn } from './kustomize/pulls-in.ts';
import { member, textOf } from './tree.ts';

/** Lower-cased names under which the tool looks for its file. */
const KUSTOMIZATION = /(?:^|\/)kustomization(?:\.ya?ml)?$/;

export const kustomize: Format = {
  id: 'kustomize',
  title: 'Kustomize',
  claims: (path) => (isKustomization(path) ? 'path' : /\.(?:ya?ml|json)$/i.test(path) ? 'content' : 'none'),
  recognise: (file) => (isKustomization(file.path) || isPatchFile(file) ? 'kustomize' : null),
  recogniseData: (file) => (!isKustomization(file.path) && isPatchFile(file) ? 'kustomize' : null),
  // A kustomization is found by its folder.
  sameAfterRename: (before, after) => folderOf(before) === folderOf(after),
  pullsIn: (file) =>
    isKustomization(file.path) ? file.syntax().documents.flatMap((root) => pulledIn(root, file.path)) : [],
  parse: (input) => parseSettings(input, 'kustomize', describe),
};

function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path.toLowerCase());
}

function isPatchFile(file: FormatFile): boolean {
  return file.syntax().documents.some(isJsonPatch);
}

/** Literals of a generated Secret, and what a JSON patch sets in the data of an object that nobody names there. */
const SECRETS: SecretPlaces = {
  always: /^secretGenerator\.[^.]*\.literals$|^(?:patches\w*\..*\.)?\[[^\]]*\]\.(?:data|stringData)(?:\.|$)/,
  deep: true,
};

function describe(root: SyntaxNode, { path }: FormatFile): Described & { readonly tree: SyntaxNode } {
  if (isJsonPatch(root))
    return { tree: spreadJsonPatch(root), address: path, type: 'JsonPatch', places: SECRETS };
  const type = textOf(member(root, 'kind')) === 'Component' ? 'Component' : 'Kustomization';
  return { tree: withEmbeddedPatches(root), address: path, type, places: SECRETS };
}
