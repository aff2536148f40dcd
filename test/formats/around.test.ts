// Which changes call for the configuration around them.
import { expect, it } from 'vitest';
import { wantedAround } from '../../src/formats/index.ts';

it.each<[string, boolean]>([
  ['infra/rules.json', true],
  ['infra/any.data', true],
  ['infra/prod.md', true],
  ['README.md', false],
  ['infra/README.md', false],
  ['docs/guide.md', false],
  ['logo.svg', false],
])('%s: %s', (path, expected) => {
  expect(wantedAround([path])?.('infra/main.tf') ?? false).toBe(expected);
});

it.each<[string, string, boolean]>([
  ['deploy/prod.yaml', '.github/workflows/deploy.yml', true],
  ['deploy/prod.yaml', 'deploy/helmfile.yaml', true],
  ['deploy/prod.yaml', 'argocd/web.yaml', true],
  ['deploy/prod.yaml', 'web/application.yaml', true],
  ['apps/web/deploy.yaml', 'clusters/prod/apps.yaml', true],
  ['apps/web/deploy.yaml', 'clusters/prod/flux-system/sync.yaml', true],
  ['deploy/prod.yaml', 'web/service.yaml', false],
  ['deploy/prod.sh', 'deploy/helmfile.yaml', false],
])('who runs Helm with %s: %s', (changed, path, expected) => {
  expect(wantedAround([changed])?.(path) ?? false).toBe(expected);
});

it.each<[string, string, boolean]>([
  ['params/prod.json', 'web.yaml', true],
  ['web.yaml', 'web-prod.json', true],
  ['web.yaml', 'envs/prod/parameters.json', true],
  ['web.yaml', 'samconfig.toml', true],
  ['nested/vpc.yaml', 'root.yaml', true],
  ['nested/vpc.yaml', 'other/root.yaml', false],
  ['deploy/prod.sh', 'web.yaml', false],
  ['web.yaml', '.github/workflows/parameters.md', false],
])('what gives a template its values, with %s: %s', (changed, path, expected) => {
  expect(wantedAround([changed])?.(path) ?? false).toBe(expected);
});

it.each<[string, string, boolean]>([
  ['envs/prod/main.tf', 'envs/prod/data/any.json', true],
  ['envs/prod/main.tf', 'policies/admin.json', true],
  ['envs/prod/main.tf', 'other/any.json', false],
  ['main.tf', 'any.json', true],
  ['main.tf', 'other/any.json', false],
  ['main.go', 'policies/admin.json', false],
])('documents that a configuration may read, with %s: %s', (changed, path, expected) => {
  expect(wantedAround([changed])?.(path) ?? false).toBe(expected);
});

it.each<[string, string, boolean]>([
  ['apps/web/overlays/prod/kustomization.yaml', 'apps/web/any/role.yaml', true],
  ['apps/web/overlays/prod/kustomization.yaml', 'components/admin/role.yaml', true],
  ['apps/web/overlays/prod/kustomization.yaml', 'apps/api/role.yaml', false],
  ['apps/web/overlays/prod/role.yaml', 'apps/web/any/role.yaml', false],
])('what a kustomization may take in, with %s: %s', (changed, path, expected) => {
  expect(wantedAround([changed])?.(path) ?? false).toBe(expected);
});
