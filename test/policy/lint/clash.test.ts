// Conditions that contradict themselves, and near ones that do not. What is called a contradiction never matches.
import { describe, expect, test } from 'vitest';
import { clashIn } from '../../../src/policy/lint/clash.ts';
import { matchRule } from '../../../src/policy/when/match-rule.ts';
import type { When } from '../../../src/policy/schema/when.ts';
import { whenSchema } from '../../../src/policy/schema/when.ts';
import type { PullView } from '../../../src/policy/when/pull-view.ts';
import type { Tier } from '../../../src/model/words.ts';
import type { Subject } from '../../../src/policy/when/subject.ts';
import fc from '../../properties.ts';

const clash = (when: object, raises = false): string | null =>
  clashIn(whenSchema.parse(when), { path: ['when'], raises })?.message ?? null;

describe.each<[string, object, string, object]>([
  [
    'two environments for one change',
    { environments: ['a'], only: { environments: ['b'] } },
    '"environments" asks for b, and beside it for a',
    { environments: ['a'], only: { environments: ['a', 'b'] } },
  ],
  [
    'two classes for one author',
    { actor: ['agent'], all: [{ actor: ['human'] }] },
    '"actor" asks for human, and beside it for agent',
    { actor: ['agent'], any: [{ actor: ['human'] }, { actor: ['agent'] }] },
  ],
  [
    'agents of humans',
    { actor: ['human'], autonomy: ['autonomous'] },
    '"autonomy" is about agents, and "actor" asks for human',
    { actor: ['human', 'mixed'], autonomy: ['autonomous'] },
  ],
  [
    'a tier below the least one',
    { tier: ['low'], tier_at_least: 'elevated' },
    '"tier" asks for low, which is below "tier_at_least"',
    { tier: ['low', 'critical'], tier_at_least: 'elevated' },
  ],
  [
    'not of itself',
    { kinds: ['dns'], not: { kinds: ['dns', 'network'] } },
    '"not" takes out again what kinds beside it asks for',
    { kinds: ['dns', 'identity'], not: { kinds: ['dns', 'network'] } },
  ],
  [
    'not of two keys',
    { kinds: ['dns'], environments: ['a'], not: { kinds: ['dns'], environments: ['a'] } },
    '"not" takes out again what kinds and environments beside it asks for',
    { kinds: ['dns'], environments: ['a'], not: { kinds: ['dns'], environments: ['b'] } },
  ],
  [
    'not of everything',
    { not: { actor: ['human', 'agent', 'automation', 'unknown_bot', 'mixed'] } },
    '"not" names every word that "actor" can have',
    { not: { actor: ['human', 'agent', 'automation', 'mixed'] } },
  ],
  [
    'a draft that is none',
    { draft: true, all: [{ draft: false }] },
    '"draft" is asked to be true, and beside it to be false',
    { draft: true, any: [{ draft: false }, { fork: true }] },
  ],
  [
    'two repositories',
    { repositories: ['acme/a'], all: [{ repositories: ['Acme/b'] }] },
    '"repositories" asks for acme/b, and beside it for acme/a',
    { repositories: ['acme/a'], all: [{ repositories: ['Acme/A'] }] },
  ],
  [
    'paths that are left out again',
    { paths: ['a/**'], not_paths: ['a/**'] },
    '"not_paths" takes out again all that "paths" asks for',
    { paths: ['a/**'], not_paths: ['a/b/**'] },
  ],
  [
    'every path left out',
    { not_paths: ['**'] },
    '"not_paths" takes out every file',
    { not_paths: ['docs/**'] },
  ],
  [
    'a weekend in the middle of a week',
    { during: { days: ['sat', 'sun'], from: '2026-12-21', until: '2026-12-23' } },
    'its window is never open',
    { during: { days: ['sat', 'sun'], from: '2026-12-21', until: '2026-12-26' } },
  ],
  [
    'hours after the end',
    { during: { hours: '09:00-17:00', from: '2026-12-20T18:00', until: '2026-12-20T20:00' } },
    'its window is never open',
    { during: { hours: '09:00-17:00', from: '2026-12-20T16:59', until: '2026-12-20T20:00' } },
  ],
  [
    'two windows that do not meet',
    { during: { days: ['mon'] }, all: [{ during: { days: ['tue'] } }] },
    'its windows are never open at the same time',
    { during: { days: ['mon'], hours: '22:00-06:00' }, all: [{ during: { days: ['tue'] } }] },
  ],
  [
    'one window after the other',
    { during: { until: '2026-12-20' }, all: [{ during: { from: '2026-12-21' } }] },
    'its windows are never open at the same time',
    { during: { until: '2026-12-20' }, all: [{ during: { from: '2026-12-21', zone: 'Asia/Tokyo' } }] },
  ],
  [
    'a window and not the same',
    { during: { days: ['mon'] }, not: { during: { days: ['mon'] } } },
    '"not" takes out again what during beside it asks for',
    { during: { days: ['mon'] }, not: { during: { days: ['tue'] } } },
  ],
  ['an empty not', { not: {} }, '"not" without a condition takes out everything', { not: { draft: true } }],
  [
    'no branch',
    { environments: ['a'], any: [{ environments: ['b'] }, { environments: ['c'] }] },
    'none of "any" can hold: "environments" asks for b, and beside it for a',
    { environments: ['a'], any: [{ environments: ['b'] }, { kinds: ['dns'] }] },
  ],
])('%s', (_name, wrong, message, right) => {
  test('is a contradiction', () => expect(clash(wrong)).toBe(message));
  test('is none with one word different', () => expect(clash(right)).toBeNull());
});

