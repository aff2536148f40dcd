// The matching equals brute force on small cases.
import { expect, test } from 'vitest';
import { matchHumans } from '../../../src/policy/approvals/matching.ts';
import fc from '../../properties.ts';

/** The most places that any assignment fills, tried one by one. */
function brute(counts: readonly number[], table: readonly (readonly boolean[])[], human = 0): number {
  if (human === table.length) return 0;
  const skipped = brute(counts, table, human + 1);
  const seated = counts.map((left, entry) => {
    if (left === 0 || table[human]?.[entry] !== true) return 0;
    return (
      1 +
      brute(
        counts.map((count, at) => (at === entry ? count - 1 : count)),
        table,
        human + 1,
      )
    );
  });
  return Math.max(skipped, ...seated);
}

test('fills as many places as any assignment could, each human once and only where they fit', () => {
  const given = fc.integer({ min: 1, max: 3 }).chain((entries) =>
    fc.record({
      counts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: entries, maxLength: entries }),
      table: fc.array(fc.array(fc.boolean(), { minLength: entries, maxLength: entries }), { maxLength: 5 }),
    }),
  );
  fc.assert(
    fc.property(given, ({ counts, table }) => {
      const seats = matchHumans({
        counts,
        humans: table.length,
        fits: (human, entry) => table[human]?.[entry] === true,
      });
      expect(seats.filter((seat) => seat !== null).length).toBe(brute(counts, table));
      seats.forEach((seat, human) => expect(seat === null || table[human]?.[seat] === true).toBe(true));
      counts.forEach((count, entry) =>
        expect(seats.filter((seat) => seat === entry).length).toBeLessThanOrEqual(count),
      );
    }),
    { numRuns: 500 },
  );
});
