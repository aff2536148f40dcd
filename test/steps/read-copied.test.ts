// Values that kustomizations copy between objects of files that are read one by one.
import { expect, it } from 'vitest';
import type { Tree } from '../formats/projects.ts';
import { failingFor, readBetween } from './read-between.ts';

const tree = (role: string, copies = true): Tree => ({
  'prod/kustomization.yaml': 'resources: [../o]\n',
  'o/kustomization.yaml': `resources: [b.yaml, c.yaml]
${copies ? 'replacements' : 'commonLabels'}:
- source: { kind: ConfigMap, name: settings, fieldPath: data.role }
  targets: [{ select: { kind: ClusterRoleBinding }, fieldPaths: [roleRef.name] }]
`,
  'o/b.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: app }
roleRef: { kind: ClusterRole, name: view }
`,
  'o/c.yaml': `{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings }, data: { role: ${role} } }\n`,
});

const SETTINGS = 'core/ConfigMap/-/settings in o/kustomization.yaml, prod/kustomization.yaml ';

it('an object is another where another value is copied into it', async () => {
  expect(await readBetween(tree('view'), tree('admin'))).toEqual([
    SETTINGS,
    'rbac.authorization.k8s.io/ClusterRoleBinding/-/app in o/kustomization.yaml, prod/kustomization.yaml the values that o/kustomization.yaml copies',
  ]);
});

it('nothing more is told of a kustomization that copies nothing', async () => {
  expect(await readBetween(tree('view', false), tree('admin', false))).toEqual([SETTINGS]);
});

it('what is copied out of a file is anything where it cannot be read', async () => {
  const broken = failingFor(({ copies }) => copies !== undefined);
  expect(await readBetween(tree('view'), tree('admin'), broken)).toEqual([`${SETTINGS} opaque`]);
});
