// Shrunk lists allow exactly the wanted actions among all that AWS has.
import { describe, expect, it } from 'vitest';
import { actionsOfService } from '../../src/sessions/catalogue.ts';
import { isNever } from '../../src/sessions/never-list.ts';
import { shrinkActions } from '../../src/sessions/shrink-actions.ts';
import { like } from '../doubles/aws/evaluate-policy.ts';
import fc from '../properties.ts';

const universe = [...actionsOfService('s3').values(), ...actionsOfService('iam').values()];
const names = universe.map(({ name }) => name);
const subsets = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 60 });

function matched(patterns: readonly string[]): readonly string[] {
  return names.filter((name) => patterns.some((pattern) => like(pattern.toLowerCase(), name.toLowerCase())));
}

describe('shrinkActions', () => {
  it('matches exactly what was wanted, and is not longer', () => {
    fc.assert(
      fc.property(subsets, (wanted) => {
        const shrunk = shrinkActions(wanted, { extraReads: false });
        expect(matched(shrunk).toSorted()).toEqual(wanted.toSorted());
        expect(JSON.stringify(shrunk).length).toBeLessThanOrEqual(JSON.stringify(wanted).length);
      }),
      { numRuns: 60 },
    );
  });

  it('adds nothing but harmless reads where more reads are allowed', () => {
    fc.assert(
      fc.property(subsets, (wanted) => {
        const more = matched(shrinkActions(wanted, { extraReads: true })).filter(
          (name) => !wanted.includes(name),
        );
        const bad = more.filter(
          (name) => isNever(name) || !/[RL]/.test(universe.find((fact) => fact.name === name)?.level ?? ''),
        );
        expect(bad).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes no wildcard for a single action', () => {
    expect(shrinkActions(['s3:PutBucketAbac'], { extraReads: false })).toEqual(['s3:PutBucketAbac']);
    expect(shrinkActions([], { extraReads: true })).toEqual([]);
  });
});
