// Kinds of a change that has no resource type, by the format it is written in: read by kinds.ts.
import { KINDS } from '../model/words.ts';
import type { Kind } from '../model/words.ts';

const FORMATS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  governance: ['governance'],
  identity: ['iam-policy'],
  // A state file holds every secret of what it manages.
  secrets: ['terraform-state'],
  compute: ['ansible', 'compose', 'helm', 'helmfile', 'jsonnet', 'kustomize', 'kustomize-input', 'nomad'],
  pipeline: [
    'azure-pipelines',
    'ci',
    'circleci',
    'dependabot',
    'dockerfile',
    'github-action',
    'github-config',
    'github-workflow',
    'gitlab-ci',
    'jenkins',
    'make',
    'packer',
    'shell',
    // Providers are programs that run with the credentials of the plan.
    'terraform-lock',
    'terraform-test',
  ],
};

/** `other` for a format that tells nothing: what it hides is judged by its tier (opaque is critical). */
export function kindsOfFormat(format: string): readonly Kind[] {
  const kinds = KINDS.filter((kind) => FORMATS[kind]?.includes(format));
  return kinds.length === 0 ? ['other'] : kinds;
}
