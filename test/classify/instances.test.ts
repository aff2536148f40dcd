import { describe, expect, test } from 'vitest';
import type { ParsedChange } from '../../src/model/change.ts';
import { findingsOfChange } from '../../src/classify/find.ts';
import { isBuiltNowhere } from '../../src/classify/instances.ts';
import { contextOf, resource, stateOf } from './example-change.ts';

const ROUTE = { destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' };

describe('a resource is built nowhere', () => {
  test.each([
    ['with a count of zero', resource('aws_route', { ...ROUTE, count: 0 }), true],
    ['with a count of one', resource('aws_route', { ...ROUTE, count: 1 }), false],
    ['with an empty map', resource('aws_route', { ...ROUTE, for_each: {} }), true],
    ['with an empty list', resource('aws_route', { ...ROUTE, for_each: [] }), true],
    ['with an item', resource('aws_route', { ...ROUTE, for_each: ['a'] }), false],
    ['with a computed count', resource('aws_route', { ...ROUTE, count: { expression: 'var.n' } }), false],
    ['without a count', resource('aws_route', ROUTE), false],
    ['before and after', resource('aws_route', { ...ROUTE, count: 0 }, { count: 0 }), true],
    ['now', resource('aws_route', { ...ROUTE, count: 0 }, { count: 1 }), false],
    ['until now', resource('aws_route', { ...ROUTE, count: 1 }, { count: 0 }), false],
    ['and a module is fetched', resource('module', { ...ROUTE, count: 0 }), false],
  ])('%s: %#', (_name, change, expected) => {
    expect(isBuiltNowhere(change)).toBe(expected);
  });

  test('and a default is no promise', () => {
    const after = stateOf({ ...ROUTE, count: 0 });
    const assumed = { ...after, count: { value: 0, line: 1, sensitive: false, assumed: true as const } };
    const change: ParsedChange = { ...resource('aws_route', ROUTE), after: assumed };
    expect(isBuiltNowhere(change)).toBe(false);
  });
});

test.each([
  [0, []],
  [1, ['route-to-internet']],
])('a route of which %i are built', (count, expected) => {
  const found = findingsOfChange(resource('aws_route', { ...ROUTE, count }), contextOf());
  expect(found.map(({ id }) => id)).toEqual(expected);
});
