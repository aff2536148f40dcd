// Tier of a change: each step of the design on its own, and that no step lowers.
import { expect, test } from 'vitest';
import { tierOf } from '../../src/classify/tier.ts';
import type { TierFacts } from '../../src/classify/tier.ts';
import { ACTIONS, KINDS, SEVERITIES, TIERS, tierAtLeast } from '../../src/model/words.ts';
import type { Kind } from '../../src/model/words.ts';
import fc from '../properties.ts';

const PLAIN: TierFacts = {
  start: 'low',
  kinds: ['compute'],
  action: 'update',
  severities: [],
  understood: true,
};

test.each<[string, Partial<TierFacts>, string]>([
  ['nothing special keeps the start', {}, 'low'],
  ['a kind that steps', { kinds: ['identity'] }, 'elevated'],
  ['two kinds that step are one step', { kinds: ['identity', 'network'] }, 'elevated'],
  ['update of a data store', { kinds: ['data_store'] }, 'low'],
  ['delete of a data store', { kinds: ['data_store'], action: 'delete' }, 'elevated'],
  ['replace of a dns record', { kinds: ['dns'], action: 'replace' }, 'elevated'],
  ['delete of compute', { action: 'delete' }, 'low'],
  ['delete of a key: kind and loss', { kinds: ['encryption'], action: 'delete' }, 'critical'],
  ['a high finding', { severities: ['high'] }, 'elevated'],
  ['a medium finding', { severities: ['medium'] }, 'low'],
  ['several high findings are one step', { severities: ['high', 'high'] }, 'elevated'],
  ['steps end at critical', { start: 'critical', kinds: ['identity'], severities: ['high'] }, 'critical'],
  ['not understood', { start: 'none', understood: false }, 'critical'],
  ['an environment without tier', { start: 'none' }, 'none'],
])('%s', (_name, given, expected) => {
  expect(tierOf({ ...PLAIN, ...given })).toBe(expected);
});

test.each(KINDS)('%s steps exactly if the design lists it', (kind: Kind) => {
  const listed: readonly Kind[] = [
    'identity',
    'network',
    'firewall',
    'secrets',
    'encryption',
    'governance',
    'pipeline',
  ];
  expect(tierOf({ ...PLAIN, kinds: [kind] })).toBe(listed.includes(kind) ? 'elevated' : 'low');
});

test('a higher start never gives a lower tier', () => {
  const facts = fc.record({
    kinds: fc.subarray([...KINDS]),
    action: fc.constantFrom(...ACTIONS),
    severities: fc.subarray([...SEVERITIES]),
    understood: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, fc.constantFrom(...TIERS), fc.constantFrom(...TIERS), (rest, a, b) => {
      const [low, high] = tierAtLeast(a, b) ? [b, a] : [a, b];
      return tierAtLeast(tierOf({ ...rest, start: high }), tierOf({ ...rest, start: low }));
    }),
  );
});
