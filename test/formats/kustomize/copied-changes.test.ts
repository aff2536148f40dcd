// What replacements and vars newly make of objects that stand as they stood.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { copiedChanges } from '../../../src/formats/kustomize/copied-changes.ts';
import type { Tree } from '../projects.ts';
import { textSide } from '../cases.ts';

const sidesOf = (tree: Tree) =>
  new Map(
    Object.entries(tree).flatMap(([path, text]) => {
      const side = textSide(path, text);
      return side === null ? [] : [[path, side] as const];
    }),
  );

/** `Kind/name path: before -> after` of each. */
function told(before: Tree, after: Tree, path = 'o/kustomization.yaml'): readonly string[] {
  return copiedChanges({ path, before: sidesOf(before), after: sidesOf(after) }).flatMap(
    ({ address, attributes }) =>
      attributes.map(
        (one) =>
          `${address
            .split('/')
            .filter((_part, index) => index % 2 === 1)
            .join('/')} ${one.path}: ${JSON.stringify(one.before)} -> ${JSON.stringify(one.after)}`,
      ),
  );
}

const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: app }
roleRef: { kind: ClusterRole, name: view }
`;
const settings = (role: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { role: ${role} }
`;
const COPY = `replacements:
- source: { kind: ConfigMap, name: settings, fieldPath: data.role }
  targets: [{ select: { kind: ClusterRoleBinding }, fieldPaths: [roleRef.name] }]
`;
const overlay = (role: string, rest = COPY): Tree => ({
  'o/kustomization.yaml': `resources: [b.yaml, c.yaml]\n${rest}`,
  'o/b.yaml': BINDING,
  'o/c.yaml': settings(role),
});
const ROLE = 'ClusterRoleBinding/app roleRef.name';

