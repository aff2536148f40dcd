// Ports: how they are read, compared and named.
import { expect, test } from 'vitest';
import {
  ALL_PORTS,
  covers,
  describePorts,
  isAll,
  parsePorts,
  sensitivePort,
} from '../../../src/classify/firewall/ports.ts';
import type { Ports } from '../../../src/classify/firewall/ports.ts';

test.each<[readonly string[], Ports]>([
  [['22'], [[22, 22]]],
  [
    ['80-90', '443'],
    [
      [80, 90],
      [443, 443],
    ],
  ],
  [['*'], [[0, 65_535]]],
  [['http'], null],
  [['22', 'http'], null],
])('%j is read as %j', (texts, expected) => {
  expect(parsePorts(texts)).toEqual(expected);
});

test.each<[string, Ports, Ports, boolean]>([
  ['the same', [[22, 22]], [[22, 22]], true],
  [
    'inside',
    [[0, 100]],
    [
      [22, 22],
      [80, 90],
    ],
    true,
  ],
  [
    'one outside',
    [[0, 85]],
    [
      [22, 22],
      [80, 90],
    ],
    false,
  ],
  ['unknown inside everything', ALL_PORTS, null, true],
  ['unknown inside some', [[0, 100]], null, false],
  ['unknown covers nothing', null, [[22, 22]], false],
])('%s', (_name, outer, inner, expected) => {
  expect(covers(outer, inner)).toBe(expected);
});

test('names', () => {
  expect([
    describePorts(null),
    describePorts(ALL_PORTS),
    describePorts([
      [1, 2],
      [5, 5],
    ]),
  ]).toEqual(['ports that cannot be told', 'all ports', 'port 1-2, 5']);
  expect([sensitivePort([[20, 30]]), sensitivePort([[443, 443]])]).toEqual(['22 (ssh)', null]);
  expect([isAll(null), isAll([[1, 65_535]]), isAll([[2, 65_535]])]).toEqual([false, true, false]);
});
