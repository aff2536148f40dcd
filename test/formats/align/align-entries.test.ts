// Elements of lists are told by what they say, not by where they stand.
import { describe, expect, test } from 'vitest';
import { alignEntries } from '../../../src/formats/align/align-entries.ts';
import { compareEntries } from '../../../src/formats/state.ts';
import type { Entry } from '../../../src/formats/state.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import fc from '../../properties.ts';

/** A list of objects as a format tells it, one line for each leaf. */
function entries(elements: readonly Readonly<Record<string, JsonValue>>[], path = 'rule'): Entry[] {
  const leaves = elements.flatMap((element, index) =>
    Object.entries(element).map(([name, value]) => ({ path: `${path}[${index}].${name}`, value })),
  );
  return leaves.map(({ path: at, value }, index) => ({
    path: at,
    line: index + 1,
    compare: value,
    shown: value,
    sensitive: false,
  }));
}

function told(before: readonly Entry[], after: readonly Entry[], isSet?: (path: string) => boolean) {
  const aligned = alignEntries(before, after, isSet);
  return compareEntries(aligned.before, aligned.after).map(({ path, before: old, after: now }) => [
    path,
    old,
    now,
  ]);
}

const web = { port: 443, from: '0.0.0.0/0', protocol: 'tcp' };
const ssh = { port: 22, from: '10.0.0.0/8', protocol: 'tcp' };
const dns = { port: 53, from: '10.0.0.0/8', protocol: 'udp' };

describe('what is told of a list', () => {
  test('an element inserted in front is the only one that differs', () => {
    expect(told(entries([web, ssh]), entries([dns, web, ssh]))).toEqual([
      ['rule[0].port', null, 53],
      ['rule[0].from', null, '10.0.0.0/8'],
      ['rule[0].protocol', null, 'udp'],
    ]);
  });

  test('one that goes keeps its number in the base, in words where the head has another with it', () => {
    expect(told(entries([dns, web]), entries([web]))).toEqual([
      ['rule[was 0].port', 53, null],
      ['rule[was 0].from', '10.0.0.0/8', null],
      ['rule[was 0].protocol', 'udp', null],
    ]);
    expect(told(entries([web, dns]), entries([web])).map(([path]) => path)).toEqual([
      'rule[1].port',
      'rule[1].from',
      'rule[1].protocol',
    ]);
  });

  test('one that is edited below an inserted one is edited', () => {
    expect(told(entries([web, ssh]), entries([dns, web, { ...ssh, from: '0.0.0.0/0' }])).at(-1)).toEqual([
      'rule[2].from',
      '10.0.0.0/8',
      '0.0.0.0/0',
    ]);
  });

  test('a name tells an element, whatever else differs', () => {
    const before = entries([
      { sid: 'Read', action: 'a', on: 'x' },
      { sid: 'Write', action: 'b', on: 'y' },
    ]);
    const after = entries([
      { sid: 'List', action: 'c', on: 'z' },
      { sid: 'Read', action: 'd', on: 'w' },
      { sid: 'Write', action: 'b', on: 'y' },
    ]);
    expect(told(before, after)).toEqual([
      ['rule[0].sid', null, 'List'],
      ['rule[0].action', null, 'c'],
      ['rule[0].on', null, 'z'],
      ['rule[1].action', 'a', 'd'],
      ['rule[1].on', 'x', 'w'],
    ]);
  });

  test('a change of order is one attribute, and none where order means nothing', () => {
    expect(told(entries([web, ssh, dns]), entries([dns, web, ssh]))).toEqual([
      ['rule[order]', [1, 2, 0], [0, 1, 2]],
    ]);
    expect(told(entries([web, ssh, dns]), entries([dns, web, ssh]), (path) => path === 'rule')).toEqual([]);
  });

  test('a change of order names elements that have names', () => {
    const [a, b] = [
      { name: 'a', value: 1 },
      { name: 'b', value: 2 },
    ];
    expect(told(entries([a, b]), entries([b, a]))).toEqual([['rule[order]', ['a', 'b'], ['b', 'a']]]);
  });

  test('lists inside of moved elements are compared as lists', () => {
    const inside = (rule: number, list: readonly Readonly<Record<string, JsonValue>>[]) =>
      entries(list, `rule[${rule}].header`);
    const [accept, host] = [
      { name: 'accept', value: 1 },
      { name: 'host', value: 2 },
    ];
    const before = [...entries([web, ssh]), ...inside(1, [accept])];
    const after = [...entries([dns, web, ssh]), ...inside(2, [host, accept])];
    expect(told(before, after).slice(0, 2)).toEqual([
      ['rule[0].port', null, 53],
      ['rule[2].header[0].name', null, 'host'],
    ]);
  });

  test('numbers with gaps share their count with others, so their order stays', () => {
    const provisioners = (names: readonly string[]): Entry[] =>
      names.map((name, index) => ({
        path: `provisioner.${name}[${index}].command`,
        line: 1,
        compare: name,
        shown: name,
        sensitive: false,
      }));
    expect(told(provisioners(['local', 'remote']), provisioners(['remote', 'local']))).toHaveLength(4);
  });
});

test('the order of a list is no part of the state', () => {
  const { before, after } = alignEntries(entries([web, ssh]), entries([ssh, web]));
  expect([...before, ...after].filter(({ tellsOrder }) => tellsOrder === true)).toHaveLength(2);
});

const element = fc.dictionary(fc.constantFrom('name', 'port', 'from', 'to'), fc.nat(2), { minKeys: 1 });
const list = fc.array(element, { maxLength: 8 }).map((elements) => entries(elements));

describe('for all lists', () => {
  test('a list does not differ from itself', () => {
    fc.assert(
      fc.property(list, (one) => {
        expect(told(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  test('no attribute of either side is lost, and paths stay apart', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const aligned = alignEntries(before, after);
        expect(aligned.before.filter((entry) => entry.tellsOrder !== true)).toHaveLength(before.length);
        expect(aligned.after.filter((entry) => entry.tellsOrder !== true)).toEqual(after);
        expect(new Set(aligned.before.map(({ path }) => path)).size).toBe(aligned.before.length);
      }),
    );
  });

  test('what differs is told, though it be only the order', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const same = JSON.stringify(before) === JSON.stringify(after);
        expect(told(before, after).length === 0).toBe(same);
      }),
    );
  });
});
