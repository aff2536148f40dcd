// Which paths are worth fetching, and which format takes a path on its name alone.
import { describe, expect, it } from 'vitest';
import { mayBeInfrastructure } from '../../src/formats/index.ts';
import { formatFile } from '../../src/formats/format-file.ts';
import { claimSide } from '../../src/formats/claim-side.ts';
import { recognise } from '../../src/formats/registry.ts';
import type { FileContent, FileSide } from '../../src/model/files.ts';

const idOf = (path: string, text = ''): string | null =>
  recognise(formatFile({ path, blob: 'b', text }))?.id ?? null;

describe('by path', () => {
  it.each<[string, string]>([
    ['main.tf', 'terraform'],
    ['a/b.tofu', 'terraform'],
    ['prod.auto.tfvars', 'terraform'],
    ['main.tf.json', 'terraform'],
    ['prod.tfvars.json', 'terraform'],
    ['.terraform.lock.hcl', 'terraform-lock'],
    ['terraform.tfstate.backup', 'terraform-state'],
    ['live/terragrunt.hcl', 'terragrunt'],
    ['x.pkr.hcl', 'packer'],
    ['job.nomad', 'nomad'],
    ['tests/a.tftest.hcl', 'terraform-test'],
    ['tests/a.tofutest.json', 'terraform-test'],
    ['stack.tfdeploy.hcl', 'terraform-stack'],
    ['x.hcl', 'hcl'],
    ['.github/workflows/ci.yml', 'github-workflow'],
    ['.GitHub/Workflows/ci.YML', 'github-workflow'],
    ['.github/actions/setup/action.yaml', 'github-action'],
    ['.github/actions/setup/index.js', 'github-action'],
    ['.github/scripts/deploy.py', 'github-action'],
    ['.github/mergify.yml', 'dependabot'],
    ['.kodiak.toml', 'github-config'],
    ['.bulldozer.yml', 'github-config'],
    ['.policy.yml', 'github-config'],
    ['.renovaterc.json5', 'dependabot'],
    ['.github/dependabot.yml', 'dependabot'],
    ['.gitlab-ci.yml', 'gitlab-ci'],
    ['.circleci/config.yml', 'circleci'],
    ['azure-pipelines.yml', 'azure-pipelines'],
    ['Jenkinsfile', 'jenkins'],
    ['vars/deploy.groovy', 'jenkins'],
    ['.teamcity/settings.kts', 'ci'],
    ['atlantis.yaml', 'terraform-automation'],
    ['.spacelift/config.yml', 'terraform-automation'],
    ['digger.yml', 'terraform-automation'],
    ['devspace.yaml', 'dev-deploy'],
    ['Earthfile', 'dev-deploy'],
    ['dagger.json', 'dev-deploy'],
    ['Procfile', 'hosting'],
    ['war/WEB-INF/appengine-web.xml', 'hosting'],
    ['fly.prod.toml', 'hosting'],
    ['vercel.json', 'hosting'],
    ['netlify.toml', 'hosting'],
    ['wrangler.jsonc', 'hosting'],
    ['render.yaml', 'hosting'],
    ['amplify.yml', 'hosting'],
    ['apprunner.yaml', 'hosting'],
    ['firestore.rules', 'hosting'],
    ['config/deploy.yml', 'hosting'],
    ['.chalice/config.json', 'hosting'],
    ['.elasticbeanstalk/config.yml', 'hosting'],
    ['copilot/api/manifest.yml', 'hosting'],
    ['user-data', 'cloud-init'],
    ['talconfig.yaml', 'talos'],
    ['salt/top.sls', 'configuration-management'],
    ['manifests/site.pp', 'configuration-management'],
    ['cookbooks/web/recipes/default.rb', 'configuration-management'],
    ['policy/deny.rego', 'policy-code'],
    ['limits.sentinel', 'policy-code'],
    ['.sops.yaml', 'sops'],
    ['docker-bake.override.json', 'dockerfile'],
    ['x.cue', 'jsonnet'],
    ['cdk.context.json', 'cdk'],
    ['sst.config.ts', 'cdk'],
    ['inventory/hosts.ini', 'ansible'],
    ['inventory/prod', 'ansible'],
    ['deploy/tasks/main.yml', 'ansible'],
    ['.taskcat.yml', 'cloudformation'],
    ['Dockerfile.prod', 'dockerfile'],
    ['docker-compose.override.yml', 'compose'],
    ['bootstrap/helmfile.d/01-apps.yaml', 'helmfile'],
    ['chart/Chart.yaml', 'helm'],
    ['chart/values-prod.yaml', 'helm'],
    ['kustomization.yaml', 'kustomize'],
    ['Pulumi.prod.yaml', 'pulumi'],
    ['cdk.json', 'cdk'],
    ['serverless.ts', 'serverless'],
    ['roles/web/tasks/main.yml', 'ansible'],
    ['main.bicep', 'bicep'],
    ['Makefile', 'make'],
    ['scripts/deploy.sh', 'shell'],
    ['.gitmodules', 'submodules'],
    ['.aigov.yml', 'governance'],
    ['.aigov/x.cedar', 'governance'],
    ['.github/CODEOWNERS', 'governance'],
    ['docs/CODEOWNERS', 'governance'],
    ['a/AGENTS.md', 'governance'],
    ['CLAUDE.md', 'governance'],
    ['.cursor/rules/x.mdc', 'governance'],
    ['.mcp.json', 'governance'],
    ['.devcontainer/api/devcontainer.json', 'governance'],
    ['opencode.jsonc', 'governance'],
    ['.codex/config.toml', 'governance'],
    ['.github/copilot-instructions.md', 'governance'],
  ])('%s is %s', (path, id) => {
    expect(idOf(path)).toBe(id);
    expect(mayBeInfrastructure(path)).toBe(true);
  });
});

