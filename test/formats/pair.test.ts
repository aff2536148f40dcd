// Pairing by key as multisets.
import { expect, it } from 'vitest';
import { pairByKey, pairByLastOfKey } from '../../src/formats/pair.ts';
import fc from '../properties.ts';

type Item = { readonly key: string; readonly text: string };
const item = (pair: string): Item => ({ key: pair.charAt(0), text: pair.charAt(1) });
const shown = (one: Item | null): string => (one === null ? '-' : one.key + one.text);
const pairs = (before: string, after: string, pair = pairByKey<Item>): readonly string[] => {
  const items = (list: string): readonly Item[] =>
    list
      .split(' ')
      .filter((each) => each !== '')
      .map(item);
  return pair(items(before), items(after)).map((one) => `${shown(one.before)}>${shown(one.after)}`);
};

it.each([
  ['a1 b1', 'b1 a1', []],
  ['a1', 'a2', ['a1>a2']],
  ['a1', 'b1', ['->b1', 'a1>-']],
  ['a1', 'a1 a2', ['->a2']],
  ['a1 a2', 'a2 a3', ['a1>a3']],
  ['a1 a1', 'a1', ['a1>-']],
])('%s to %s', (before, after, expected) => {
  expect(pairs(before, after)).toEqual(expected);
});

it.each([
  ['a1 b1', 'b1 a1', []],
  ['a1', 'a2', ['a1>a2']],
  ['a1', 'b1', ['->b1', 'a1>-']],
  ['a1 a2', 'a2 a1', ['a2>a1', 'a1>a2']],
  ['a1', 'a1 a2', ['a1>a2', '->a1']],
  ['a1', 'a2 a1', ['->a2']],
  ['a1 a2', 'a1', ['a2>a1', 'a1>-']],
  ['a1 a2 a3', 'a2 a1 a3', []],
])('applied in order, %s to %s', (before, after, expected) => {
  expect(pairs(before, after, pairByLastOfKey)).toEqual(expected);
});

it('the last of a key is never paired with another than the last', () => {
  const items = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), text: fc.constantFrom('1', '2', '3') }));
  fc.assert(
    fc.property(items, items, (before, after) => {
      const found = pairByLastOfKey(before, after);
      for (const key of ['a', 'b']) {
        const [old, now] = [before, after].map((side) => side.findLast((one) => one.key === key));
        if (old === undefined || now === undefined) continue;
        const pair = found.find((one) => one.before === old && one.after === now);
        expect(pair !== undefined).toBe(old.text !== now.text);
      }
    }),
  );
});

it('loses nothing: what is not paired with its equal is in exactly one pair', () => {
  const items = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), text: fc.constantFrom('1', '2', '3') }));
  fc.assert(
    fc.property(items, items, (before, after) => {
      const found = pairByKey(before, after);
      const rest = (side: 'before' | 'after'): number => found.filter((pair) => pair[side] !== null).length;
      const equal = before.length - rest('before');
      expect(after.length - rest('after')).toBe(equal);
      expect(
        found.every(
          ({ before: b, after: a }) => b === null || a === null || (b.key === a.key && b.text !== a.text),
        ),
      ).toBe(true);
    }),
  );
});
