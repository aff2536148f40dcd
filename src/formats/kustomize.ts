// Kustomize: a semantic diff of kustomizations, and of the JSON patches they name.
import type { Format } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { parseSettings } from './kubernetes/parse-subjects.ts';
import { folderOf } from './kubernetes/paths.ts';
import { describeKustomization } from './kustomize/described.ts';
import { isJsonPatch } from './kustomize/json-patch.ts';
import { pulledIn } from './kustomize/pulls-in.ts';

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
  parse: (input) => parseSettings(input, 'kustomize', describeKustomization),
};

function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path.toLowerCase());
}

function isPatchFile(file: FormatFile): boolean {
  return file.syntax().documents.some(isJsonPatch);
}
