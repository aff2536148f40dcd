// Infrastructure files that are recognised but not understood yet: one row each. Read by `opaque`; a data table.
import type { SyntaxNode } from '../syntax/index.ts';
import { hasKeys, isBorrowed, itemsOf, member, textOf } from './tree.ts';

export type OpaqueRow = {
  readonly id: string;
  readonly title: string;
  /** Lower-cased paths that belong to it whatever they hold. */
  readonly path?: RegExp;
  /** Documents that belong to it wherever they are. */
  readonly content?: (document: SyntaxNode) => boolean;
  /** The content says more than any name of the file. */
  readonly telling?: boolean;
  /** A text beyond YAML and JSON, asked where `textPath` matches the lower-cased path. */
  readonly textPath?: RegExp;
  readonly text?: (text: string) => boolean;
  /** The file must be valid YAML or JSON by its ending: refused otherwise, never opaque. */
  readonly syntax: boolean;
};

/** First row that matches wins. */
export const OPAQUE_TABLE: readonly OpaqueRow[] = [
  {
    id: 'github-config',
    title: 'Other files under .github',
    path: /^\.github\/(?!issue_template\/|discussion_template\/).*\.(?:ya?ml|json)$/,
    syntax: true,
  },
  {
    id: 'gitlab-ci',
    title: 'GitLab CI',
    path: /(?:^|\/)(?:[^/]*\.)?gitlab-ci\.ya?ml$|^\.gitlab(?:-ci\.d)?\/.*\.ya?ml$/,
    syntax: true,
  },
  { id: 'circleci', title: 'CircleCI', path: /^\.circleci\/.*\.ya?ml$/, syntax: true },
  {
    id: 'azure-pipelines',
    title: 'Azure Pipelines',
    path: /(?:^|\/)azure-pipelines[^/]*\.ya?ml$|^\.azure(?:-pipelines|\/pipelines)\/.*\.ya?ml$/,
    syntax: true,
  },
  {
    id: 'ci',
    title: 'Other CI and deploy services',
    path: /(?:^|\/)(?:\.travis|\.drone|\.woodpecker|\.cirrus|\.?appveyor|bitbucket-pipelines|(?:cloudbuild|buildspec|appspec|skaffold)(?:[._-][^/]*)?|atlantis|\.pre-commit-config|\.?goreleaser(?:[._-][^/]*)?)\.(?:ya?ml|json)$|(?:^|\/)(?:dockerrun\.aws\.json|\.drone\.star)$|^\.(?:buildkite|woodpecker|tekton|semaphore)\/|(?:^|\/)\.ebextensions\//,
    syntax: true,
  },
  {
    id: 'jenkins',
    title: 'Jenkins',
    path: /(?:^|\/)jenkinsfile(?![^/]*\.(?:ya?ml|json)$)[^/]*$|\.jenkinsfile$/,
    syntax: false,
  },
  {
    id: 'terraform-test',
    title: 'Terraform tests, which may apply',
    path: /\.(?:tftest|tofutest|tfmock)\.(?:hcl|json)$/,
    syntax: true,
  },
  {
    id: 'terraform-stack',
    title: 'Terraform stacks and queries',
    path: /\.(?:tfstack|tfcomponent|tfdeploy|tfquery)\.(?:hcl|json)$/,
    syntax: true,
  },
  { id: 'terraform-state', title: 'Terraform state', path: /\.tfstate(?:\.[^/]*)?$/, syntax: false },
  {
    id: 'terraform-settings',
    title: 'Terraform CLI settings',
    path: /(?:^|\/)(?:\.terraformrc|terraform\.rc|\.tofurc|\.tflint\.hcl|\.terraform-version)$/,
    syntax: false,
  },
  {
    id: 'terragrunt',
    title: 'Terragrunt',
    path: /(?:^|\/)(?:terragrunt[^/]*|root)\.hcl(?:\.json)?$/,
    syntax: false,
  },
  { id: 'packer', title: 'Packer', path: /\.pkr(?:vars)?\.hcl$|\.pkr\.json$/, syntax: false },
  { id: 'nomad', title: 'Nomad', path: /\.nomad(?:\.hcl)?$/, syntax: false },
  { id: 'hcl', title: 'Other HCL files', path: /\.(?:hcl|tfbackend)$/, syntax: false },
  { id: 'bicep', title: 'Bicep', path: /\.bicep(?:param)?$/, syntax: false },
  {
    id: 'dockerfile',
    title: 'Dockerfile',
    path: /(?:^|\/)(?:dockerfile|containerfile)(?![^/]*\.(?:ya?ml|json)$)[^/]*$|\.(?:dockerfile|containerfile)$|(?:^|\/)\.dockerignore$|(?:^|\/)docker-bake\.(?:hcl|json)$/,
    syntax: false,
  },
  {
    id: 'compose',
    title: 'Docker Compose',
    path: /(?:^|\/)(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/,
    syntax: true,
  },
  {
    id: 'helmfile',
    title: 'Helmfile and templates of values',
    path: /(?:^|\/)helmfile[^/]*\.ya?ml$|(?:^|\/)helmfile\.d\/.*\.ya?ml$/,
    textPath: /\.gotmpl$/,
    text: (text) => text.includes('{{'),
    syntax: false,
  },
  {
    id: 'jsonnet',
    title: 'Jsonnet',
    path: /\.(?:jsonnet|libsonnet)$|(?:^|\/)jsonnetfile(?:\.lock)?\.json$/,
    syntax: false,
  },
  { id: 'pulumi', title: 'Pulumi', path: /(?:^|\/)pulumi[^/]*\.ya?ml$/, syntax: true },
  {
    id: 'cdk',
    title: 'AWS CDK',
    path: /(?:^|\/)(?:cdk|cdktf)\.json$|(?:^|\/)cdk(?:tf)?\.out\//,
    syntax: false,
  },
  {
    id: 'serverless',
    title: 'Serverless Framework',
    path: /(?:^|\/)serverless[^/]*\.(?:ya?ml|json|[cm]?[jt]s)$/,
    syntax: false,
  },
  {
    id: 'ansible',
    title: 'Ansible',
    path: /(?:^|\/)(?:playbooks|group_vars|host_vars)\/|(?:^|\/)roles\/[^/]+\/(?:tasks|handlers|vars|defaults|meta|templates|files)\/|(?:^|\/)ansible\.cfg$/,
    content: isPlaybook,
    syntax: false,
  },
  {
    id: 'template',
    title: 'Templates of policies, manifests and start-up scripts',
    path: /\.tftpl$/,
    textPath: /\.(?:tpl|tmpl|j2|jinja2?)$/,
    text: (text) => /"Effect"\s*:|^#cloud-config|^#!|^\s*apiVersion\s*:/m.test(text),
    syntax: false,
  },
  {
    id: 'make',
    title: 'Make, Task and just files',
    path: /(?:^|\/)(?:gnu)?makefile$|\.mk$|(?:^|\/)(?:taskfile(?:\.dist)?\.ya?ml|\.?justfile|tiltfile|vagrantfile)$|\.just$/,
    syntax: false,
  },
  { id: 'shell', title: 'Shell script', path: /\.(?:sh|bash|zsh|ksh|ps1|bat|cmd)$/, syntax: false },
  { id: 'submodules', title: 'Submodule list', path: /^\.gitmodules$/, syntax: false },
  {
    id: 'cloudformation',
    title: 'SAM deployment settings, and templates that are none of CloudFormation',
    path: /(?:^|\/)samconfig\.(?:toml|ya?ml)$|\.template$/,
    syntax: true,
  },
  { id: 'arm', title: 'Azure Resource Manager', content: isArm, telling: true, syntax: true },
];

function isPlaybook(document: SyntaxNode): boolean {
  return itemsOf(document).some(
    (item) => isBorrowed(item) || hasKeys(item, 'hosts') || hasKeys(item, 'import_playbook'),
  );
}

function isArm(document: SyntaxNode): boolean {
  return /deployment(?:template|parameters)\.json/i.test(textOf(member(document, '$schema')));
}
