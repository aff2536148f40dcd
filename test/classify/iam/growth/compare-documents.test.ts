// The verdict on pairs of policies labelled by hand, and the witness that a reviewer reads.
import { describe, expect, it, test } from 'vitest';
import { compareDocuments } from '../../../../src/classify/iam/growth/index.ts';
import type { PolicyDocument } from '../../../../src/classify/iam/policy-document.ts';
import { ACTIONS } from './pairs/actions.ts';
import { CEILINGS } from './pairs/ceilings.ts';
import { CONDITIONS } from './pairs/conditions.ts';
import { DENIES } from './pairs/denies.ts';
import type { LabelledPair } from './pairs/pair.ts';
import { PRINCIPALS } from './pairs/principals.ts';
import { RESOURCES } from './pairs/resources.ts';
import { REWRITES } from './pairs/rewrites.ts';
import { UNKNOWNS } from './pairs/unknowns.ts';
import { policy } from './policy.ts';

const PAIRS = [
  ...ACTIONS,
  ...RESOURCES,
  ...DENIES,
  ...CONDITIONS,
  ...PRINCIPALS,
  ...CEILINGS,
  ...UNKNOWNS,
  ...REWRITES,
];

function sides({ use, before, after, options }: LabelledPair): [PolicyDocument[], PolicyDocument[]] {
  return [
    before === null ? [] : [policy(use, before, options?.before)],
    after === null ? [] : [policy(use, after, options?.after)],
  ];
}

describe('labelled pairs', () => {
  it('are many', () => {
    expect(PAIRS.length).toBeGreaterThan(200);
  });

  test.each(PAIRS)('$name', (pair) => {
    const [before, after] = sides(pair);
    const { verdict, witnesses, why } = compareDocuments(before, after);
    expect({ verdict, why: why !== null }).toEqual({
      verdict: pair.verdict,
      why: pair.verdict === 'unknown',
    });
    if (pair.action !== undefined) expect(witnesses.map(({ action }) => action)).toContain(pair.action);
    if (['same', 'shrinks'].includes(pair.verdict)) expect(witnesses).toEqual([]);
  });
});
