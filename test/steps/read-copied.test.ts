// Values that kustomizations copy between objects of files that are read one by one.
import { expect, it } from 'vitest';
import { readProject, referencesOf } from '../../src/formats/index.ts';
import type { FileReading, Project } from '../../src/formats/index.ts';
import type { FileSide } from '../../src/model/files.ts';
import { readDiff } from '../../src/steps/read-diff.ts';
import { changesBetween } from '../formats/projects.ts';
import type { Tree } from '../formats/projects.ts';

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

type Read = (project: Project) => readonly FileReading[];

async function read(before: Tree, after: Tree, readFiles: Read = readProject): Promise<readonly string[]> {
  const { changes, around } = changesBetween(before, after);
  const diff = await readDiff({
    files: changes,
    around: { files: around, gap: null },
    readers: {
      read: (project) => Promise.resolve(readFiles(project)),
      references: (side: FileSide) => Promise.resolve(referencesOf(side)),
    },
  });
  return diff.changes.map(
    ({ address, usedIn, given = '', opaque }) =>
      `${address} in ${usedIn.join(', ')} ${given}${opaque ? ' opaque' : ''}`,
  );
}

const SETTINGS = 'core/ConfigMap/-/settings in o/kustomization.yaml, prod/kustomization.yaml ';

it('an object is another where another value is copied into it', async () => {
  expect(await read(tree('view'), tree('admin'))).toEqual([
    SETTINGS,
    'rbac.authorization.k8s.io/ClusterRoleBinding/-/app in o/kustomization.yaml, prod/kustomization.yaml the values that o/kustomization.yaml copies',
  ]);
});

it('nothing more is told of a kustomization that copies nothing', async () => {
  expect(await read(tree('view', false), tree('admin', false))).toEqual([SETTINGS]);
});

it('what is copied out of a file is anything where it cannot be read', async () => {
  const broken: Read = (project) =>
    project.copies === undefined
      ? readProject(project)
      : project.changes.map(() => ({
          kind: 'unreadable',
          format: 'unrecognised',
          problem: { file: '', line: null, why: 'timeout', message: '' },
          marks: [],
        }));
  expect(await read(tree('view'), tree('admin'), broken)).toEqual([`${SETTINGS} opaque`]);
});
