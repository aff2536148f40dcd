// Where templates and the files of their parameters stand, as far as paths tell; called by `wantedAround`.
import { dirname } from 'node:path/posix';
import { isSamSettings } from './sam-settings.ts';

/** What could be one of them. */
export function isStackPath(path: string): boolean {
  if (/^\.github\//i.test(path)) return false;
  return /\.(?:ya?ml|json|template)$/i.test(path) || isSamSettings(path) || isPairsPath(path);
}

/** Pairs as `deploy --parameter-overrides $(cat params/prod.env)` takes them, where the path says what they are for. */
export function isPairsPath(path: string): boolean {
  return /\.(?:env|params?|parameters|properties)$|(?:param|cfn|cloudformation|stack|deploy|config|env)[^.]*\.(?:cfg|conf|ini|txt)$/i.test(
    path,
  );
}

/** Names that such files usually have, or folders that they stand in. */
const NAME =
  /(?:^|\/)(?:cfn|cloudformation|stacks?|nested|templates?|param(?:eter)?s?)\/[^/]+$|(?:^|\/)[^/]*(?:param|template|stack|cfn|cloudformation)[^/]*$|\.template$/i;
/** Files of other tools in folders and with names like these. */
const OTHERS =
  /(?:^|\/)(?:charts?|helm|node_modules|vendor|testdata)\/|(?:^|\/)templates\/(?:[^/]*(?:deployment|service|ingress|configmap|rbac|tests)[^/]*|_[^/]*)$/i;

export function isStackName(path: string): boolean {
  return isStackPath(path) && (isSamSettings(path) || (NAME.test(path) && !OTHERS.test(path)));
}

/** Of files that changed: their folders, and those above them. The root of the repository is one like any other. */
export function stackFolders(changed: readonly string[]): ReadonlySet<string> {
  const own = changed.filter(isStackPath).map((path) => dirname(path));
  return new Set(own.flatMap((folder) => [folder, dirname(folder)]));
}
