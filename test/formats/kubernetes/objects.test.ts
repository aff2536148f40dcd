// Which objects a file holds, in whatever way YAML lets them be written or hidden.
import { describe, expect, it, test } from 'vitest';
import { readFile } from '../../../src/formats/index.ts';
import fc from '../../properties.ts';
import { textChange } from '../cases.ts';

/** `action address` of each change, or `why line`. */
function told(after: string, before: string | null = null, path = 'k8s/a.yaml'): readonly string[] {
  const reading = readFile(textChange(path, before, after));
  if (reading.kind === 'plain') return ['plain'];
  if (reading.kind === 'unreadable') return [`${reading.problem.why} ${reading.problem.line}`];
  return reading.changes.map(({ action, address }) => `${action} ${address}`);
}

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const ADMIN =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: admin }\n';
const ADDRESS = 'rbac.authorization.k8s.io/ClusterRoleBinding/-/admin';

test('YML-01: a doubled key is refused, however it is spelled', () => {
  for (const [first, second] of [
    ['privileged', 'privileged'],
    ['privileged', '"privileged"'],
    ['"privileged"', '"\\u0070rivileged"'],
  ])
    expect(told(`${MAP}spec:\n  ${first}: false\n  ${second}: true\n`)).toEqual(['duplicate-key 6']);
  expect(
    told('{"apiVersion":"v1","kind":"Pod","spec":{"hostPID":false,"hostPID":true}}', null, 'a.json'),
  ).toEqual(['duplicate-key 1']);
});

test('YML-04: every document is read', () => {
  expect(told(`${MAP}---\n${ADMIN}`, MAP)).toEqual([`create ${ADDRESS}`]);
  expect(told(`# only a remark\n---\n---\n${MAP}...\n---\n${ADMIN}`)).toEqual([
    'create core/ConfigMap/-/a',
    `create ${ADDRESS}`,
  ]);
});

test('YML-16: members of a list, nested and without a kind of their own', () => {
  const indented = ADMIN.trimEnd().replaceAll('\n', '\n        ');
  const nested = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: List\n    items:\n      - ${indented}\n`;
  expect(told(nested)).toEqual([`create ${ADDRESS}`]);
  expect(
    told(
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBindingList\nitems: [{ metadata: { name: admin } }]\n',
    ),
  ).toEqual([`create ${ADDRESS}`]);
  expect(
    told(
      `${MAP}items: [{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: { name: admin } }]\n`,
    ),
  ).toEqual(['create core/ConfigMap/-/a', `create ${ADDRESS}`]);
});

test('YML-11: names of an object’s own are ordinary names', () => {
  const reading = readFile(textChange('a.yaml', MAP, `${MAP}__proto__: { admin: true }\nconstructor: x\n`));
  expect(
    reading.kind === 'parsed' && reading.changes[0]?.attributes.map(({ path, after }) => [path, after]),
  ).toEqual([
    ['__proto__.admin', true],
    ['constructor', 'x'],
  ]);
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
});

test('YML-08: too deep a nesting is refused', () => {
  expect(told(`${MAP}data: ${'['.repeat(5000)}${']'.repeat(5000)}\n`)).toEqual(['too-deep 4']);
});

test('YML-09: a template hides no object, and shows what it computes as computed', () => {
  const template = `{{- if .Values.admin }}\n${ADMIN}roleRef: { name: {{ .Values.role }} }\n{{- end }}\n`;
  const reading = readFile(textChange('chart/templates/a.yaml', null, template));
  const [change] = reading.kind === 'parsed' ? reading.changes : [];
  expect(change).toMatchObject({ address: ADDRESS, type: 'ClusterRoleBinding', opaque: true });
  expect(change?.after?.['roleRef.name']?.value).toEqual({ expression: '{{ .Values.role }}' });
  expect(change?.after?.['["{{- if .Values.admin }}"]']?.line).toBe(1);
});

describe('what differs', () => {
  it('is told attribute by attribute for every update', () => {
    const scalar = fc.constantFrom(
      '1',
      '01',
      '"01"',
      'yes',
      'true',
      '"true"',
      '~',
      'a',
      '{}',
      '[]',
      '[a, b]',
      '{ x: 1 }',
      '[{ name: a }]',
      '[{ name: b }, { name: a }]',
      '[{ name: a }, { name: b }]',
    );
    fc.assert(
      fc.property(scalar, scalar, (before, after) => {
        const text = (value: string): string => `${MAP}spec: { v: ${value} }\n`;
        const reading = readFile(textChange('a.yaml', text(before), text(after)));
        const changes = reading.kind === 'parsed' ? reading.changes : [];
        expect(changes.length).toBe(before === after ? 0 : 1);
        for (const { attributes } of changes) expect(attributes.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing where only layout, comments or the order of keys do', () => {
    expect(told('# x\nkind: ConfigMap\napiVersion: "v1"\nmetadata:\n    name: a # y\n', MAP)).toEqual([]);
  });
});

test('a file that is renamed inside its folder is the same, and in another folder it is gone and new', () => {
  const renamed = (path: string): readonly string[] => {
    const before = textChange('prod/a.yaml', MAP, null).before;
    const reading = readFile({ status: 'renamed', before, after: textChange(path, null, MAP).after });
    return reading.kind === 'parsed'
      ? reading.changes.map(({ action, file }) => `${action} ${file}`)
      : [reading.kind];
  };
  expect(renamed('prod/b.yaml')).toEqual([]);
  expect(renamed('dev/a.yaml')).toEqual(['delete prod/a.yaml', 'create dev/a.yaml']);
});

test('an object whose name a template now puts in quotes is the same object', () => {
  const template = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: {{ .Release.Namespace }}\ndata: { a: b }\n`;
  const told = (before: string, after: string): readonly string[] => {
    const reading = readFile(textChange('chart/templates/a.yaml', template(before), template(after)));
    return reading.kind === 'parsed' ? reading.changes.map(({ action }) => action) : [reading.kind];
  };
  expect(told('{{ include "x" . }}-a', '{{ include "x" . | quote }}-a')).toEqual(['update']);
  expect(told('{{ include "x" . }}-a', '{{ include "y" . | quote }}-a')).toEqual(['create', 'delete']);
});
