// Ends: a resource that protects by being there, and whether it is gone.
import { expect, test } from 'vitest';
import { endsOf } from '../../../src/classify/settings/ends.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, diffOf, resource, stateOf } from '../example-change.ts';

const ENDS = [
  { types: 'acme_guard acme_lock', loss: 'nobody watches', severity: 'high' },
  { types: 'acme_log', loss: 'its lines are gone', severity: 'medium' },
] as const;
const GONE = changeOf({
  type: 'acme_guard',
  address: 'acme_guard.a',
  action: 'delete',
  before: stateOf({ a: 1 }),
});

function seen(change: ParsedChange, others: readonly ParsedChange[] = []): readonly unknown[] {
  return endsOf(change, { diff: diffOf({ changes: [change, ...others] }), ends: ENDS }).map(
    ({ severity, line }) => [severity, line],
  );
}

test.each<[string, ParsedChange, readonly ParsedChange[], readonly unknown[]]>([
  ['deleted', GONE, [], [['high', null]]],
  ['updated', { ...GONE, action: 'update' }, [], []],
  ['deleted, of another type', { ...GONE, type: 'acme_box' }, [], []],
  ['a data source', { ...GONE, address: 'data.acme_guard.a' }, [], []],
  ['no instance left', resource('acme_guard', { count: 0 }, { a: 1 }), [], [['high', 2]]],
  ['one instance', resource('acme_guard', { count: 1 }, { a: 1 }), [], []],
  [
    'perhaps no instance',
    resource('acme_guard', { count: { expression: 'var.n' } }, { a: 1 }),
    [],
    [['low', 2]],
  ],
  [
    'computed otherwise',
    resource('acme_guard', { count: { expression: 'var.n' } }, { count: { expression: 'var.m' } }),
    [],
    [],
  ],
  ['replaced by another', { ...GONE, type: 'acme_log' }, [resource('acme_log', {})], [['low', null]]],
  ['replaced by another, but grave', GONE, [resource('acme_guard', {})], [['high', null]]],
  [
    'another elsewhere',
    { ...GONE, type: 'acme_log' },
    [{ ...resource('acme_log', {}), file: 'b/main.tf' }],
    [['medium', null]],
  ],
  [
    'moved',
    GONE,
    [resource('moved', { from: { expression: 'acme_guard.a' }, to: { expression: 'acme_guard.b' } })],
    [],
  ],
  [
    'another moved',
    GONE,
    [resource('moved', { from: { expression: 'acme_guard.x' }, to: { expression: 'acme_guard.b' } })],
    [['high', null]],
  ],
])('%s', (_name, change, others, expected) => {
  expect(seen(change, others)).toEqual(expected);
});

test('the message says what is true from now on', () => {
  expect(endsOf(GONE, { diff: diffOf(), ends: ENDS }).map(({ message }) => message)).toEqual([
    'acme_guard.a is deleted: nobody watches.',
  ]);
});
