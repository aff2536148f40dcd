// Which unchanged files a set of changed files must be read with; asked by whoever gathers a pull request.
import { dirname } from 'node:path/posix';
import { isStackName, isStackPath, stackFolders } from './cloudformation/stack-paths.ts';
import { isPipeline } from './github/connected-pipelines.ts';
import { mayBeRun } from './github/programs-run.ts';
import { mayHoldValues } from './helm/values-paths.ts';
import { isKustomization } from './kustomize/reach.ts';
import { isProgramProject, isProgramSource } from './program-inputs.ts';
import { isTerraformPath } from './terraform/projects.ts';

/** One answer per family of files: when one of them changed, which others matter. */
type Neighbourhood = {
  readonly changed: (path: string) => boolean;
  readonly wanted: (path: string) => boolean;
};

/** Helmfiles, and what Argo CD deploys by where such objects usually stand: a repository may hold too many manifests to read all. */
const RUNS_HELM =
  /(?:^|\/)helmfile(?:[^/]*|\.d\/.*)\.ya?ml$|(?:^|\/)(?:apps|argo[^/]*|applications?|applicationsets?|appsets?|bootstrap|clusters|gitops)\/[^/]+\.ya?ml$|(?:^|\/)(?:clusters|gitops)\/(?:[^/]+\/){1,2}[^/]+\.ya?ml$|(?:^|\/)[^/]*(?:application|appset)[^/]*\.ya?ml$/i;

const NEIGHBOURHOODS: readonly Neighbourhood[] = [
  // A configuration may read any file of the repository as data.
  { changed: (path) => !isForPeople(path) || mayBeRead(path), wanted: isTerraformPath },
  // A kustomization and a chart put any file into a ConfigMap; a kustomization names any file below a base.
  {
    changed: (path) => !isForPeople(path),
    wanted: (path) => /(?:^|\/)(?:kustomization|(?:kustomization|chart)\.ya?ml)$/i.test(path),
  },
  // Values go to Helm under any name: whoever runs it says under which.
  { changed: mayHoldValues, wanted: (path) => isPipeline(path) || RUNS_HELM.test(path) },
  // A template is deployed with values from files beside it, and from templates that name it.
  { changed: isStackPath, wanted: isStackName },
  // A program that makes infrastructure is told by the project file above it.
  { changed: isProgramSource, wanted: isProgramProject },
  // What a workflow runs has the rights of the workflow.
  {
    changed: (path) => isPipeline(path) || /^\.github\/actions\//i.test(path) || mayBeRun(path),
    wanted: isPipeline,
  },
];

/** Mere words and pictures. */
export function isForPeople(path: string): boolean {
  return /\.(?:md|markdown|png|jpe?g|gif|svg|ico)$/i.test(path);
}

const PICTURE = /\.(?:png|jpe?g|gif|svg|ico)$/i;
/** Words that no configuration has a use for: what a project says of itself, and its documentation. */
const PROJECT_WORDS =
  /(?:^|\/)(?:readme|changelog|changes|history|contributing|code_of_conduct|security|support|license|governance|maintainers|authors)\b[^/]*$|(?:^|\/)docs?\//i;

/** Words under a name of their own may be data to a configuration: `file("${var.env}.md")`. */
function mayBeRead(path: string): boolean {
  return !PICTURE.test(path) && !PROJECT_WORDS.test(path);
}

/** The test for unchanged paths, null when none matters. */
export function wantedAround(changed: readonly string[]): ((path: string) => boolean) | null {
  const near = NEIGHBOURHOODS.filter((one) => changed.some(one.changed));
  const folders = stackFolders(changed);
  const isDocument = documentsNear(changed);
  const isManifest = manifestsNear(changed);
  if (near.length === 0) return null;
  return (path) =>
    near.some(({ wanted }) => wanted(path)) ||
    (isStackPath(path) && folders.has(dirname(path))) ||
    isDocument(path) ||
    isManifest(path);
}

/** Folders that several overlays build from. */
const SHARED = /(?:^|\/)(?:bases?|components?|common|shared|overlays|platform|infrastructure)\//i;

/** What a changed kustomization may newly take in: beside and below it, below the folder above its siblings, and what is shared. */
function manifestsNear(changed: readonly string[]): (path: string) => boolean {
  const folders = [...new Set(changed.filter(isKustomization).map((path) => dirname(path)))];
  if (folders.length === 0) return () => false;
  const roots = [...folders, ...folders.map((folder) => dirname(dirname(folder)))].filter(
    (one) => one !== '.',
  );
  return (path) =>
    /\.(?:ya?ml|json)$/i.test(path) &&
    (SHARED.test(path) ||
      folders.includes(dirname(path)) ||
      roots.some((folder) => path.startsWith(`${folder}/`)));
}

const DOCUMENT = /\.(?:json|tpl|tftpl|tmpl)$/i;
/** Names and folders that policies usually have. */
const POLICY_NAME =
  /polic|iam|trust|assume|role|permission|scp|(?:^|\/)(?:files|templates|documents|json)\//i;
/** Data of other programs, of which a repository may hold thousands. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|charts?|testdata|fixtures|locales?|i18n)\//i;

/** Policies that a configuration reads: below the folders of what changed, and wherever their name says so. */
function documentsNear(changed: readonly string[]): (path: string) => boolean {
  const folders = [...new Set(changed.filter(isTerraformPath).map((path) => dirname(path)))];
  if (folders.length === 0) return () => false;
  const isBelow = (path: string): boolean =>
    folders.some((folder) => (folder === '.' ? dirname(path) === '.' : path.startsWith(`${folder}/`)));
  return (path) => DOCUMENT.test(path) && !FOREIGN.test(path) && (POLICY_NAME.test(path) || isBelow(path));
}
