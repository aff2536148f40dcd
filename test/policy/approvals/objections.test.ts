// Standing requests for changes: of humans and of listed validators, of no other bot.
import { expect, test } from 'vitest';
import type { ReviewFact } from '../../../src/model/facts.ts';
import { BARE, agentFacts, approval, decide, open } from '../given.ts';

const CHECKER = { login: 'checker[bot]', id: 7, type: 'Bot' };
const policy = (roles: string): string =>
  `${BARE}actors: { agents: { checker: { identities: [{ github: 7 }], ${roles} }, copilot: { identities: [{ github: 198982749 }], environments: [prod] } } }\n`;
const result = (roles: string, part: Partial<ReviewFact>): readonly string[] =>
  open(
    decide({
      policy: policy(roles),
      facts: agentFacts({
        reviews: [{ ...approval('x'), user: CHECKER, state: 'CHANGES_REQUESTED', ...part }],
      }),
    }),
  );

test('a listed validator blocks, whatever the commit; an author does not', () => {
  expect(result('roles: [validator]', {})).toEqual(['CHANGES_REQUESTED reviews']);
  expect(result('roles: [validator]', { commit_id: 'd'.repeat(40) })).toEqual(['CHANGES_REQUESTED reviews']);
  expect(result('roles: [author]', {})).toEqual([]);
  expect(result('roles: [executor]', {})).toEqual([]);
});

test('only by its id', () => {
  expect(result('roles: [validator]', { user: { ...CHECKER, id: 8 } })).toEqual([]);
  expect(result('roles: [validator]', { user: { ...CHECKER, login: 'renamed[bot]' } })).toEqual([
    'CHANGES_REQUESTED reviews',
  ]);
});

test('an approval lifts it', () => {
  expect(result('roles: [validator]', { state: 'APPROVED' })).toEqual([]);
  expect(result('roles: [validator]', { state: 'DISMISSED' })).toEqual([]);
});