test('several kinds of one change are no contradiction', () => {
  expect(clash({ kinds: ['dns'], all: [{ kinds: ['network'] }] })).toBeNull();
});

test('where a rule raises tiers, a change has several', () => {
  expect(clash({ tier: ['low'], all: [{ tier: ['critical'] }] })).not.toBeNull();
  expect(clash({ tier: ['low'], all: [{ tier: ['critical'] }] }, true)).toBeNull();
});

const one = <T>(...words: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...words);
const some = <T>(...words: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(one(...words), { minLength: 1 });
const keys = fc.record(
  {
    kinds: some('dns', 'network'),
    actions: some('create', 'delete'),
    environments: some('a', 'b'),
    tier: some('low', 'critical'),
    tier_at_least: one('low', 'elevated', 'critical'),
    formats: some('terraform', 'helm'),
    actor: some('human', 'agent', 'automation', 'unknown_bot', 'mixed'),
    agents: some('copilot'),
    autonomy: some('autonomous'),
    assurance: some('unknown', 'authenticated'),
    draft: fc.boolean(),
    files_over: one(1, 5),
  },
  { requiredKeys: [] },
);
const { when } = fc.letrec<{ when: object }>((tie) => ({
  when: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    keys,
    fc.tuple(keys, tie('when')).map(([own, inner]) => ({ ...own, not: inner })),
    fc.tuple(keys, tie('when')).map(([own, inner]) => ({ ...own, only: inner })),
    fc.tuple(keys, tie('when'), tie('when')).map(([own, a, b]) => ({ ...own, any: [a, b] })),
    fc.tuple(keys, tie('when')).map(([own, a]) => ({ ...own, all: [a] })),
  ),
}));
const subject: fc.Arbitrary<Subject> = fc.record({
  paths: fc.constant(['a.tf']),
  environment: one('a', 'b', null),
  data: fc.constant([]),
  trustedData: fc.constant([]),
  tiers: one<Tier>('none', 'low', 'elevated', 'critical').map((tier) => [tier]),
  format: one(['terraform'], ['helm']),
  kinds: some('dns', 'network', 'other'),
  actions: one(['create'], ['update'], ['delete']),
  findings: fc.constant([]),
  attributes: fc.constant([]),
  types: fc.constant([]),
  addresses: fc.constant(['x']),
  understood: fc.constant(true),
});
const pull = fc
  .record({ kind: one('human', 'agent', 'automation', 'mixed'), draft: fc.boolean(), files: one(0, 3, 9) })
  .map(({ kind, draft, files }) => {
    const agents = kind === 'agent' || kind === 'mixed' ? ['copilot'] : [];
    return {
      actors: [{ class: kind, assurance: 'authenticated', agents, delegator: null, evidence: [] }],
      autonomies: agents.map(() => 'autonomous'),
      trustedAutonomies: agents.map(() => 'autonomous'),
      draft,
      files: { least: files, most: files },
    } as unknown as PullView;
  });

test('what is called a contradiction matches nothing, whatever is asked', () => {
  fc.assert(
    fc.property(when, fc.array(subject, { maxLength: 3 }), pull, (given, subjects, view) => {
      const parsed: When = whenSchema.parse(given);
      if (clashIn(parsed, { path: [], raises: false }) === null) return;
      expect(matchRule(parsed, subjects, view).kind).toBe('no');
    }),
    { numRuns: 4000 },
  );
});
