import { describe, expect, it } from 'vitest';
import {
  countIn,
  fill,
  intersect,
  isEmpty,
  isIn,
  meet,
  noBits,
  placesIn,
  put,
  putAll,
  unite,
  without,
} from '../../../src/policy/when/bits.ts';
import type { Bits } from '../../../src/policy/when/bits.ts';
import fc from '../../properties.ts';

const SIZE = 100;
const places = fc
  .uniqueArray(fc.nat(SIZE - 1), { maxLength: SIZE })
  .map((list) => list.toSorted((a, b) => a - b));

function bitsOf(list: readonly number[]): Bits {
  const bits = noBits(SIZE);
  putAll(bits, list);
  return bits;
}

describe('sets of places as bits', () => {
  it('hold what was put in, in order, and count it', () => {
    fc.assert(
      fc.property(places, fc.nat(SIZE - 1), (list, other) => {
        const bits = bitsOf(list);
        expect(placesIn(bits)).toEqual(list);
        expect(countIn(bits)).toBe(list.length);
        expect(isEmpty(bits)).toBe(list.length === 0);
        expect(isIn(bits, other)).toBe(list.includes(other));
        put(bits, other, !list.includes(other));
        expect(isIn(bits, other)).toBe(!list.includes(other));
        expect(countIn(bits)).toBe(list.length + (list.includes(other) ? -1 : 1));
      }),
    );
  });

  it('meet, unite, part and intersect as sets do', () => {
    fc.assert(
      fc.property(places, places, (a, b) => {
        const changed = (change: (bits: Bits, others: Bits) => void): readonly number[] => {
          const bits = bitsOf(a);
          change(bits, bitsOf(b));
          return placesIn(bits);
        };
        const [left, right] = [new Set(a), new Set(b)];
        const sorted = (set: ReadonlySet<number>): readonly number[] => [...set].toSorted((x, y) => x - y);
        expect(changed(unite)).toEqual(sorted(left.union(right)));
        expect(changed(intersect)).toEqual(sorted(left.intersection(right)));
        expect(changed(without)).toEqual(sorted(left.difference(right)));
        expect(meet(bitsOf(a), bitsOf(b))).toBe(!left.isDisjointFrom(right));
      }),
    );
  });

  it.each([1, 31, 32, 33, 100])('are full with %i places and no more', (size) => {
    const bits = noBits(size);
    fill(bits, size);
    expect(placesIn(bits)).toEqual([...Array(size).keys()]);
  });
});
