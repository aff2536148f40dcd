// An object that one file loses and another gains: when it is one change, when nothing, and when two.
import { describe, expect, it } from 'vitest';
import { pairMoved } from '../../../src/classify/kubernetes/moved-objects.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, stateOf } from '../example-change.ts';

type Given = {
  readonly file?: string;
  readonly address?: string;
  readonly values?: Readonly<Record<string, JsonValue>>;
};

const WEB = 'apps/Deployment/prod/web';
const VALUES = { 'spec.replicas': 1, 'spec.paused': false };

function lost({ file = 'prod/a.yaml', address = WEB, values = VALUES }: Given = {}): ParsedChange {
  return objectIn(file, address, { action: 'delete', before: stateOf(values) });
}
function gained({ file = 'prod/b.yaml', address = WEB, values = VALUES }: Given = {}): ParsedChange {
  return objectIn(file, address, { action: 'create', after: stateOf(values) });
}
function objectIn(file: string, address: string, rest: Partial<ParsedChange>): ParsedChange {
  return changeOf({ format: 'kubernetes', type: address.split('/')[1] ?? '', file, address, ...rest });
}
/** `action file <- previous file: attributes` of each change. */
function told(
  changes: readonly ParsedChange[],
  environmentOf = (_file: string): string | null => null,
): readonly string[] {
  return pairMoved(changes, (change) => [environmentOf(change.file)]).map(
    ({ action, file, previousFile, attributes }) =>
      `${action} ${file} <- ${previousFile}: ${attributes.map(({ path, before, after }) => [path, ...[before, after].map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))].join(' ')).join()}`,
  );
}
const APART = ['delete prod/a.yaml <- null: ', 'create prod/b.yaml <- null: '];

describe('in one folder', () => {
  it.each<[string, readonly ParsedChange[], readonly string[]]>([
    ['an equal object is nothing', [lost(), gained()], []],
    [
      'one that differs is an update',
      [lost(), gained({ values: { ...VALUES, 'spec.replicas': 2 } })],
      ['update prod/b.yaml <- prod/a.yaml: spec.replicas 1 2'],
    ],
    [
      'another order of elements is an update',
      [
        lost({ values: { 'env[A].value': 1, 'env[B].value': 2 } }),
        gained({ values: { 'env[B].value': 2, 'env[A].value': 1 } }),
      ],
      ['update prod/b.yaml <- prod/a.yaml: '],
    ],
    [
      'another order of members is nothing',
      [lost(), gained({ values: { 'spec.paused': false, 'spec.replicas': 1 } })],
      [],
    ],
    [
      'what is masked has changed',
      [lost({ values: { url: 'a://u:(sensitive)@b' } }), gained({ values: { url: 'a://u:(sensitive)@b' } })],
      ['update prod/b.yaml <- prod/a.yaml: url a://u:(sensitive)@b a://u:(sensitive)@b'],
    ],
    ['another address is another object', [lost(), gained({ address: 'apps/Deployment/prod/api' })], APART],
    [
      'two that are gained cannot be told apart',
      [lost(), gained(), gained({ file: 'prod/c.yaml' })],
      [...APART, 'create prod/c.yaml <- null: '],
    ],
    ['a template is not known well enough', [lost(), { ...gained(), opaque: true }], APART],
  ])('%s', (_name, changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });
});

describe('from folder to folder', () => {
  const to = (given: Given = {}): ParsedChange => gained({ file: 'prod/web/b.yaml', ...given });
  it.each<[string, readonly ParsedChange[], readonly string[]]>([
    ['an equal object has moved', [lost(), to()], ['update prod/web/b.yaml <- prod/a.yaml: ']],
    [
      'without a namespace it could be another',
      [lost({ address: 'apps/Deployment/-/web' }), to({ address: 'apps/Deployment/-/web' })],
      ['delete prod/a.yaml <- null: ', 'create prod/web/b.yaml <- null: '],
    ],
    [
      'a kind that has none is the same',
      [
        lost({ address: 'rbac.authorization.k8s.io/ClusterRole/-/a' }),
        to({ address: 'rbac.authorization.k8s.io/ClusterRole/-/a' }),
      ],
      ['update prod/web/b.yaml <- prod/a.yaml: '],
    ],
    [
      'the end of what holds data is told',
      [lost({ address: 'apps/StatefulSet/prod/db' }), to({ address: 'apps/StatefulSet/prod/db' })],
      ['delete prod/a.yaml <- null: ', 'create prod/web/b.yaml <- null: '],
    ],
  ])('%s', (_name, changes, expected) => {
    expect(told(changes, () => 'prod')).toEqual(expected);
  });

  it('into another environment it is new there and gone here', () => {
    const changes = [lost({ file: 'dev/a.yaml' }), gained()];
    const folder = (file: string): string => file.split('/')[0] ?? '';
    expect(told(changes, folder)).toEqual(['delete dev/a.yaml <- null: ', 'create prod/b.yaml <- null: ']);
    expect(told(changes, () => 'prod')).toEqual(['update prod/b.yaml <- dev/a.yaml: ']);
  });

  it('that nothing says are one place it may be new there and gone here', () => {
    const changes = [lost({ file: 'dev/a.yaml' }), gained()];
    expect(told(changes)).toEqual(['delete dev/a.yaml <- null: ', 'create prod/b.yaml <- null: ']);
  });
});

it('leaves everything else alone', () => {
  const terraform = [
    changeOf({ action: 'delete', before: stateOf({}) }),
    changeOf({ action: 'create', after: stateOf({}) }),
  ];
  expect(pairMoved(terraform, () => [null])).toEqual(terraform);
});

it('a file that an overlay lists is not its neighbour that none lists', () => {
  const listed = { ...gained(), usedIn: ['prod/kustomization.yaml'] };
  expect(told([lost(), listed])).toHaveLength(2);
  expect(told([{ ...lost(), usedIn: ['prod/kustomization.yaml'] }, listed])).toEqual([]);
});
