// `require.signed_commits`: each commit, and what is known of none.
import { expect, test } from 'vitest';
import type { CommitFact } from '../../../src/model/facts.ts';
import { BARE, agentFacts, commit, decide, facts, reason } from '../given.ts';

const POLICY = `${BARE}rules: [{ id: r, require: { signed_commits: true } }]\n`;
const signed = commit({ verified: true });
const sha = (digit: string): string => digit.repeat(40);
const unsigned = (digit: string): CommitFact => commit({ sha: sha(digit) });

test.each<[string, readonly CommitFact[] | null, boolean, string]>([
  ['all signed', [signed, signed], true, 'Every commit has a verified signature of its author.'],
  [
    'one is not',
    [signed, unsigned('1')],
    false,
    '1 of 2 commits have no verified signature of their author: 11111111.',
  ],
  [
    'many are not',
    ['1', '2', '3', '4', '5'].map(unsigned),
    false,
    '5 of 5 commits have no verified signature of their author: 11111111, 22222222, 33333333 and 2 more.',
  ],
  ['unknown', null, false, 'Nothing is known of the signatures of the commits.'],
  ['none', [], false, 'Nothing is known of the signatures of the commits.'],
])('%s', (_, commits, satisfied, message) => {
  const decision = decide({ policy: POLICY, facts: facts({ commits }) });
  expect(reason(decision, 'r')).toMatchObject({ code: 'ASSURANCE_LOW', satisfied, message });
  expect(decision.outcome).toBe(satisfied ? 'pass' : 'needs_review');
});

test('agents are bound as well', () => {
  const outcome = (commits: readonly CommitFact[]) =>
    decide({ policy: POLICY, facts: agentFacts({ commits }) }).outcome;
  expect([outcome([signed]), outcome([unsigned('1')])]).toEqual(['pass', 'needs_review']);
});
