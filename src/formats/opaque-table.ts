// Infrastructure files that are recognised but not understood yet: one row each. Read by `opaque`; a data table.
import type { SyntaxNode } from '../syntax/index.ts';
import { hidesFiles } from './opaque/git-attributes.ts';
import {
  PROGRAM,
  holdsInfrastructure,
  isArm,
  isFlatValues,
  isFunctions,
  isHosted,
  isPipeline,
  isPlaybook,
  isStackSettings,
  isTaskDefinition,
} from './opaque/signs.ts';
import { hasKeys, itemsOf, member } from './tree.ts';

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
  /** `text` is asked only of what was read for other reasons: most files of such a path are none of it. */
  readonly glance?: true;
  /** The file must be valid YAML or JSON by its ending: refused otherwise, never opaque. */
  readonly syntax: boolean;
};

/** First row that matches wins. */
export const OPAQUE_TABLE: readonly OpaqueRow[] = [
  {
    id: 'github-config',
    title: 'Other files under .github, and bots that approve or merge',
    // Forms, sponsors and how code is laid out; a linter that looks for holes in infrastructure counts.
    path: /^(?:\.github\/(?!issue_template\/|discussion_template\/|funding\.yml$|linters\/(?![^/]*(?:checkov|gitleaks|kics|semgrep|terrascan|tfsec|trivy))).*\.(?:ya?ml|json)|(?:\.github\/)?\.kodiak\.toml|\.(?:bulldozer|policy)\.ya?ml)$/,
    // Renovate takes its settings from here too.
    textPath: /(?:^|\/)package\.json$/,
    text: (text) => /"renovate"\s*:\s*\{/.test(text) && /"(?:platform)?automerge"\s*:\s*true/i.test(text),
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
    path: /(?:^|\/)(?:\.travis|\.drone|\.woodpecker|\.cirrus|\.?appveyor|bitbucket-pipelines|(?:cloudbuild|buildspec|appspec|skaffold)(?:[._-][^/]*)?|\.pre-commit-config|\.?goreleaser(?:[._-][^/]*)?)\.(?:ya?ml|json)$|(?:^|\/)(?:dockerrun\.aws\.json|\.drone\.star)$|^\.(?:buildkite|woodpecker|tekton|semaphore|teamcity)\/|(?:^|\/)\.ebextensions\//,
    content: isPipeline,
    syntax: true,
  },
  {
    id: 'local-hooks',
    title: 'Programs that run where people work: hooks of git and of pnpm, direnv',
    path: /(?:^|\/)\.(?:husky|lefthook(?:-local)?|githooks|git-hooks)\/|(?:^|\/)\.?lefthook(?:-local)?\.(?:ya?ml|json|toml)$|(?:^|\/)\.(?:envrc|overcommit\.yml|simple-git-hooks\.c?js(?:on)?|pnpmfile\.[cm]?js)$/,
    syntax: false,
  },
  {
    id: 'git-attributes',
    title: 'What git hides from readers or puts through programs',
    textPath: /(?:^|\/)\.gitattributes$/,
    text: hidesFiles,
    syntax: false,
  },
  {
    id: 'terraform-automation',
    title: 'Terraform runners: Atlantis, Spacelift, Digger, Terrateam',
    path: /(?:^|\/)(?:atlantis|spacelift|digger)\.ya?ml$|^\.(?:spacelift|terrateam)\//,
    syntax: true,
  },
  {
    id: 'dev-deploy',
    title: 'DevSpace, Garden, Okteto, Score, Dagger, Earthly',
    path: /(?:^|\/)(?:devspace|(?:[^/]*\.)?garden|okteto|score|\.krane)\.ya?ml$|(?:^|\/)(?:dagger\.json|earthfile)$/,
    syntax: true,
  },
  {
    id: 'hosting',
    title: 'Settings of hosting services',
    path: /(?:^|\/)(?:procfile|fly(?:\.[^/]*)?\.toml|(?:vercel|now|railway|firebase|database\.rules|zappa_settings)\.json|(?:netlify|railway)\.toml|wrangler\.(?:toml|jsonc?)|(?:render|heroku|amplify|apprunner|azure|ecs-params|dispatch|\.platform\.app)\.ya?ml|web-inf\/(?:appengine-web|cron|dispatch|queue|datastore-indexes)\.xml|(?:firestore|storage)\.rules|config\/deploy(?:\.[^/]*)?\.(?:ya?ml|rb))$|(?:^|\/)amplify\/(?:backend(?:\/|\.[cm]?tsx?$)|(?:auth|data|storage|functions?|custom|hooks)\/|(?:cli|team-provider-info)\.json$)|(?:^|\/)\.(?:chalice|elasticbeanstalk|platform)\/|(?:^|\/)copilot\/(?:[^/]*\/)+(?:manifest\.yml|addons\/[^/]*)$/,
    content: isHosted,
    syntax: false,
  },
  { id: 'ecs-task', title: 'Task definitions of ECS', content: isTaskDefinition, syntax: true },
  {
    id: 'aws-definition',
    title: 'State machines, and interfaces with settings of API Gateway',
    content: (document) => hasKeys(document, 'StartAt', 'States'),
    textPath: /\.(?:ya?ml|json)$/,
    text: (text) => text.includes('x-amazon-apigateway-'),
    syntax: true,
  },
  {
    id: 'cloud-init',
    title: 'Start-up instructions of machines',
    path: /(?:^|\/)user[-_]?data(?:\.(?:txt|cfg))?$/,
    textPath: /\.(?:ya?ml|cfg)$/,
    text: (text) => /^(?:#cloud-(?:config|boothook)|Content-Type: multipart\/mixed)/.test(text),
    syntax: false,
  },
  {
    id: 'talos',
    title: 'Talos machine configuration',
    path: /(?:^|\/)talconfig\.ya?ml$/,
    content: (document) => hasKeys(document, 'version', 'machine'),
    syntax: true,
  },
  {
    id: 'configuration-management',
    title: 'Salt, Puppet and Chef',
    path: /\.(?:sls|pp)$|(?:^|\/)(?:cookbooks|recipes)\/.*\.rb$|(?:^|\/)berksfile$/,
    syntax: false,
  },
  {
    id: 'policy-code',
    title: 'Policies as code: Rego, Sentinel, Cedar, Guard',
    path: /\.(?:rego|sentinel|cedar|guard)$/,
    syntax: false,
  },
  { id: 'sops', title: 'Rules of who may decrypt secrets', path: /(?:^|\/)\.sops\.ya?ml$/, syntax: true },
  {
    id: 'jenkins',
    title: 'Jenkins',
    path: /(?:^|\/)jenkinsfile(?![^/]*\.(?:ya?ml|json)$)[^/]*$|\.jenkinsfile$|(?:^|\/)vars\/[^/]+\.groovy$/,
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
  {
    id: 'packer',
    title: 'Packer',
    path: /\.pkr(?:vars)?\.hcl$|\.pkr\.json$/,
    content: (document) => itemsOf(member(document, 'builders')).some((one) => hasKeys(one, 'type')),
    syntax: false,
  },
  { id: 'nomad', title: 'Nomad', path: /\.nomad(?:\.hcl)?$/, syntax: false },
  {
    id: 'dockerfile',
    title: 'Dockerfile',
    path: /(?:^|\/)(?:dockerfile|containerfile)(?![^/]*\.(?:ya?ml|json)$)[^/]*$|\.(?:dockerfile|containerfile)$|(?:^|\/)\.dockerignore$|(?:^|\/)docker-bake[^/]*\.(?:hcl|json)$/,
    syntax: false,
  },
  { id: 'hcl', title: 'Other HCL files', path: /\.(?:hcl|tfbackend)$/, syntax: false },
  { id: 'bicep', title: 'Bicep', path: /\.bicep(?:param)?$/, syntax: false },
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
    content: (document) => itemsOf(member(document, 'releases')).some((one) => hasKeys(one, 'name', 'chart')),
    textPath: /\.gotmpl$/,
    text: (text) => text.includes('{{'),
    syntax: false,
  },
  {
    id: 'jsonnet',
    title: 'Jsonnet, CUE and Dhall',
    path: /\.(?:jsonnet|libsonnet|cue|dhall)$|(?:^|\/)jsonnetfile(?:\.lock)?\.json$/,
    syntax: false,
  },
  {
    id: 'pulumi',
    title: 'Pulumi, and programs that use it',
    path: /(?:^|\/)pulumi[^/]*\.ya?ml$/,
    textPath: PROGRAM,
    text: (text) => /@pulumi\/|pulumi\/pulumi|import pulumi|from pulumi|com\.pulumi|using Pulumi/.test(text),
    glance: true,
    syntax: true,
  },
  {
    id: 'cdk',
    title: 'AWS CDK, and programs that use it',
    path: /(?:^|\/)(?:cdk|cdktf|cdk\.context)\.json$|(?:^|\/)cdk(?:tf)?\.out\/|(?:^|\/)sst\.config\.[cm]?[jt]s$/,
    textPath: PROGRAM,
    text: (text) =>
      /aws-cdk-lib|@aws-cdk\/|aws_cdk|aws-cdk-go|software\.amazon\.awscdk|Amazon\.CDK|["'](?:cdktf|cdk8s)["']|@cdktf\/|from (?:cdktf|cdk8s) |terraform-cdk-go/.test(
        text,
      ),
    glance: true,
    syntax: false,
  },
  {
    id: 'serverless',
    title: 'Serverless Framework',
    path: /(?:^|\/)serverless[^/]*\.(?:ya?ml|json|[cm]?[jt]s)$/,
    content: isFunctions,
    syntax: false,
  },
  {
    id: 'ansible',
    title: 'Ansible',
    path: /(?:^|\/)(?:playbooks|group_vars|host_vars)\/|(?:^|\/)roles\/[^/]+\/(?:tasks|handlers|vars|defaults|meta|templates|files)\/|(?:^|\/)ansible\.cfg$|(?:^|\/)(?:tasks|handlers)\/[^/]+\.ya?ml$|(?:^|\/)(?:hosts\.ini|inventor(?:y|ies)(?:\/(?:[^.]*|[^/]*\.(?:ini|ya?ml)))?)$/,
    content: isPlaybook,
    syntax: false,
  },
  {
    id: 'template',
    title: 'Templates of policies, manifests, stacks and start-up scripts',
    path: /\.tftpl$/,
    textPath: /\.(?:tpl|tmpl|j2|jinja2?)$/,
    text: holdsInfrastructure,
    syntax: false,
  },
  {
    id: 'template',
    title: 'The same in other template languages',
    textPath: /\.(?:erb|mustache|hbs|ejs|in|liquid)$/,
    text: holdsInfrastructure,
    glance: true,
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
    path: /(?:^|\/)(?:samconfig(?:[-._][\w.-]{1,100})?\.(?:toml|ya?ml)|\.taskcat\.yml)$|\.template$/,
    syntax: true,
  },
  {
    id: 'stack-settings',
    title: 'Values of the parameters of stacks; stacks of Sceptre and org-formation',
    content: isStackSettings,
    // Nothing in a flat map of values says what they are for, but where it stands.
    textPath:
      /^(?!.*(?:^|\/)(?:node_modules|vendor|testdata|src|tests?)\/)(?:.*\/)?(?:(?<=(?:^|\/)(?:cfn|cloudformation|stacks?|param(?:eter)?s?)\/)|(?=[^/]*(?:param|stack|cfn|cloudformation)))[^/]*\.json$/,
    text: isFlatValues,
    telling: true,
    // These tools have tags of their own.
    syntax: false,
  },
  { id: 'arm', title: 'Azure Resource Manager', content: isArm, telling: true, syntax: true },
];
