// Folders of the repository that objects of Argo CD and Flux newly deploy from; called by the step that reads a diff.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { resolvePath } from './paths.ts';

/** A folder that a changed object names and did not name before. */
export type Deployment = {
  /** Of the object. */
  readonly file: string;
  /** From the repository's root, without slashes at its ends. */
  readonly folder: string;
};

const ARGO = /^argoproj\.io\/Application(?:Set)?\//;
const FLUX = /^kustomize\.toolkit\.fluxcd\.io\/Kustomization\//;
/** Of one source or of several, and of the applications that a set makes. */
const ARGO_PATH = /^spec\.(?:template\.spec\.)?sources?(?:\[.*\])?\.path$/;

/**
 * Nothing in the object says for sure that it means this repository: whoever asks looks whether the folder is here. One object
 * that moves to another file deploys nothing anew.
 */
export function newDeployments(changes: readonly ParsedChange[]): readonly Deployment[] {
  const sources = (change: ParsedChange, state: ResourceState | null): readonly Source[] =>
    change.given === undefined && state !== null ? sourcesOf(change.address, state) : [];
  const old = new Set(
    changes.flatMap((change) => sources(change, change.before).map((one) => keyOf(change, one))),
  );
  return changes.flatMap((change) =>
    sources(change, change.after)
      .filter((source) => !old.has(keyOf(change, source)))
      .map(({ folder }) => ({ file: change.file, folder })),
  );
}

type Source = { readonly folder: string; readonly repository: string };

function keyOf({ address }: ParsedChange, { folder, repository }: Source): string {
  return JSON.stringify([address, folder, repository]);
}

function sourcesOf(address: string, state: ResourceState): readonly Source[] {
  const at = (path: string): string => textOf(state[path]);
  if (FLUX.test(address)) {
    const repository = ['kind', 'namespace', 'name'].map((part) => at(`spec.sourceRef.${part}`)).join('/');
    return folders(at('spec.path')).map((folder) => ({ folder, repository }));
  }
  if (!ARGO.test(address)) return [];
  return Object.keys(state)
    .filter((path) => ARGO_PATH.test(path))
    .map((path) => path.slice(0, -'.path'.length))
    .filter((source) => state[`${source}.chart`] === undefined)
    .flatMap((source) => {
      const repository = repositoryOf(at(`${source}.repoURL`));
      return folders(at(`${source}.path`)).map((folder) => ({ folder, repository }));
    });
}

function textOf(attribute: ResourceState[string] | undefined): string {
  return typeof attribute?.value === 'string' ? attribute.value : '';
}

/** `acme/infra` of every way to write its address. */
function repositoryOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/(?:\.git)?\/*$/, '')
    .split(/[/:]/)
    .slice(-2)
    .join('/');
}

/** What a template fills in names nothing here, and the root of a repository is everything. */
function folders(text: string): readonly string[] {
  const path = text === '' || /[{}$*]/.test(text) ? null : resolvePath('', text);
  return path === null || path === '' ? [] : [path];
}
