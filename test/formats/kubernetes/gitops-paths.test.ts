// Folders that Argo CD and Flux objects deploy from, and through which a change there takes effect.
import { expect, it } from 'vitest';
import { referencesOf } from '../../../src/formats/index.ts';
import { textSide } from '../cases.ts';

it.each<[string, string, readonly string[]]>([
  [
    'an Application',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { source: { path: ./apps/web } }\n',
    ['apps/web/'],
  ],
  [
    'several sources',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { sources: [{ path: a }, { chart: b }, { path: c/ }] }\n',
    ['a/', 'c/'],
  ],
  [
    'an ApplicationSet',
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: { template: { spec: { source: { path: a } } } }\n',
    ['a/'],
  ],
  [
    'a computed path',
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: { template: { spec: { source: { path: "{{path}}" } } } }\n',
    [],
  ],
  [
    'Flux',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: { path: ./clusters/prod }\n',
    ['clusters/prod/'],
  ],
  [
    'the whole repository',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: { path: ./ }\n',
    [],
  ],
  [
    'a path that leaves the repository',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { source: { path: ../a } }\n',
    [],
  ],
  [
    'files of values',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { sources: [{ path: charts/web, helm: { valueFiles: [prod.yaml, ../../env/live.yaml, /a.yaml, $values/b.yaml] } }] }\n',
    ['charts/web/', 'charts/web/prod.yaml', 'env/live.yaml', 'a.yaml', 'b.yaml'],
  ],
  [
    'files of values of Flux',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: { chart: { spec: { chart: ./charts/web, valuesFiles: [./charts/web/prod.yaml] } } }\n',
    ['charts/web/prod.yaml'],
  ],
  ['another object with a path', 'apiVersion: v1\nkind: ConfigMap\nspec: { path: a }\n', []],
])('%s', (_name, text, expected) => {
  const side = textSide('clusters/a.yaml', text);
  expect(side && referencesOf(side)).toEqual(expected);
});
