// Which environments a change is judged in: each key on its own, several at once, and none.
import { expect, test } from 'vitest';
import { compileLandscape } from '../../src/classify/compiled-landscape.ts';
import { environmentsOf } from '../../src/classify/environments.ts';
import type { LandscapeEnvironment, ParsedChange } from '../../src/model/change.ts';
import { changeOf, environmentOf, landscapeOf, resource, stateOf } from './example-change.ts';

const NOTHING: LandscapeEnvironment['match'] = { paths: [], namespaces: [], workspaces: [], accounts: [] };
const PROD = environmentOf({
  name: 'prod',
  match: {
    paths: ['envs/prod/**'],
    namespaces: ['prod-*'],
    workspaces: ['prod'],
    accounts: ['111122223333', '012345678901'],
  },
});
const STAGING = environmentOf({ name: 'staging', match: { ...NOTHING, paths: ['envs/staging/**'] } });
const LANDSCAPE = compileLandscape(landscapeOf({ environments: [PROD, STAGING] }));

test.each<[string, ParsedChange, readonly (string | null)[]]>([
  ['path', changeOf({ file: 'envs/prod/a.tf' }), ['prod']],
  ['path in another case', changeOf({ file: 'ENVS/Prod/a.tf' }), ['prod']],
  ['old name', changeOf({ file: 'old/a.tf', previousFile: 'envs/prod/a.tf' }), ['prod']],
  [
    'old and new name',
    changeOf({ file: 'envs/staging/a.tf', previousFile: 'envs/prod/a.tf' }),
    ['prod', 'staging'],
  ],
  ['no key', changeOf({ file: 'modules/a.tf' }), [null]],
  ['account in an ARN', resource('aws_iam_role', { arn: 'arn:aws:iam::111122223333:role/x' }), ['prod']],
  [
    'account in the base',
    resource('aws_iam_role', { arn: 'x' }, { arn: 'arn:aws:iam::111122223333:role/x' }),
    ['prod'],
  ],
  ['account of a provider', resource('provider', { allowed_account_ids: ['111122223333'] }), ['prod']],
  [
    'account as a number without its zero',
    resource('provider', { allowed_account_ids: [12345678901] }),
    ['prod'],
  ],
  [
    'account in an expression',
    resource('provider', {
      'assume_role[0].role_arn': { expression: '"arn:aws:iam::111122223333:role/${var.r}"' },
    }),
    ['prod'],
  ],
  [
    'account of the root module, which did not change',
    changeOf({ places: { accounts: ['arn:aws:iam::111122223333:role/x'], workspaces: [] } }),
    ['prod'],
  ],
  [
    'workspace of the root module, which did not change',
    changeOf({ places: { accounts: [], workspaces: ['prod'] } }),
    ['prod'],
  ],
  [
    'another workspace of the root module',
    changeOf({ places: { accounts: ['prod'], workspaces: ['dev'] } }),
    [null],
  ],
  ['part of a longer number', resource('aws_iam_role', { arn: '9111122223333' }), [null]],
  [
    'account and another path',
    { ...resource('x', { a: '111122223333' }), file: 'envs/staging/a.tf' },
    ['prod', 'staging'],
  ],
  [
    'namespace of a Kubernetes resource',
    resource('kubernetes_secret', { 'metadata[0].namespace': 'prod-web' }),
    ['prod'],
  ],
  ['namespace of a release', resource('helm_release', { namespace: 'PROD-web' }), ['prod']],
  [
    'namespace that is one of CloudWatch',
    resource('aws_cloudwatch_metric_alarm', { namespace: 'prod-web' }),
    [null],
  ],
  [
    'namespace that is one of CloudWatch, in a plan',
    {
      ...resource('aws_cloudwatch_metric_alarm', { namespace: { expression: '(known after apply)' } }),
      format: 'terraform-plan',
    },
    [null],
  ],
  ['a namespace itself', resource('kubernetes_namespace_v1', { 'metadata[0].name': 'prod-web' }), ['prod']],
  ['computed namespace', resource('helm_release', { namespace: { expression: 'var.ns' } }), ['prod']],
  [
    'computed namespace in a known path',
    { ...resource('helm_release', { namespace: { expression: 'var.ns' } }), file: 'envs/staging/a.tf' },
    ['prod', 'staging'],
  ],
  [
    'known namespace in a known path',
    { ...resource('helm_release', { namespace: 'web' }), file: 'envs/staging/a.tf' },
    ['staging'],
  ],
  [
    'Kubernetes object',
    changeOf({ format: 'kubernetes', type: 'Pod', address: 'core/Pod/prod-a/x' }),
    ['prod'],
  ],
  [
    'Namespace object',
    changeOf({ format: 'kubernetes', type: 'Namespace', address: 'core/Namespace/-/prod-a' }),
    ['prod'],
  ],
  [
    'object elsewhere',
    changeOf({ format: 'kubernetes', type: 'Pod', address: 'core/Pod/dev/prod-a' }),
    [null],
  ],
  [
    'object whose namespace is filled in later',
    changeOf({ format: 'kubernetes', type: 'Pod', address: 'core/Pod/${ns}/x' }),
    ['prod'],
  ],
  [
    'object that deploys into a namespace',
    {
      ...resource('Application', { 'spec.destination.namespace': 'prod-a' }),
      format: 'kubernetes',
      address: 'argoproj.io/Application/argocd/web',
    },
    ['prod'],
  ],
  [
    'release into a computed namespace',
    {
      ...resource('HelmRelease', { 'spec.targetNamespace': { expression: '(sensitive)' } }),
      format: 'kubernetes',
      address: 'helm.toolkit.fluxcd.io/HelmRelease/flux/web',
    },
    ['prod'],
  ],
  [
    'namespace of an overlay',
    {
      ...resource('Kustomization', { namespace: 'prod-a' }),
      format: 'kustomize',
      address: 'a/kustomization.yaml',
    },
    ['prod'],
  ],
  ['workspace of a cloud block', resource('terraform', { 'cloud[0].workspaces[0].name': 'prod' }), ['prod']],
  ['workspaces by tags', resource('terraform', { 'cloud[0].workspaces[0].tags': ['network'] }), ['prod']],
  [
    'workspaces behind a prefix',
    resource('terraform', { 'backend[0].workspaces[0].prefix': 'network-' }),
    ['prod'],
  ],
  [
    'any workspace of the root module',
    { ...resource('aws_instance', {}), places: { accounts: [], workspaces: ['*'] } },
    ['prod'],
  ],
  [
    'one workspace of the root module',
    { ...resource('aws_instance', {}), places: { accounts: [], workspaces: ['dev'] } },
    [null],
  ],
  ['other workspace', resource('terraform', { 'cloud[0].workspaces[0].name': 'dev' }), [null]],
  [
    'comparison with the workspace',
    resource('aws_instance', { count: { expression: 'terraform.workspace == "prod" ? 1 : 0' } }),
    ['prod'],
  ],
  [
    'word that is no workspace',
    resource('aws_instance', { count: { expression: 'var.x == "prod" ? 1 : 0' } }),
    [null],
  ],
  [
    'masked value',
    changeOf({ after: { token: { value: '(sensitive)', line: 2, sensitive: true } }, before: stateOf({}) }),
    [null],
  ],
])('%s', (_name, change, expected) => {
  expect(environmentsOf(change, LANDSCAPE)).toEqual(expected);
});