describe('an object changes where', () => {
  it('a replacement is new', () => {
    expect(told(overlay('admin', ''), overlay('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a replacement goes', () => {
    expect(told(overlay('admin'), overlay('admin', ''))).toEqual([`${ROLE}: "admin" -> "view"`]);
  });

  it('the value that is copied changes', () => {
    expect(told(overlay('view'), overlay('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a generated value changes, one of a file of assignments too', () => {
    const tree = (env: string, literal: string): Tree => ({
      'o/kustomization.yaml': `resources: [b.yaml]
configMapGenerator: [{ name: settings, envs: [s.env], literals: ["other=${literal}"] }]
${COPY}`,
      'o/b.yaml': BINDING,
      'o/s.env': env,
    });
    expect(told(tree('role=view\n', 'x'), tree('# x\nrole=admin\n', 'x'))).toEqual([
      `${ROLE}: "view" -> "admin"`,
    ]);
    expect(told(tree('role=view\n', 'x'), tree('role=view\n', 'y'))).toEqual([]);
  });

  it('an overlay merges another value into what its base makes', () => {
    const tree = (role: string): Tree => ({
      'o/kustomization.yaml': `resources: [../base]
configMapGenerator: [{ name: settings, behavior: merge, literals: [role=${role}] }]
${COPY}`,
      'base/kustomization.yaml': `resources: [b.yaml]\nconfigMapGenerator: [{ name: settings, literals: [role=view] }]\n`,
      'base/b.yaml': BINDING,
    });
    expect(told(tree('view'), tree('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a patch changes what is copied', () => {
    const patched = (role: string): Tree =>
      overlay(
        'view',
        `patches: [{ patch: "{kind: ConfigMap, metadata: {name: settings}, data: {role: ${role}}}" }]\n${COPY}`,
      );
    expect(told(patched('view'), patched('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a var changes', () => {
    const tree = (role: string): Tree => ({
      ...overlay(
        role,
        `vars: [{ name: ROLE, objref: { apiVersion: v1, kind: ConfigMap, name: settings }, fieldref: { fieldpath: data.role } }]\n`,
      ),
      'o/b.yaml': BINDING.replace('view', 'x-$(ROLE)'),
    });
    expect(told(tree('view'), tree('admin'))).toEqual([`${ROLE}: "x-view" -> "x-admin"`]);
  });

  it('a component copies into what its user brings', () => {
    const tree = (role: string): Tree => ({
      ...overlay(role, 'components: [../c]\n'),
      'c/kustomization.yaml': `kind: Component\n${COPY}`,
    });
    expect(told(tree('view'), tree('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('the replacement stands in a file', () => {
    const tree = (kind: string): Tree => ({
      ...overlay('admin', 'replacements: [{ path: r.yaml }]\n'),
      'o/r.yaml': `source: { kind: ConfigMap, name: settings, fieldPath: data.role }
targets: [{ select: { kind: ${kind} }, fieldPaths: [roleRef.name] }]
`,
    });
    expect(told(tree('RoleBinding'), tree('ClusterRoleBinding'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('it is new as well: then only what is copied is told', () => {
    const { 'o/b.yaml': _binding, ...before } = overlay('admin');
    expect(told(before, overlay('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });
});

describe('parts and places', () => {
  const deployment = (image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: w }
spec: { template: { spec: { containers: [{ name: app, image: ${image} }] } } }
`;
  const tree = (options: string, select = 'kind: Deployment'): Tree => ({
    'o/kustomization.yaml': `resources: [d.yaml]
replacements:
- sourceValue: evil.example.com
  targets: [{ select: { ${select} }, fieldPaths: ["spec.template.spec.containers.*.image"], options: { ${options} } }]
`,
    'o/d.yaml': deployment('good.example.com/app:1'),
  });
  const none: Tree = { ...tree(''), 'o/kustomization.yaml': 'resources: [d.yaml]\n' };
  const IMAGE = 'Deployment/w spec.template.spec.containers[app].image: "good.example.com/app:1" ->';

  it.each([
    ['', '"evil.example.com"'],
    ['delimiter: /, index: 0', '"evil.example.com/app:1"'],
    ['delimiter: /, index: -1', '"evil.example.com/good.example.com/app:1"'],
    ['delimiter: /, index: 9', '"good.example.com/app:1/evil.example.com"'],
  ])('%s', (options, expected) => {
    expect(told(none, tree(options))).toEqual([`${IMAGE} ${expected}`]);
  });

  it('a pattern may mean any object, and a name that does not fit none', () => {
    expect(told(none, tree('', 'kind: Deployment, name: "w|x"'))).toHaveLength(1);
    expect(told(none, tree('', 'kind: Deployment, name: x'))).toEqual([]);
  });

  it('a rejected object is left as it is', () => {
    const rejected = (name: string): Tree => {
      const given = tree('');
      const root = (given['o/kustomization.yaml'] ?? '').replace(
        'fieldPaths',
        `reject: [{ name: ${name} }], fieldPaths`,
      );
      return { ...given, 'o/kustomization.yaml': root };
    };
    expect(told(none, rejected('w'))).toEqual([]);
    expect(told(none, rejected('x'))).toHaveLength(1);
  });
});

describe('what cannot be told', () => {
  it('is the name of its source', () => {
    const { 'o/c.yaml': _settings, ...without } = overlay('admin');
    expect(told({ ...without, 'o/kustomization.yaml': 'resources: [b.yaml]\n' }, without)).toEqual([
      `${ROLE}: "view" -> {"expression":"ConfigMap settings data.role"}`,
    ]);
  });

  it('is set in as much of an object of a remote base as the target says', () => {
    const remote = (rest: string): Tree => ({
      'o/kustomization.yaml': `resources: ["https://example.com/x//base?ref=v1", c.yaml]\n${rest}`,
      'o/c.yaml': settings('admin'),
    });
    const named = COPY.replace(
      'kind: ClusterRoleBinding',
      'kind: ClusterRoleBinding, name: far, group: rbac.authorization.k8s.io',
    );
    expect(told(remote(''), remote(named))).toEqual(['ClusterRoleBinding/far roleRef.name: null -> "admin"']);
  });

  it('a secret never shows where it is copied to', () => {
    const tree = (rest: string): Tree => ({
      'o/kustomization.yaml': `resources: [b.yaml]\nsecretGenerator: [{ name: s, literals: [pw=hunter2hunter2] }]\n${rest}`,
      'o/b.yaml': BINDING,
    });
    const copy = COPY.replace(
      'kind: ConfigMap, name: settings, fieldPath: data.role',
      'kind: Secret, name: s, fieldPath: data.pw',
    );
    expect(told(tree(''), tree(copy))).toEqual([`${ROLE}: "view" -> {"expression":"Secret s data.pw"}`]);
  });

  it('ends where kustomizations name each other', () => {
    const tree = (role: string): Tree => ({
      ...overlay(role),
      'o/kustomization.yaml': `resources: [b.yaml, c.yaml, ../o]\n${COPY}`,
    });
    expect(told(tree('view'), tree('admin'))).toEqual([`${ROLE}: "view" -> "admin"`]);
  });

  it('a value that doubles with every copy, as one that nobody knows', () => {
    const doubling = (steps: number): Tree => ({
      'o/kustomization.yaml': `resources: [b.yaml, c.yaml]\nvars:\n${Array.from(
        { length: steps },
        (_, at) =>
          `- { name: V${at}, objref: { apiVersion: v1, kind: ConfigMap, name: c }, fieldref: { fieldPath: data.v${at} } }\n`,
      ).join('')}`,
      'o/b.yaml': BINDING.replace('name: view', `name: $(V${steps - 1})`),
      'o/c.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  v0: xx\n${Array.from(
        { length: steps - 1 },
        (_, at) => `  v${at + 1}: $(V${at})$(V${at})\n`,
      ).join('')}`,
    });
    const roleOf = (steps: number) => told({}, doubling(steps)).filter((line) => line.startsWith(ROLE));
    expect(roleOf(3)).toEqual([`${ROLE}: "$(V2)" -> "xxxxxxxx"`]);
    const [line = ''] = roleOf(40);
    expect(line).toContain('-> {"expression":"');
    expect(line.length).toBeLessThan(LIMITS.copiedLetters);
  });
});
