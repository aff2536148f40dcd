// What Kustomizations of Flux newly fill into manifests that stand as they stood.
import { describe, expect, it } from 'vitest';
import { substitutedChanges } from '../../../src/formats/flux/substituted-changes.ts';
import type { Tree } from '../projects.ts';
import { textSide } from '../cases.ts';

const PATH = 'clusters/prod/apps.yaml';

const sideOf = (tree: Tree) => ({
  files: new Map(
    Object.entries(tree).flatMap(([path, text]) => {
      const side = textSide(path, text);
      return side === null ? [] : [[path, side] as const];
    }),
  ),
  deployed: { apps: Object.keys(tree).filter((path) => path.startsWith('apps/')) },
});

/** `Kind path: before -> after` of each, and where the values come from if that is not plain. */
function told(before: Tree, after: Tree): readonly string[] {
  return substitutedChanges({ path: PATH, before: sideOf(before), after: sideOf(after) }).flatMap(
    ({ type, attributes, given = '' }) =>
      attributes.map((one) => {
        const [, from = ''] = given.split(' substitutes');
        return `${type ?? ''} ${one.path}: ${JSON.stringify(one.before)} -> ${JSON.stringify(one.after)}${from}`;
      }),
  );
}

const flux = (postBuild: string, rest = ''): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  path: ./apps
  postBuild: ${postBuild}
${rest}`;
const binding = (role: string, more = ''): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: app${more} }
roleRef: { kind: ClusterRole, name: ${role} }
`;
const values = (role: string, kind = 'ConfigMap'): string => `apiVersion: v1
kind: ${kind}
metadata: { name: vars }
data: { role: ${role} }
`;
const tree = (value: string, text = '"${role}"', more = ''): Tree => ({
  [PATH]: flux(`{ substitute: { role: ${value} } }`),
  'apps/b.yaml': binding(text, more),
});
const ROLE = 'ClusterRoleBinding roleRef.name';

