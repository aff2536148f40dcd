// `head_age`: an approval counts only where its commit had been there for long enough before. Owners: nobody stands for two entries.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import { BARE, HEAD, approval, change, classified, decide, facts, open, reason } from '../given.ts';
import { digestOf } from '../identified.ts';

const rule = (require: string): string => `${BARE}rules: [{ id: r, require: { ${require} } }]\n`;
const TEN = rule('approvals: [{ count: 1 }], head_age: 10m');
const OLD = 'd'.repeat(40);
const SEEN = '2026-11-21T12:00:00Z';
const given = (at: string | null, part: Partial<Facts> = {}): Facts =>
  facts({ reviews: [approval('bob', { submitted_at: at })], heads_seen: { [HEAD]: SEEN }, ...part });
const COUNTED = { counted: ['bob'], ignored: [] };
const SOON = { counted: [], ignored: [{ login: 'bob', why: 'not_approved' }] };

describe('an approval of the head', () => {
  test.each<[string, string | null, Partial<Facts>, unknown]>([
    ['after ten minutes', '2026-11-21T12:10:00Z', {}, COUNTED],
    ['TOC-05: a second early', '2026-11-21T12:09:59Z', {}, SOON],
    ['at an unknown time', null, {}, SOON],
    ['of a head first seen at an unknown time', '2026-11-21T12:10:00Z', { heads_seen: {} }, SOON],
    ['of a head of which nothing is known', '2026-11-21T12:10:00Z', { heads_seen: { [OLD]: SEEN } }, SOON],
    ['of the head by its other name', '2026-11-21T12:10:00Z', { heads_seen: { HEAD: SEEN } }, COUNTED],
    ['without a clock', '2026-11-21T12:10:00Z', { now: null }, COUNTED],
  ])('%s', (_, at, part, have) => {
    expect(reason(decide({ policy: TEN, facts: given(at, part) }), 'r').have).toEqual(have);
  });

  test('without such a rule counts at once', () => {
    const policy = rule('approvals: [{ count: 1 }]');
    expect(reason(decide({ policy, facts: given(null) }), 'r').have).toEqual(COUNTED);
  });

  test('is asked of one entry alone where it stands there', () => {
    const policy = rule('approvals: [{ count: 1, head_age: 10m }, { count: 1, permission: admin }]');
    const reviews = ['bob', 'carol'].map((login) => approval(login, { submitted_at: SEEN }));
    const decision = decide({ policy, facts: given(null, { reviews }) });
    expect(decision.reasons.map(({ satisfied, need }) => [need?.['permission'] ?? null, satisfied])).toEqual([
      [null, false],
      ['admin', true],
    ]);
  });
});

test('an approval of an earlier head with the same change counts by the age of that head', () => {
  const policy = rule('approvals: [{ count: 1, stale: change_digest, head_age: 10m }]');
  const known = (seen: string): Facts =>
    given(null, {
      reviews: [approval('bob', { commit_id: OLD, submitted_at: '2026-11-21T12:10:00Z' })],
      change_digests: { [OLD]: digestOf(classified([change()])) },
      heads_seen: { [OLD]: seen, [HEAD]: SEEN },
    });
  const have = (seen: string) => reason(decide({ policy, facts: known(seen) }), 'r').have;
  expect([have('2026-11-21T12:00:00Z'), have('2026-11-21T12:00:01Z')]).toEqual([COUNTED, SOON]);
});

test('the message says from when on', () => {
  const message = (part: Partial<Facts>) =>
    reason(decide({ policy: TEN, facts: given('2026-11-21T12:05:00Z', part) }), 'r').message;
  expect([message({}), message({ heads_seen: {} })]).toEqual([
    '1 of the people with write access must approve (identity change, aws_iam_role.ci, prod): 0 of 1; not counted: bob (not_approved); approvals of this head count from 2026-11-21T12:10:00.000Z on.',
    '1 of the people with write access must approve (identity change, aws_iam_role.ci, prod): 0 of 1; not counted: bob (not_approved); nobody knows since when this head is there, so no approval of it counts.',
  ]);
});

test('a rule that asks for nothing else is refused', () => {
  expect(decide({ policy: rule('head_age: 10m') }).reasons.map(({ code }) => code)).toEqual([
    'POLICY_INVALID',
  ]);
});

const everybodysOwners = [{ pattern: '*', owners: ['@bob', '@carol'] }];
const ask = (entries: string, by: readonly string[]): readonly string[] =>
  open(
    decide({
      policy: `${BARE}rules: [{ id: r, require: { approvals: [${entries}] } }]\n`,
      facts: facts({ code_owners: everybodysOwners, reviews: by.map((login) => approval(login)) }),
    }),
  );

test.each([
  ['{ count: 1, from: [code_owners] }, { count: 1, from: [code_owners] }'],
  ['{ count: 1, from: [code_owners] }, { count: 1, from: ["@acme/security"] }'],
  ['{ count: 1, from: ["@acme/security"] }, { count: 1, from: [code_owners] }'],
])('%s needs two people', (entries) => {
  expect(ask(entries, ['bob'])).toEqual(['APPROVALS_MISSING r']);
  expect(ask(entries, ['bob', 'carol'])).toEqual([]);
});

test('the owners of two files are not both free for a third entry', () => {
  const known = facts({
    code_owners: [
      { pattern: 'envs/prod/iam.tf', owners: ['@bob'] },
      { pattern: 'envs/prod/net.tf', owners: ['@carol'] },
    ],
    reviews: [approval('bob'), approval('carol')],
  });
  const file = (path: string) => ({
    path,
    previousPath: null,
    status: 'modified' as const,
    format: 'terraform',
    blob: 'c'.repeat(40),
    previousBlob: 'b'.repeat(40),
  });
  const files = ['envs/prod/iam.tf', 'envs/prod/net.tf'].map(file);
  const decision = (entries: string) =>
    decide({
      policy: `${BARE}rules: [{ id: r, require: { approvals: [${entries}] } }]\n`,
      facts: known,
      classified: classified([], { files }),
    });
  expect(open(decision('{ count: 1, from: [code_owners] }'))).toEqual([]);
  expect(open(decision('{ count: 1, from: [bob, carol] }, { count: 1, from: [code_owners] }'))).toEqual([
    'APPROVALS_MISSING r',
  ]);
});
