// What holds for all pairs of policies: reflexive, monotone, blind to spelling, total; and never blind to growth.
import { describe, expect, it, test } from 'vitest';
import { compareDocuments, completedEscalations } from '../../../../src/classify/iam/growth/index.ts';
import type { Growth } from '../../../../src/classify/iam/growth/index.ts';
import type { PolicyDocument, PolicyUse } from '../../../../src/classify/iam/policy-document.ts';
import fc from '../../../properties.ts';
import { disagreement } from './disagreement.ts';
import { garbage } from './garbage.ts';
import { policy } from './policy.ts';
import type { JsonStatement } from './policy.ts';
import { KINDS, pairOf } from './random-policies.ts';
import { choices, rewrite } from './rewrite.ts';

function compare(use: PolicyUse, before: readonly JsonStatement[], after: readonly JsonStatement[]): Growth {
  return compareDocuments([policy(use, before)], [policy(use, after)]);
}

const some = (statement: fc.Arbitrary<JsonStatement>): fc.Arbitrary<JsonStatement[]> =>
  fc.array(statement, { maxLength: 4 });

describe('an independent evaluator over a small world', () => {
  test.each(KINDS)(
    'finds no growth that the verdict on %s policies hides, and confirms all that is told',
    (use, statement) => {
      fc.assert(
        fc.property(pairOf(statement), (sides) => {
          expect(disagreement(use, sides).wrong).toBeNull();
        }),
        { numRuns: 50 },
      );
    },
  );
});

describe('every policy', () => {
  test.each(KINDS)('is the same as itself (%s)', (use, statement) => {
    fc.assert(
      fc.property(some(statement), (statements) => {
        expect(compare(use, statements, statements).verdict).toBe('same');
      }),
      { numRuns: 25 },
    );
  });

  test.each(KINDS)('is the same however it is written (%s)', (use, statement) => {
    fc.assert(
      fc.property(some(statement), choices, (statements, bytes) => {
        expect(compare(use, statements, rewrite(statements, bytes)).verdict).toBe('same');
      }),
      { numRuns: 25 },
    );
  });

  test.each(KINDS)('is judged the same however it is written (%s)', (use, statement) => {
    fc.assert(
      fc.property(pairOf(statement), choices, choices, ({ before, after }, first, second) => {
        const { verdict } = compare(use, before, after);
        expect(compare(use, rewrite(before, first), rewrite(after, second)).verdict).toBe(verdict);
      }),
      { numRuns: 25 },
    );
  });

  test.each(KINDS)('never shrinks by an Allow more, nor grows by an Allow less (%s)', (use, statement) => {
    fc.assert(
      fc.property(some(statement), statement, (statements, more) => {
        const wider = [...statements, { ...more, Effect: 'Allow' as const }];
        expect(['same', 'grows', 'unknown']).toContain(compare(use, statements, wider).verdict);
        expect(['same', 'shrinks']).toContain(compare(use, wider, statements).verdict);
      }),
      { numRuns: 25 },
    );
  });

  test.each(KINDS)('never grows by a Deny more, nor shrinks by a Deny less (%s)', (use, statement) => {
    fc.assert(
      fc.property(some(statement), statement, (statements, more) => {
        const stricter = [...statements, { ...more, Effect: 'Deny' as const }];
        expect(['same', 'shrinks']).toContain(compare(use, statements, stricter).verdict);
        expect(['same', 'grows', 'unknown']).toContain(compare(use, stricter, statements).verdict);
      }),
      { numRuns: 25 },
    );
  });

  test.each(KINDS)('grows one way where it shrinks the other (%s)', (use, statement) => {
    const opposite = { grows: 'shrinks', shrinks: 'grows', both: 'both', same: 'same' };
    fc.assert(
      fc.property(pairOf(statement), ({ before, after }) => {
        const [there, back] = [compare(use, before, after).verdict, compare(use, after, before).verdict];
        if (there !== 'unknown' && back !== 'unknown') expect(back).toBe(opposite[there]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('whatever it is given', () => {
  const few = fc.array(garbage, { maxLength: 3 });

  it('answers', () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        const growth = compareDocuments(before, after);
        expect(growth.witnesses.length).toBeLessThanOrEqual(5);
        expect(growth.why === null).toBe(growth.verdict !== 'unknown');
        for (const { sentence, line } of growth.witnesses) {
          expect(sentence.length).toBeGreaterThan(0);
          expect(line).toBeGreaterThan(0);
        }
        completedEscalations(before, after);
      }),
      { numRuns: 25 },
    );
  });

  it('is the same as itself', () => {
    fc.assert(
      fc.property(few, (documents) => {
        expect(compareDocuments(documents, structuredClone(documents) as PolicyDocument[]).verdict).toBe(
          'same',
        );
      }),
      { numRuns: 25 },
    );
  });

  it('answers the same twice', () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        expect(compareDocuments(before, after)).toEqual(compareDocuments(before, after));
      }),
      { numRuns: 20 },
    );
  });
});