it.each([
  'README.md',
  '.github/actions/a/README.md',
  '.github/actions/a/LICENSE',
  'src/main.ts',
  'x/CODEOWNERS.md',
  'image.png',
  'main.tfx',
])('%s is nobody’s', (path) => {
  expect([idOf(path), mayBeInfrastructure(path)]).toEqual([null, false]);
});

it.each(['a.json', 'b.yaml', 'c.YML'])('%s is fetched and, without content of ours, nobody’s', (path) => {
  expect([idOf(path, '{"a": 1}'), mayBeInfrastructure(path)]).toEqual([null, true]);
});

it.each<[string, string, string | null]>([
  ['p.json.tpl', '{"Statement": [{"Effect": "Allow"}]}', 'iam-policy'],
  ['init.yml.j2', '#cloud-config\n', 'template'],
  ['boot.tmpl', '#!/bin/sh\n', 'template'],
  ['page.tmpl', '<html></html>', null],
  ['x.tftpl', '', 'template'],
])('%s with %j is %s', (path, text, id) => {
  expect(idOf(path, text)).toBe(id);
});

describe('by content', () => {
  it.each<[string, string, string]>([
    ['taskdef.json', '{"family": "a", "containerDefinitions": []}', 'ecs-task'],
    ['ecs/prod.yaml', 'taskDefinition:\n  containerDefinitions: []\n', 'ecs-task'],
    ['nodes/base.yaml', '#cloud-config\nruncmd: []\n', 'cloud-init'],
    ['nodes/base.cfg', '#cloud-config\nruncmd: []\n', 'cloud-init'],
    ['site.yml', '- name: a\n  ansible.builtin.shell: x\n', 'ansible'],
    ['site.yml', '- name: a\n  shell: x\n', 'ansible'],
    ['site.yml', '- include_role: { name: a }\n', 'ansible'],
    ['params/prod.json', '[{"ParameterKey": "A", "ParameterValue": "b"}]', 'stack-settings'],
    ['prod.json', '{"Parameters": [{"ParameterKey": "A"}]}', 'stack-settings'],
    ['prod.json', '{"Parameters": {"A": "b"}, "Tags": {}}', 'stack-settings'],
    ['config/prod/vpc.yaml', 'template_path: vpc.yaml\n', 'stack-settings'],
    ['tasks.yml', 'Roles:\n  Type: update-stacks\n  Template: ./roles.yml\n', 'stack-settings'],
    ['templates/tasks.yml', 'Roles:\n  Type: update-stacks\n  Name: "{{name}}"\n', 'stack-settings'],
    ['_parameters.yml', 'region:\n  Type: String\n  Default: eu-west-1\n', 'stack-settings'],
    ['rules.guard', 'let a = 1\n', 'policy-code'],
    ['bootstrap/crds.yaml', 'releases:\n- name: a\n  chart: b/c\n', 'helmfile'],
    ['build/app.yml', 'version: 0.2\nphases: { build: { commands: [make] } }\n', 'ci'],
    ['flow.asl.json', '{"StartAt": "A", "States": {}}', 'aws-definition'],
    ['api.yaml', 'openapi: 3.0.1\nx-amazon-apigateway-policy: {}\n', 'aws-definition'],
    ['functions.yml', 'hello:\n  handler: src/a.handler\n', 'serverless'],
    ['image.json', '{"builders": [{"type": "amazon-ebs"}]}', 'packer'],
    ['pipeline.json', '{"pipeline": {"roleArn": "a", "stages": []}}', 'ci'],
    ['pipeline.yml', 'jobs:\n- name: a\n  plan: []\n', 'ci'],
    ['build/prod.yaml', 'steps:\n- name: gcr.io/a\n  args: [b]\n', 'ci'],
    ['api/app.yaml', 'runtime: python312\n', 'hosting'],
    ['app.yaml', 'service: a\nhandlers:\n- url: /.*\n  script: auto\n', 'hosting'],
    ['app.yaml', 'service: a\nmanual_scaling: { instances: 1 }\n', 'hosting'],
    ['gae/cron.yaml', 'cron:\n- url: /a\n  schedule: every 1 hours\n', 'hosting'],
    ['gae/routes.yaml', 'dispatch:\n- url: "*/a"\n  service: a\n', 'hosting'],
    ['index.yaml', 'indexes:\n- kind: A\n  properties: [{ name: b }]\n', 'hosting'],
    ['queue.yaml', 'queue:\n- name: a\n  rate: 5/s\n', 'hosting'],
    ['manifest.yml', 'name: a\ntype: Load Balanced Web Service\n', 'hosting'],
    ['a/function.json', '{"bindings": [{"type": "httpTrigger", "direction": "in"}]}', 'hosting'],
    ['controlplane.yaml', 'version: v1alpha1\nmachine: {}\n', 'talos'],
    ['stack.yaml.j2', 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    {{ more }}\n', 'template'],
    ['stack.json.j2', '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', 'template'],
    ['deploy.yaml.erb', 'apiVersion: v1\nkind: <%= kind %>\n', 'template'],
    ['lib/stack.ts', 'import { Stack } from "aws-cdk-lib";\n', 'cdk'],
    ['app.py', 'import aws_cdk as cdk\n', 'cdk'],
    ['main.go', 'import "github.com/aws/aws-cdk-go/awscdk/v2"\n', 'cdk'],
    ['Stack.java', 'import software.amazon.awscdk.Stack;\n', 'cdk'],
    ['main.ts', "import { TerraformStack } from 'cdktf';\n", 'cdk'],
    ['index.ts', 'import * as aws from "@pulumi/aws";\n', 'pulumi'],
    ['infra/__main__.py', 'import pulumi\n', 'pulumi'],
    ['Program.cs', 'using Pulumi;\n', 'pulumi'],
  ])('%s with %j is %s', (path, text, id) => {
    expect(idOf(path, text)).toBe(id);
  });

  it.each<[string, string]>([
    ['authors.yml', '- name: a\n  user: b\n'],
    ['config.json', '{"Parameters": {"A": {"b": 1}}}'],
    ['config.json', '{"Parameters": {"A": "b"}, "More": 1}'],
    ['config.json', '{"runtime": "edge"}'],
    ['cron.yaml', 'cron:\n- url: /a\n'],
    ['routes.yaml', 'handlers:\n- url: /a\n'],
    ['queue.yaml', 'queue:\n- name: a\n'],
    ['index.yaml', 'indexes:\n- kind: A\n'],
    ['config.json', '{"hello": {"handler": "none"}}'],
    ['steps.yaml', 'steps:\n- name: a\n'],
    ['src/main.ts', 'import fs from "node:fs";\n'],
    ['page.hbs', '<html></html>'],
    ['notes.cfg', 'a = b\n'],
  ])('%s with %j is nobody’s', (path, text) => {
    expect(idOf(path, text)).toBe(null);
  });

  it('a program is looked into where its text is at hand, and never fetched for that', () => {
    expect(mayBeInfrastructure('lib/stack.ts')).toBe(false);
    const side = (content: FileContent): FileSide => ({
      path: 'lib/stack.ts',
      mode: '100644',
      blob: 'b',
      content,
    });
    const text = 'import { Stack } from "aws-cdk-lib";\n';
    expect(claimSide(side({ kind: 'text', text }))).toMatchObject({ kind: 'claimed', id: 'cdk' });
    expect(claimSide(side({ kind: 'binary', size: 9 }))).toEqual({ kind: 'free', broken: null });
  });
});

it('an issue form is no infrastructure', () => {
  expect(idOf('.github/ISSUE_TEMPLATE/bug.yml', 'name: bug\n')).toBe(null);
  expect(idOf('.github/FUNDING.yml', 'github: a\n')).toBe(null);
  expect(idOf('.github/linters/.yaml-lint.yml', 'a: 1\n')).toBe(null);
  expect(idOf('.github/linters/.checkov.yml', 'a: 1\n')).toBe('github-config');
});

const MANIFEST = 'apiVersion: v1\nkind: Secret\n';
const POLICY = '{"Statement": [{"Effect": "Allow"}]}';
const STACK = '{"Resources": {"A": {"Type": "AWS::IAM::Role"}}}';

describe('content before name', () => {
  it.each<[string, string, string]>([
    ['k8s/action.yaml', MANIFEST, 'kubernetes'],
    ['k8s/action.yaml', 'runs: {}\n', 'github-action'],
    ['k8s/action.yaml', 'runs: [\n', 'github-action'],
    ['k8s/action.yaml', 'x: &r {}\n<<: *r\n', 'github-action'],
    ['.github/actions/a/action.yaml', MANIFEST, 'github-action'],
    ['iam/jenkinsfile-admin.json', POLICY, 'iam-policy'],
    ['iam/renovate.json', `{"a": ${POLICY}}`, 'iam-policy'],
    ['renovate.json', '{"a": {}}', 'dependabot'],
    ['group_vars/stack.json', STACK, 'cloudformation'],
    ['stack.json', `{"a": ${POLICY}, ${STACK.slice(1)}`, 'cloudformation'],
    ['main.tf.json', POLICY, 'terraform'],
    ['.mcp.json', POLICY, 'governance'],
    ['kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', 'kustomize'],
    ['skaffold.yaml', 'apiVersion: skaffold/v4beta1\nkind: Config\n', 'ci'],
    ['kustomization.yaml', MANIFEST, 'kubernetes'],
    ['chart/templates/a.yaml', `${MANIFEST}metadata:\n  name: {{ .x }}\n`, 'helm'],
    ['Dockerfile.prod', MANIFEST, 'dockerfile'],
  ])('%s with %j is %s', (path, text, id) => {
    expect(idOf(path, text)).toBe(id);
  });

  it.each(['jenkinsfile-x.json', 'dockerfile.yaml'])('%s without content of ours is nobody’s', (path) => {
    expect(idOf(path, '{"a": 1}')).toBe(null);
  });
});

it.each<[string, string, string | null]>([
  ['.vscode/settings.json', '{"chat.tools.autoApprove": true}', 'governance'],
  ['.vscode/settings.json', '{"editor.tabSize": 2}', null],
  ['infra.code-workspace', '{"settings": {"chat.tools.autoApprove": true}}', 'governance'],
  ['infra.code-workspace', '{"folders": []}', null],
  ['.vscode/tasks.json', '{"tasks": [{"runOptions": {"runOn": "folderOpen"}}]}', 'governance'],
])('%s with %j is %s', (path, text, id) => {
  expect(idOf(path, text)).toBe(id);
});

describe('what an alias hides is recognised', () => {
  it.each<[string, string, string | null]>([
    ['a kind', 'x: &k Pod\napiVersion: v1\nkind: *k\n', 'kubernetes'],
    ['a kind without a version', 'x: &k Pod\nkind: *k\n', null],
    ['a whole object', 'x: &k { apiVersion: v1, kind: Pod }\n<<: *k\n', 'kubernetes'],
    ['members that make no object', 'x: &k { kind: Pod }\n<<: *k\n', null],
    ['a version without a kind', 'x: &v v1\napiVersion: *v\nkind: &k { a: 1 }\n', null],
    [
      'a whole object with the tag of a merge',
      'x: &k { apiVersion: v1, kind: Pod }\n!!merge <<: *k\n',
      'kubernetes',
    ],
    ['a merge with another tag', 'x: &k { kind: Pod }\n!!str <<: *k\n', 'kubernetes'],
    ['a merge further down', 'x: &k { a: 1 }\ny: { <<: *k }\n', null],
    ['a play', '- &p { x: 1 }\n- *p\n', 'ansible'],
    ['members of a play', '- x: &p { hosts: all }\n  <<: *p\n', 'ansible'],
    ['all resources', 'x: &r {}\nResources: *r\n', 'cloudformation'],
    ['a resource', 'x: &r {}\nResources: { A: *r }\n', 'cloudformation'],
    ['a type', 'x: &t T\nResources: { A: { Type: *t } }\n', 'cloudformation'],
    ['another member', 'x: &t T\nResources: { A: { Name: *t } }\n', null],
  ])('%s', (_name, text, id) => {
    expect(idOf('x/y.yaml', text)).toBe(id);
  });
});

describe('a policy under a name of its own', () => {
  const POLICY = 'version: 1\nrules:\n  - { id: a, deny: No. }\n';
  const POD = '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: {} }\n';

  it('is governance by its content', () => {
    expect(idOf('policies/kubernetes.yml', POLICY)).toBe('governance');
    expect(idOf('policies/kubernetes.txt', POLICY)).toBeNull();
    expect(idOf('aigov.yml', '{ version: 1 }\n')).toBe('governance');
    expect(idOf('docs/aigov.yml', '{ version: 1 }\n')).toBeNull();
  });

  it('hides no infrastructure: other formats are asked first, and several documents are no policy', () => {
    expect(idOf('apps/a.yml', `${POLICY}---\n${POD}`)).toBe('kubernetes');
    expect(idOf('aigov.yml', POD)).toBe('kubernetes');
    expect(idOf('apps/a.yml', `${POLICY}---\nother: true\n`)).toBeNull();
    const broken: FileContent = { kind: 'text', text: `${POLICY}apiVersion: [\n` };
    expect(claimSide({ path: 'apps/a.yml', mode: '100644', blob: 'b', content: broken }).kind).not.toBe(
      'claimed',
    );
  });
});
