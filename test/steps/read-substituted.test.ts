// Values that Flux fills into manifests of files that are read one by one.
import { expect, it } from 'vitest';
import type { Tree } from '../formats/projects.ts';
import { failingFor, readBetween } from './read-between.ts';

const tree = (role: string, folder = 'apps'): Tree => ({
  'clusters/prod/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec: { path: ./${folder}, postBuild: { substituteFrom: [{ kind: ConfigMap, name: vars }] } }
`,
  'clusters/prod/vars.yaml': `{ apiVersion: v1, kind: ConfigMap, metadata: { name: vars }, data: { role: ${role} } }\n`,
  'apps/b.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: app }
roleRef: { kind: ClusterRole, name: "\${role}" }
`,
});

const VARS = 'core/ConfigMap/-/vars in  ';

it('an object is another where another value is filled in', async () => {
  expect(await readBetween(tree('view'), tree('admin'))).toEqual([
    VARS,
    'rbac.authorization.k8s.io/ClusterRoleBinding/-/app in clusters/prod/apps.yaml what clusters/prod/apps.yaml substitutes',
  ]);
});

it('nothing more is told where another folder is deployed', async () => {
  const both = (role: string): Tree => ({ ...tree(role, 'other'), 'other/a.yaml': 'a: b\n' });
  expect(await readBetween(both('view'), both('admin'))).toEqual([VARS]);
});

it('values for manifests that are not in this repository are anything', async () => {
  expect(await readBetween(tree('view', 'other'), tree('admin', 'other'))).toEqual([`${VARS} opaque`]);
});

it('what gives values is anything where its effect cannot be read', async () => {
  const broken = failingFor(({ substitutes }) => substitutes !== undefined);
  expect(await readBetween(tree('view'), tree('admin'), broken)).toEqual([`${VARS} opaque`]);
});

it('other values for manifests that are not at hand are anything', async () => {
  const away = (role: string, folder: string): Tree => ({
    ...tree('view'),
    'clusters/prod/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec: { path: ./${folder}, postBuild: { substitute: { role: ${role} } } }
`,
  });
  const FLUX = 'kustomize.toolkit.fluxcd.io/Kustomization/-/apps in  ';
  expect(await readBetween(away('view', 'remote'), away('admin', 'remote'))).toEqual([`${FLUX} opaque`]);
  expect(await readBetween(away('view', 'apps'), away('admin', 'apps'))).toEqual([
    FLUX,
    'rbac.authorization.k8s.io/ClusterRoleBinding/-/app in clusters/prod/apps.yaml what clusters/prod/apps.yaml substitutes',
  ]);
});
