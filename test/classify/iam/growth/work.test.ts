// Policies made to hold the reader up: what cannot be compared within the work that is allowed is unknown, and says why.
import { describe, expect, it, test } from 'vitest';
import { compareDocuments, completedEscalations } from '../../../../src/classify/iam/growth/index.ts';
import { Work } from '../../../../src/classify/iam/growth/work.ts';
import { hostilePairs } from './hostile.ts';
import { policy } from './policy.ts';

describe('hostile policies', () => {
  test.each(hostilePairs())('$name: never taken for harmless', ({ name, before, after }) => {
    const [old, fresh] = [[policy('identity', before)], [policy('identity', after)]];
    const { verdict, why } = compareDocuments(old, fresh);
    expect(['grows', 'both', 'unknown']).toContain(verdict);
    expect(why === null, name).toBe(verdict !== 'unknown');
    completedEscalations(old, fresh);
  });

  it('what was found before the work ran out is kept', () => {
    const crossing = hostilePairs().find(({ name }) => name === '100 texts with 20 wildcards each');
    const statements = [crossing?.after ?? []].flat();
    const admin = { Action: 'iam:PassRole', Resource: '*' };
    const { verdict } = compareDocuments([], [policy('identity', [admin, ...statements])]);
    expect(verdict).toBe('grows');
  });
});

describe('work', () => {
  it('ends a search where nothing is left, and no other', () => {
    const work = new Work(10);
    expect(work.within(() => work.spend(10))).toBeUndefined();
    expect(work.within(() => work.spend(1))).toBeNull();
  });

  it('hides no other error', () => {
    expect(() =>
      new Work(1).within(() => {
        throw new RangeError('other');
      }),
    ).toThrow(RangeError);
  });
});
