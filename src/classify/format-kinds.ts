// Kinds of a change that has no resource type, by the format it is written in: read by kinds.ts.
import { KINDS } from '../model/words.ts';
import type { Kind } from '../model/words.ts';

const FORMATS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  // What readers are not shown nobody judges.
  governance: ['git-attributes', 'governance'],
  // A task runs with the roles it names.
  identity: ['ecs-task', 'iam-policy'],
  // A state file holds every secret of what it manages.
  secrets: ['sops', 'terraform-state'],
  compute: [
    'ansible',
    'aws-definition',
    'cloud-init',
    'compose',
    'configuration-management',
    'ecs-task',
    'helm',
    'helm-input',
    'hosting',
    'talos',
    'helmfile',
    'jsonnet',
    'kustomize',
    'kustomize-input',
    'nomad',
  ],
  pipeline: [
    'azure-pipelines',
    'ci',
    'circleci',
    'dependabot',
    'dev-deploy',
    'dockerfile',
    'github-action',
    'github-config',
    'github-workflow',
    'gitlab-ci',
    'jenkins',
    'local-hooks',
    'make',
    'packer',
    'policy-code',
    'shell',
    'terraform-automation',
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
