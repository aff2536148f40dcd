// Who asked the agent: only a person, and only where more than a text says so.
import { expect, test } from 'vitest';
import { delegatorOf } from '../../../src/policy/agents/delegator.ts';
import type { Account, Facts } from '../../../src/model/facts.ts';
import { agentFacts, commit, COPILOT, user } from '../given.ts';

const account = (login: string, part: Partial<Account> = {}): Account => ({
  login,
  id: null,
  type: null,
  ...part,
});
const NAMED = [account('alice')];
const asked = (coauthors: readonly Account[], part: object = {}): Facts =>
  agentFacts({
    delegator: null,
    permissions: { Alice: 'read' },
    commits: [commit({ author: COPILOT, verified: true, coauthors, ...part })],
  });
const NOBODY = { agents: [], automation: [] };

test.each<[string, Facts, string | null]>([
  ['as stated', agentFacts({ delegator: 'alice' }), 'alice'],
  ['stated, and the agent itself', agentFacts({ delegator: 'Copilot' }), null],
  ['stated, and a bot by its name', agentFacts({ delegator: 'helper[bot]' }), null],
  [
    'stated, and a bot by its account',
    agentFacts({ delegator: 'helper', pushers: [account('Helper', { id: 9, type: 'Bot' })] }),
    null,
  ],
  ['the co-author of a verified commit of the agent', asked(NAMED), 'alice'],
  ['not of an unverified commit', asked(NAMED, { verified: false }), null],
  ['not of a human commit', asked(NAMED, { author: user('dora', 40) }), null],
  ['not another agent', asked([user('claude[bot]')]), null],
  ['not a bot that a trailer names', asked([account('dependabot[bot]')]), null],
  ['nobody, where a trailer names whom the repository does not know', asked([account('zoe-nowhere')]), null],
  ['whom GitHub knows for a person', asked([user('zoe-nowhere', 77)]), 'zoe-nowhere'],
  ['the person beside an agent', asked([account('claude[bot]'), ...NAMED]), 'alice'],
  ['nobody known', agentFacts({ delegator: null }), null],
])('%s', (_, known, expected) => {
  expect(delegatorOf(known, NOBODY)).toBe(expected);
});

test('a machine user that the policy lists asks for nothing', () => {
  const facts = asked([user('sweeper', 77)]);
  expect([
    delegatorOf(facts, NOBODY),
    delegatorOf(facts, { ...NOBODY, automation: [77] }),
    delegatorOf({ ...facts, delegator: 'sweeper' }, { ...NOBODY, automation: [77] }),
  ]).toEqual(['sweeper', null, null]);
});
