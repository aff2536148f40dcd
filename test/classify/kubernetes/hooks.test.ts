// Programs that manifests, charts and kustomizations bring along: part of exec-on-apply.
import { expect, test } from 'vitest';
import { execOnApply as rule } from '../../../src/classify/rules/exec-on-apply.ts';
import { hitsOf } from './manifests.ts';

test('K8S-12: hooks of Helm and Argo CD', () => {
  const job = (annotation: string): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata: { name: j, annotations: { ${annotation} } }\n`;
  expect(hitsOf(rule, job('a: b'), job('helm.sh/hook: "pre-install,pre-upgrade"'))).toEqual([
    '3 medium Helm runs this object at pre-install,pre-upgrade of a release.',
  ]);
  expect(hitsOf(rule, job('a: b'), job('argocd.argoproj.io/hook: PreSync'))).toEqual([
    '3 medium Argo CD runs this object at PreSync of a sync.',
  ]);
  expect(hitsOf(rule, job('a: b'), job('argocd.argoproj.io/hook: Skip'))).toEqual([]);
  expect(hitsOf(rule, job('helm.sh/hook: test'), job('helm.sh/hook: test'))).toEqual([]);
});

test('K8S-12: commands beside the program of a container', () => {
  const pod = (hook: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: app, lifecycle: { ${hook} } }] }\n`;
  expect(
    hitsOf(
      rule,
      pod('preStop: { sleep: { seconds: 5 } }'),
      pod('postStart: { exec: { command: [sh, -c, x] } }'),
    ),
  ).toEqual(['4 low A command runs in container app when it starts.']);
  expect(hitsOf(rule, null, pod('preStop: { exec: { command: [a] } }'))).toEqual([
    '4 low A command runs in container app when it stops.',
  ]);
  const same = pod('preStop: { exec: { command: [a] } }');
  expect(hitsOf(rule, same, `# again\n${same}`)).toEqual([]);
});

test('YML-10: plugins and functions of Kustomize', () => {
  const path = 'o/kustomization.yaml';
  expect(
    hitsOf(rule, 'resources: [a.yaml]\n', 'resources: [a.yaml]\ngenerators: [make.yaml]\n', path),
  ).toEqual(['2 medium Kustomize runs the plugin that make.yaml asks for (generators).']);
  expect(hitsOf(rule, 'generators: [make.yaml]\n', 'generators: [make.yaml]\nnamespace: x\n', path)).toEqual(
    [],
  );
  const plugin = (what: string): string =>
    `apiVersion: example.com/v1\nkind: Maker\nmetadata:\n  name: m\n  annotations:\n    config.kubernetes.io/function: |\n      ${what}\n`;
  expect(hitsOf(rule, null, plugin('exec: { path: ./make.sh }'))).toEqual([
    '6 high Kustomize runs a program where it builds (function).',
  ]);
  expect(hitsOf(rule, null, plugin('container: { image: maker:1 }'))).toEqual([
    '6 high Kustomize runs a container where it builds (function).',
  ]);
});

test('a value that is called like a block of Terraform runs nothing', () => {
  const release =
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\nspec: { values: { provisioner: { image: { tag: "1" } } } }\n';
  expect(hitsOf(rule, null, release)).toEqual([]);
});
