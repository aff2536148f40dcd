// Which commit a review stands on once the base has changed.
import { expect, it } from 'vitest';
import { reviewFacts } from '../../src/facts/approvals.ts';
import { HEAD } from './host.ts';

const CHANGED = '2026-11-21T12:00:00Z';
const user = { login: 'bob', id: 2, type: 'User' };
const review = { user, state: 'APPROVED', commit: HEAD, canPush: true } as const;

it.each([
  { name: 'after the change', submittedAt: '2026-11-21T12:00:01Z', change: CHANGED, expected: HEAD },
  { name: 'before it', submittedAt: '2026-11-21T11:59:59Z', change: CHANGED, expected: '' },
  { name: 'in the same second', submittedAt: CHANGED, change: CHANGED, expected: '' },
  { name: 'at a time that is not told', submittedAt: null, change: CHANGED, expected: '' },
  { name: 'before no change at all', submittedAt: CHANGED, change: null, expected: HEAD },
])('a review $name', ({ submittedAt, change, expected }) => {
  expect(reviewFacts([{ ...review, submittedAt }], change)).toEqual([
    { user, state: 'APPROVED', commit_id: expected, submitted_at: submittedAt },
  ]);
});
