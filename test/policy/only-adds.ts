// Additions to a drawn policy, and what none of them may do. Used by layer.test.ts and only-adds-run.ts.
import type { Decision } from '../../src/model/decision.ts';
import { OUTCOMES } from '../../src/model/words.ts';
import { decide } from '../../src/steps/decide.ts';
import fc from '../properties.ts';
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

const NAME = 'acme/policies//base.yml';
type Document = { readonly [key: string]: unknown };
type Texts = {
  readonly floor: Document | null;
  readonly repository: Document | null;
  readonly extended?: Document;
};
type World = {
  readonly facts: Parameters<typeof decide>[0]['gathered']['facts'];
  readonly diff: Parameters<typeof decide>[0]['diff'];
};
const world: fc.Arbitrary<World> = fc.record({ facts: drawnFacts, diff: drawnDiff });
const maybeFloor = fc.option(mainDocument('f'), { nil: null });

function decided({ facts, diff }: World, texts: Texts): Decision {
  const text = (document: Document | null): string | null =>
    document === null ? null : JSON.stringify({ version: 1, ...document });
  const extended = texts.extended === undefined ? undefined : { [NAME]: text(texts.extended) };
  const all = layers(text(texts.repository), text(texts.floor), extended);
  return decide({ gathered: { facts, base: BASE, head: HEAD, layers: all }, diff }).decision;
}

/** Throws where the second decision lets through, or only observes, what the first held. */
function refuseMilder(before: Decision, after: Decision): void {
  const milder = OUTCOMES.indexOf(after.outcome) < OUTCOMES.indexOf(before.outcome);
  if (!milder && (before.mode !== 'enforce' || after.mode === 'enforce')) return;
  const lost = before.reasons.filter(({ satisfied }) => !satisfied);
  throw new Error(
    `${before.outcome} (${before.mode}) becomes ${after.outcome} (${after.mode}); open were ${lost.map(({ code, rule: name }) => `${code} ${name}`).join(', ')}`,
  );
}

const withRule = (document: Document, further: object): Document => ({
  ...document,
  rules: [...((document['rules'] as readonly object[] | undefined) ?? []), { id: 'further', ...further }],
});

function asksForAssurance(floor: Document): boolean {
  return JSON.stringify(floor['rules'] ?? []).includes('"require":{"assurance"');
}

type Amount = { readonly numRuns: number; readonly seed?: number };

/** By what is added. Each throws for an input that it does not hold for. */
export const ADDITIONS: { readonly [added: string]: (amount: Amount) => void } = {
  'a file that floor or repository extends': (amount) =>
    fc.assert(
      fc.property(
        world,
        maybeFloor,
        mainDocument('r'),
        extendedDocument('x'),
        fc.boolean(),
        (given, floor, repository, extended, above) => {
          const extend = { extends: [NAME] };
          refuseMilder(
            decided(given, { floor, repository }),
            above && floor !== null
              ? decided(given, { floor: { ...floor, ...extend }, repository, extended })
              : decided(given, { floor, repository: { ...repository, ...extend }, extended }),
          );
        },
      ),
      amount,
    ),
  'a file that floor and repository share': (amount) =>
    fc.assert(
      fc.property(
        world,
        mainDocument('f'),
        mainDocument('r'),
        extendedDocument('x'),
        fc.constantFrom('neither', 'floor', 'repository'),
        (given, floor, repository, extended, first) => {
          const extend = { extends: [NAME] };
          const both = { floor: { ...floor, ...extend }, repository: { ...repository, ...extend } };
          const before = {
            floor: first === 'floor' ? both.floor : floor,
            repository: first === 'repository' ? both.repository : repository,
          };
          refuseMilder(decided(given, { ...before, extended }), decided(given, { ...both, extended }));
        },
      ),
      amount,
    ),
  'a rule of floor or repository': (amount) =>
    fc.assert(
      fc.property(
        world,
        maybeFloor,
        mainDocument('r'),
        rule,
        fc.boolean(),
        (given, floor, repository, further, above) => {
          refuseMilder(
            decided(given, { floor, repository }),
            above && floor !== null
              ? decided(given, { floor: withRule(floor, further), repository })
              : decided(given, { floor, repository: withRule(repository, further) }),
          );
        },
      ),
      amount,
    ),
  'a repository under its floor, but for what the floor leaves to it': (amount) =>
    fc.assert(
      fc.property(world, statingFloor, repositoryBelow, (given, floor, repository) => {
        // Who lists an account as an agent says how surely it is known: a floor that asks for more lists them itself.
        fc.pre(!(JSON.stringify(repository).includes('"listed"') && asksForAssurance(floor)));
        refuseMilder(decided(given, { floor, repository: null }), decided(given, { floor, repository }));
      }),
      amount,
    ),
};
