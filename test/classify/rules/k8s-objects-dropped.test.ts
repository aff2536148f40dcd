// k8s-objects-dropped: an entry that a kustomization loses, against what shows itself.
import { expect, test } from 'vitest';
import { findingsBetween } from '../judge-trees.ts';

const kustomization = (...resources: readonly string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map((one) => `  - ${one}\n`).join('')}`;
const claim = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: b }\n';

async function dropped(
  before: Record<string, string>,
  after: Record<string, string>,
): Promise<readonly string[]> {
  const found = await findingsBetween(before, after);
  return found.filter((line) => line.includes('k8s-objects-dropped'));
}

test('an entry whose file still stands', async () => {
  const before = { 'k/kustomization.yaml': kustomization('web.yaml', 'rest.yaml'), 'k/web.yaml': claim };
  const after = { ...before, 'k/kustomization.yaml': kustomization('rest.yaml') };
  expect(await dropped(before, after)).toEqual([
    'k/kustomization.yaml:1 k8s-objects-dropped medium: k/kustomization.yaml no longer deploys web.yaml: where Argo CD or Flux prunes, its objects are deleted.',
  ]);
});

test('an entry that holds data by its name is grave', async () => {
  const before = { 'k/kustomization.yaml': kustomization('db/', 'rest.yaml') };
  const [first] = await dropped(before, { 'k/kustomization.yaml': kustomization('rest.yaml') });
  expect(first).toContain('k8s-objects-dropped high: ');
});

test('a file that goes too shows its objects itself', async () => {
  const before = { 'k/kustomization.yaml': kustomization('web.yaml', 'rest.yaml'), 'k/web.yaml': claim };
  expect(await dropped(before, { 'k/kustomization.yaml': kustomization('rest.yaml') })).toEqual([]);
});

test('an entry more drops nothing', async () => {
  const before = { 'k/kustomization.yaml': kustomization('rest.yaml') };
  expect(await dropped(before, { 'k/kustomization.yaml': kustomization('web.yaml', 'rest.yaml') })).toEqual(
    [],
  );
});

test('another revision of the same place drops nothing, another place does', async () => {
  const of = (entry: string): Record<string, string> => ({ 'k/kustomization.yaml': kustomization(entry) });
  const base = 'https://github.com/acme/base//k8s?ref=';
  expect(await dropped(of(`${base}v1`), of(`${base}v2`))).toEqual([]);
  expect(await dropped(of(`${base}v1`), of('https://github.com/acme/other//k8s?ref=v1'))).toHaveLength(1);
});

test('a release’s file in the next release drops nothing, another file of it does', async () => {
  const of = (tag: string, file: string): Record<string, string> => ({
    'k/kustomization.yaml': kustomization(`https://github.com/acme/crds/releases/download/${tag}/${file}`),
  });
  expect(await dropped(of('v1.9.0', 'crds.yaml'), of('v1.9.1', 'crds.yaml'))).toEqual([]);
  expect(await dropped(of('v1.9.0', 'all-1.9.0.yaml'), of('v1.9.1', 'all-1.9.1.yaml'))).toEqual([]);
  expect(await dropped(of('v1.9.0', 'crds.yaml'), of('v1.9.1', 'rest.yaml'))).toHaveLength(1);
});

const deployer = (apiVersion: string, kind: string, more: string): Record<string, string> => ({
  'apps/x.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\n${more}\n`,
  'apps/y.yaml': claim,
});
const FINALIZER = 'finalizers: [resources-finalizer.argocd.argoproj.io]';

test.each<[string, Record<string, string>, number]>([
  [
    'an Application with its finalizer',
    deployer('argoproj.io/v1alpha1', 'Application', `metadata: { name: x, ${FINALIZER} }`),
    1,
  ],
  [
    'an Application that leaves all behind',
    deployer('argoproj.io/v1alpha1', 'Application', 'metadata: { name: x }'),
    0,
  ],
  [
    'a Kustomization that prunes',
    deployer(
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      'metadata: { name: x }\nspec: { prune: true }',
    ),
    1,
  ],
  [
    'a Kustomization that does not',
    deployer(
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      'metadata: { name: x }\nspec: { prune: false }',
    ),
    0,
  ],
  ['a HelmRelease', deployer('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'metadata: { name: x }'), 1],
])('what goes and takes with it what it deployed: %s', async (_name, before, count) => {
  expect(await dropped(before, { 'apps/y.yaml': claim })).toHaveLength(count);
});
