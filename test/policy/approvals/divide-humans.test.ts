// Whether people can be divided among entries: against trying every way.
import { expect, test } from 'vitest';
import { canDivide } from '../../../src/policy/approvals/divide-humans.ts';
import type { Share } from '../../../src/policy/approvals/divide-humans.ts';
import fc from '../../properties.ts';

const HUMANS = 4;
const share = fc.record({
  entry: fc.nat(2),
  count: fc.integer({ min: 1, max: 2 }),
  humans: fc.subarray(Array.from({ length: HUMANS }, (_none, human) => human)),
});

/** Every way to give each human one entry. */
function bruteForce(shares: readonly Share[], entryOf: readonly number[] = []): boolean {
  if (entryOf.length < HUMANS) return [0, 1, 2].some((entry) => bruteForce(shares, [...entryOf, entry]));
  return shares.every(
    ({ entry, count, humans }) => humans.filter((human) => entryOf[human] === entry).length >= count,
  );
}

test('it finds a division exactly where there is one', () => {
  fc.assert(
    fc.property(fc.array(share, { maxLength: 5 }), (shares) => {
      expect(canDivide(shares)).toBe(bruteForce(shares));
    }),
    { numRuns: 2_000 },
  );
});

test('a puzzle without an end is refused', () => {
  const humans = Array.from({ length: 60 }, (_none, human) => human);
  const hard = Array.from({ length: 20 }, (_none, entry) => ({ entry, count: 4, humans }));
  expect(canDivide(hard)).toBe(false);
});