describe('an object changes where', () => {
  it('another value is written', () => {
    expect(told(tree('view'), tree('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
    expect(told(tree('view'), tree('view'))).toEqual([]);
  });

  it('a default is overridden, and where the value that did so goes', () => {
    const text = '"${role:=view}"';
    expect(told(tree('""', text), tree('admin', text))).toEqual([`${ROLE}: "view" -> "admin"`]);
    expect(told(tree('admin', text), tree('""', text))).toEqual([`${ROLE}: "admin" -> "view"`]);
  });

  it('part of a text is filled in', () => {
    expect(told(tree('view', '"cluster-${role}"'), tree('admin', '"cluster-${role}"'))).toEqual([
      `${ROLE}: "cluster-view" -> "cluster-admin"`,
    ]);
  });

  it('a ConfigMap holds another value', () => {
    const from = (role: string): Tree => ({
      [PATH]: flux('{ substituteFrom: [{ kind: ConfigMap, name: vars }] }'),
      'clusters/prod/vars.yaml': values(role),
      'apps/b.yaml': binding('"${role}"'),
    });
    expect(told(from('view'), from('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a kustomization generates another value', () => {
    const from = (role: string): Tree => ({
      [PATH]: flux('{ substituteFrom: [{ kind: ConfigMap, name: vars }] }'),
      'clusters/prod/kustomization.yaml': `configMapGenerator: [{ name: vars, literals: [role=${role}] }]\n`,
      'apps/b.yaml': binding('"${role}"'),
    });
    expect(told(from('view'), from('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a Secret holds another value, which is not told', () => {
    const from = (role: string): Tree => ({
      [PATH]: flux('{ substituteFrom: [{ kind: Secret, name: vars }] }'),
      'clusters/prod/vars.yaml': values(role, 'Secret'),
      'apps/b.yaml': binding('"${role}"'),
    });
    expect(told(from('dmlldw=='), from('YWRtaW4='))).toEqual([
      `${ROLE}: {"expression":"\${role}"} -> {"expression":"\${role} (another value than before)"}`,
    ]);
  });

  it('the manifest newly waits for a value', () => {
    expect(told(tree('admin', 'view'), tree('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a value becomes a switch, a list or a map', () => {
    const pod = (value: string): Tree => ({
      [PATH]: flux(`{ substitute: { x: '${value}' } }`),
      'apps/p.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { securityContext: "${x}" }\n',
    });
    expect(told(pod('false'), pod('{ privileged: true }'))).toEqual([
      'Pod spec.securityContext: false -> null',
      'Pod spec.securityContext.privileged: null -> true',
    ]);
  });

  it('another Kustomization patches a value into this one', () => {
    const from = (role: string): Tree => ({
      [PATH]: flux('{}'),
      'clusters/prod/all.yaml': flux(
        '{}',
        `  patches: [{ patch: "{ kind: Kustomization, spec: { postBuild: { substitute: { role: ${role} } } } }" }]\n`,
      ),
      'apps/b.yaml': binding('"${role}"'),
    });
    expect(told(from('view'), from('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });
});

describe('nothing changes where', () => {
  it('the object says that it is left alone', () => {
    const off = ', annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled }';
    expect(told(tree('view', '"${role}"', off), tree('admin', '"${role}"', off))).toEqual([]);
  });

  it('a dollar is escaped, and where there are no braces', () => {
    expect(told(tree('view', '"$${role}"'), tree('admin', '"$${role}"'))).toEqual([]);
    expect(told(tree('view', '"$role"'), tree('admin', '"$role"'))).toEqual([]);
  });

  it('only what has no variables is another one', () => {
    expect(told(tree('view', '"${role}"'), tree('view', '"${role}"', ', labels: { a: b }'))).toEqual([]);
  });

  it('a weaker source changes', () => {
    const from = (role: string): Tree => ({
      [PATH]: flux('{ substitute: { role: view }, substituteFrom: [{ kind: ConfigMap, name: vars }] }'),
      'clusters/prod/vars.yaml': values(role),
      'apps/b.yaml': binding('"${role}"'),
    });
    expect(told(from('edit'), from('admin'))).toEqual([]);
  });
});

describe('of several sources of one name', () => {
  const from = (prod: string, staging: string, decoy?: string): Tree => ({
    [PATH]: flux('{ substituteFrom: [{ kind: ConfigMap, name: vars }] }'),
    'clusters/prod/vars.yaml': values(prod),
    'clusters/staging/vars.yaml': values(staging),
    ...(decoy === undefined ? {} : { 'clusters/prod/a/vars.yaml': values(decoy) }),
    'apps/b.yaml': binding('"${role}"'),
  });

  it('the nearest counts', () => {
    expect(told(from('view', 'edit'), from('admin', 'edit'))).toEqual([
      `${ROLE}: "view" -> "admin" out of clusters/prod/vars.yaml`,
    ]);
    expect(told(from('view', 'edit'), from('view', 'admin'))).toEqual([]);
  });

  it('a new one keeps none out', () => {
    expect(told(from('view', 'edit'), from('admin', 'edit', 'view'))).toContain(
      `${ROLE}: "view" -> "admin" out of clusters/prod/vars.yaml`,
    );
  });
});

it('a value under the name of a secret is not shown', () => {
  const from = (value: string): Tree => ({
    [PATH]: flux(`{ substitute: { db_password: ${value} } }`),
    'apps/b.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { externalName: "${db_password}" }\n',
  });
  const text = told(from('hunter2'), from('hunter3')).join('\n');
  expect(text).toContain('another value than before');
  expect(text).not.toContain('hunter');
});

it('what has places for values and cannot be read fails the whole', () => {
  const broken = { ...tree('admin'), 'apps/c.yaml': 'a: [${x}\n' };
  expect(() => told(tree('view'), broken)).toThrow('apps/c.yaml cannot be read');
});
