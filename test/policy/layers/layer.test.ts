// Layers only add: whatever is drawn, one more of them, or one more rule, never lets through what was held.
import { describe, expect, test } from 'vitest';
import { nameIn, reaches } from '../../../src/policy/layers/layer.ts';
import type { Layer } from '../../../src/policy/layers/layer.ts';
import { ADDITIONS } from '../only-adds.ts';

/** More with `npm run fuzz:layers`. */
const PAIRS = 10_000;

describe('POL-10: what is added never lets through what was held', () => {
  const all = Object.entries(ADDITIONS);
  test.each(all)('%s', (_, holds) => holds({ numRuns: Math.ceil(PAIRS / all.length) }));
});

describe('how far the word of a layer goes', () => {
  const SHARED: Layer = 'floor:acme/policies//base.yml';
  const OWN: Layer = 'repository:acme/policies//more.yml';
  test.each<[Layer, readonly Layer[]]>([
    ['floor', ['floor', SHARED, 'repository', OWN]],
    [SHARED, [SHARED]],
    ['repository', ['repository', OWN]],
    [OWN, [OWN]],
  ])('of %s', (from, expected) => {
    expect((['floor', SHARED, 'repository', OWN] as const).filter((to) => reaches(from, to))).toEqual(
      expected,
    );
  });

  test('names', () => {
    expect((['floor', SHARED, 'repository', OWN] as const).map((layer) => nameIn(layer, 'r'))).toEqual([
      'floor/r',
      'floor/policies//base.yml/r',
      'r',
      'policies//more.yml/r',
    ]);
  });
});
