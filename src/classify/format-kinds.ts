// Kinds of a change that has no resource type, by the format it is written in: read by kinds.ts.
import type { Kind } from '../model/words.ts';

const GOVERNANCE = ['governance'];
const IDENTITY = ['iam-policy'];
const COMPUTE = ['compose', 'nomad', 'ansible', 'helm', 'kustomize'];
const PIPELINE = [
  'github-workflow',
  'github-action',
  'dependabot',
  'dockerfile',
  'gitlab-ci',
  'circleci',
  'azure-pipelines',
  'jenkinsfile',
  'argo-workflow',
  'packer',
  'pipeline',
];

const BY_FORMAT: ReadonlyMap<string, readonly Kind[]> = new Map([
  ...rowsOf(GOVERNANCE, 'governance'),
  ...rowsOf(IDENTITY, 'identity'),
  ...rowsOf(COMPUTE, 'compute'),
  ...rowsOf(PIPELINE, 'pipeline'),
]);

/** `other` for a format that tells nothing: what it hides is judged by its tier (opaque is critical). */
export function kindsOfFormat(format: string): readonly Kind[] {
  return BY_FORMAT.get(format) ?? ['other'];
}

function rowsOf(formats: readonly string[], kind: Kind): readonly (readonly [string, readonly Kind[]])[] {
  return formats.map((format) => [format, [kind]] as const);
}
