// Layers only add: whatever is drawn, one more of them, or one more rule, never lets through what was held.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import { OUTCOMES } from '../../src/model/words.ts';
import { nameIn, reaches } from '../../src/policy/layer.ts';
import type { Layer } from '../../src/policy/layer.ts';
import { decide } from '../../src/steps/decide.ts';
import {
  drawnDiff,
  drawnFacts,
  extendedDocument,
  mainDocument,
  repositoryBelow,
  rule,
  statingFloor,
} from './drawn.ts';
import { BASE, HEAD, layers } from './given.ts';

/** More with `LAYER_PAIRS=200000 npx vitest run test/policy/layer.test.ts`. */
const PAIRS = Number(process.env['LAYER_PAIRS'] ?? 10_000);
const share = (part: number): { readonly numRuns: number } => ({ numRuns: Math.ceil(PAIRS * part) });
const NAME = 'acme/policies//base.yml';
type Document = { readonly [key: string]: unknown };
type World = {
  readonly facts: Parameters<typeof decide>[0]['gathered']['facts'];
  readonly diff: Parameters<typeof decide>[0]['diff'];
};
const world: fc.Arbitrary<World> = fc.record({ facts: drawnFacts, diff: drawnDiff });

function outcome(
  { facts, diff }: World,
  texts: {
    readonly floor: Document | null;
    readonly repository: Document | null;
    readonly extended?: Document;
  },
): Decision {
  const text = (document: Document | null): string | null =>
    document === null ? null : JSON.stringify({ version: 1, ...document });
  const extended = texts.extended === undefined ? undefined : { [NAME]: text(texts.extended) };
  const all = layers(text(texts.repository), text(texts.floor), extended);
  return decide({ gathered: { facts, base: BASE, head: HEAD, layers: all }, diff }).decision;
}

function expectNoMilder(before: Decision, after: Decision): void {
  const lost = before.reasons
    .filter(({ satisfied }) => !satisfied)
    .map(({ code, rule: name }) => `${code} ${name}`);
  expect(OUTCOMES.indexOf(after.outcome), lost.join(', ')).toBeGreaterThanOrEqual(
    OUTCOMES.indexOf(before.outcome),
  );
  if (before.mode === 'enforce') expect(after.mode).toBe('enforce');
}

describe('POL-10: what is added never lets through what was held', () => {
  const maybe = (document: fc.Arbitrary<Document>) => fc.option(document, { nil: null });

  test('a file that floor or repository extends', () => {
    fc.assert(
      fc.property(
        world,
        maybe(mainDocument('f')),
        mainDocument('r'),
        extendedDocument('x'),
        fc.boolean(),
        (given, floor, repository, extended, above) => {
          const before = outcome(given, { floor, repository });
          const extend = { extends: [NAME] };
          const after =
            above && floor !== null
              ? outcome(given, { floor: { ...floor, ...extend }, repository, extended })
              : outcome(given, { floor, repository: { ...repository, ...extend }, extended });
          expectNoMilder(before, after);
        },
      ),
      share(0.5),
    );
  });

  test('a rule of floor or repository', () => {
    const withRule = (document: Document, further: object): Document => ({
      ...document,
      rules: [...((document['rules'] as readonly object[] | undefined) ?? []), { id: 'further', ...further }],
    });
    fc.assert(
      fc.property(
        world,
        maybe(mainDocument('f')),
        mainDocument('r'),
        rule,
        fc.boolean(),
        (given, floor, repository, further, above) => {
          const before = outcome(given, { floor, repository });
          const after =
            above && floor !== null
              ? outcome(given, { floor: withRule(floor, further), repository })
              : outcome(given, { floor, repository: withRule(repository, further) });
          expectNoMilder(before, after);
        },
      ),
      share(0.25),
    );
  });

  test('a repository under its floor, but for what the floor leaves open', () => {
    fc.assert(
      fc.property(world, statingFloor, repositoryBelow, (given, floor, repository) => {
        expectNoMilder(outcome(given, { floor, repository: null }), outcome(given, { floor, repository }));
      }),
      share(0.25),
    );
  });
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
