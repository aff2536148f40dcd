// Objects that stand as they stood and come or go with a kustomization.
import { expect, it } from 'vitest';
import { readProject, referencesOf } from '../../src/formats/index.ts';
import type { Project } from '../../src/formats/index.ts';
import type { FileSide } from '../../src/model/files.ts';
import { readDiff } from '../../src/steps/read-diff.ts';
import { changesBetween } from '../formats/projects.ts';
import type { Tree } from '../formats/projects.ts';

const readers = {
  read: (project: Project) => Promise.resolve(readProject(project)),
  references: (side: FileSide) => Promise.resolve(referencesOf(side)),
};
const kustomization = (...entries: readonly string[]): string => `resources: [${entries.join(', ')}]\n`;
const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: admin }
roleRef: { kind: ClusterRole, name: cluster-admin, apiGroup: rbac.authorization.k8s.io }
subjects: [{ kind: ServiceAccount, name: default, namespace: prod }]
`;
const tree = (...entries: readonly string[]): Tree => ({
  'admin/kustomization.yaml': kustomization('binding.yaml'),
  'admin/binding.yaml': BINDING,
  'prod/kustomization.yaml': kustomization(...entries),
});

async function read(before: Tree, after: Tree): Promise<readonly string[]> {
  const { changes, around } = changesBetween(before, after);
  const diff = await readDiff({ files: changes, around: { files: around, gap: null }, readers });
  return diff.changes.map(
    ({ action, address, usedIn, given = '', opaque }) =>
      `${action} ${address} in ${usedIn.join(', ')} ${given}${opaque ? ' opaque' : ''}`,
  );
}

it('an object is new where it is newly taken in, and gone where it is left out', async () => {
  const object = 'rbac.authorization.k8s.io/ClusterRoleBinding/-/admin in prod/kustomization.yaml';
  expect(await read(tree('x.yaml'), tree('x.yaml', '../admin'))).toEqual([
    'update prod/kustomization.yaml in  ',
    `create ${object} what prod/kustomization.yaml takes in`,
  ]);
  expect(await read(tree('x.yaml', '../admin'), tree('x.yaml'))).toEqual([
    'update prod/kustomization.yaml in  ',
    `delete ${object} what prod/kustomization.yaml leaves out`,
  ]);
});

it('an object that changes too is new there all the same', async () => {
  const touched = { ...tree('x.yaml', '../admin'), 'admin/binding.yaml': `${BINDING}# touched\n` };
  expect(await read(tree('x.yaml'), touched)).toContain(
    'create rbac.authorization.k8s.io/ClusterRoleBinding/-/admin in prod/kustomization.yaml what prod/kustomization.yaml takes in',
  );
});

it('what cannot be seen may be anything', async () => {
  expect(await read(tree('x.yaml'), tree('x.yaml', '../far'))).toEqual([
    'update prod/kustomization.yaml in   opaque',
  ]);
  const broken = (...entries: readonly string[]): Tree => ({
    ...tree(...entries),
    'admin/binding.yaml': `${BINDING}x: [\n`,
  });
  expect(await read(broken('x.yaml'), broken('x.yaml', '../admin'))).toEqual([
    'update prod/kustomization.yaml in   opaque',
  ]);
});

const application = (path: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: x }
spec: { source: { repoURL: https://example.com/acme/infra, path: ${path} } }
`;

it('a file of no known form is anything where it is newly taken in', async () => {
  const values = (...entries: readonly string[]): Tree => ({
    ...tree(...entries),
    'prod/notes.yaml': 'a: b\n',
  });
  expect(await read(values('x.yaml'), values('x.yaml', 'notes.yaml'))).toEqual([
    'update prod/kustomization.yaml in  ',
    'create prod/notes.yaml in prod/kustomization.yaml what prod/kustomization.yaml takes in opaque',
  ]);
  expect(await read(values('x.yaml', 'notes.yaml'), values('x.yaml'))).toEqual([
    'update prod/kustomization.yaml in  ',
  ]);
});

it('K8S-07: an object is new where Argo CD is newly told to deploy its folder', async () => {
  const others = { 'attic/binding.yaml': BINDING, 'attic/readme.md': 'x', 'other/pod.yaml': 'x: 1\n' };
  const deployed = (path: string): Tree => ({ ...others, 'apps/x.yaml': application(path) });
  const created =
    'create rbac.authorization.k8s.io/ClusterRoleBinding/-/admin in apps/x.yaml what apps/x.yaml newly deploys';
  expect(await read(deployed('other'), deployed('attic'))).toContain(created);
  expect(await read(others, deployed('attic'))).toContain(created);
  expect(await read(deployed('attic'), deployed('other'))).not.toContain(created);
});

it('what is new itself is told once', async () => {
  const after = { 'attic/binding.yaml': BINDING, 'apps/x.yaml': application('attic') };
  expect(await read({}, after)).toEqual([
    'create argoproj.io/Application/-/x in  ',
    'create rbac.authorization.k8s.io/ClusterRoleBinding/-/admin in apps/x.yaml ',
  ]);
});
