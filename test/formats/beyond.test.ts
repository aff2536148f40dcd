// Which further files the contents of what was read name.
import { expect, it } from 'vitest';
import { wantedBeyond } from '../../src/formats/beyond.ts';
import { changesBetween } from './projects.ts';
import type { Tree } from './projects.ts';

const application = (path: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
spec: { source: { repoURL: https://example.com/acme/infra, path: ${path} } }
`;

function wanted(before: Tree, after: Tree, paths: readonly string[]): readonly string[] | null {
  const { changes, around } = changesBetween(before, after);
  const test = wantedBeyond({ files: changes, around });
  return test === null ? null : paths.filter(test);
}

it('the folder that an object of Argo CD newly names, with what a chart is made of', () => {
  const paths = ['x/pod.yaml', 'x/templates/_helpers.tpl', 'x/readme.md', 'y/pod.yaml'];
  expect(wanted({ 'a.yaml': application('y') }, { 'a.yaml': application('./x') }, paths)).toEqual([
    'x/pod.yaml',
    'x/templates/_helpers.tpl',
  ]);
});

it('nothing where it names the folder that it named', () => {
  const touched = `${application('x')}# touched\n`;
  expect(wanted({ 'a.yaml': application('x') }, { 'a.yaml': touched }, ['x/pod.yaml'])).toBeNull();
});

it('nothing for a path that no deploying object names', () => {
  expect(wanted({}, { 'a.yaml': 'path: x\n' }, ['x/pod.yaml'])).toBeNull();
});

it('what the kustomization of that folder builds from', () => {
  const around = {
    'x/kustomization.yaml': 'resources:\n- ../base\n',
    'base/kustomization.yaml': 'resources: [role.yaml]\n',
  };
  const after = { ...around, 'a.yaml': application('x') };
  expect(wanted(around, after, ['base/role.yaml', 'base/unused.yaml'])).toEqual(['base/role.yaml']);
});

const overlay = (copies: string): Tree => ({
  'base/kustomization.yaml': 'resources: [role.yaml]\n',
  'o/kustomization.yaml': `resources: ["../base"]\nconfigMapGenerator: [{ name: c, envs: [c.env] }]\n${copies}`,
});

it('all that a kustomization is built from which copies values out of a changed file', () => {
  const tree = overlay('replacements: [{ path: r.yaml }]\n');
  const paths = ['base/role.yaml', 'o/r.yaml', 'o/other.yaml'];
  expect(wanted({ ...tree, 'o/c.env': 'a=1\n' }, { ...tree, 'o/c.env': 'a=2\n' }, paths)).toEqual([
    'base/role.yaml',
    'o/r.yaml',
  ]);
});

it('nothing of one that copies nothing', () => {
  const tree = overlay('namePrefix: x-\n');
  const [before, after] = [
    { ...tree, 'o/c.env': 'a=1\n' },
    { ...tree, 'o/c.env': 'a=2\n' },
  ];
  expect(wanted(before, after, ['base/role.yaml'])).toBeNull();
});

it('all behind a kustomization whose component copies', () => {
  const around = {
    ...overlay('components: [../c]\n'),
    'c/kustomization.yaml': 'kind: Component\nreplacements: []\n',
  };
  const [before, after] = [
    { ...around, 'o/c.env': 'a=1\n' },
    { ...around, 'o/c.env': 'a=2\n' },
  ];
  expect(wanted(before, after, ['base/role.yaml', 'o/x.yaml'])).toEqual(['base/role.yaml']);
});

const flux = (more: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
spec: { path: ./apps, postBuild: { ${more} } }
`;
const VALUES = '{ kind: ConfigMap, metadata: { name: vars }, data: { a: "1" } }\n';

it('Kustomizations of Flux and what they deploy, where a value for them changes', () => {
  const paths = ['clusters/prod/apps.yaml', 'deploy/ks.yaml', 'apps/pod.yaml', 'other/pod.yaml'];
  const [before, after] = [{ 'v.yaml': VALUES }, { 'v.yaml': VALUES.replace('1', '2') }];
  expect(wanted(before, after, paths)).toEqual(['clusters/prod/apps.yaml', 'deploy/ks.yaml']);
  const around = { 'x/apps.yaml': flux('substituteFrom: [{ kind: ConfigMap, name: vars }]') };
  expect(wanted({ ...before, ...around }, { ...after, ...around }, paths)).toContain('apps/pod.yaml');
  const other = { 'x/apps.yaml': flux('substituteFrom: [{ kind: ConfigMap, name: other }]') };
  expect(wanted({ ...before, ...other }, { ...after, ...other }, paths)).not.toContain('apps/pod.yaml');
});

it('the folder that Flux deploys as before with other values', () => {
  const paths = ['apps/pod.yaml', 'other/pod.yaml'];
  const written = (value: string): Tree => ({ 'x.yaml': flux(`substitute: { a: ${value} }`) });
  expect(wanted(written('x'), written('y'), paths)).toEqual(['apps/pod.yaml']);
});

it('Kustomizations of Flux where a manifest waits for a value', () => {
  const pod = (name: string): Tree => ({ 'apps/pod.yaml': `{ kind: Pod, metadata: { name: ${name} } }\n` });
  expect(wanted(pod('a'), pod('"${b}"'), ['clusters/prod/apps.yaml'])).toEqual(['clusters/prod/apps.yaml']);
  expect(wanted(pod('a'), pod('b'), ['clusters/prod/apps.yaml'])).toBeNull();
});
