import { expect, test } from 'vitest';
import type { Reason } from '../../src/model/decision.ts';
import type { Facts } from '../../src/model/facts.ts';
import { reviewersToRequest } from '../../src/report/reviewers-to-request.ts';
import { aDecision, aReason, someFacts } from './builders.ts';

const alice = { login: 'alice', id: 1, type: 'User' };
const both: Partial<Reason> = { need: { count: 1, from: ['@acme/Security', 'carol', 'Alice'] }, have: {} };

function request(reason: Partial<Reason>, facts: Partial<Facts> = {}) {
  const decision = aDecision({
    actor: { ...aDecision().actor, delegator: null },
    reasons: [aReason(reason)],
  });
  return reviewersToRequest({ decision, facts: someFacts(facts) });
}

test.each([
  {
    name: 'teams by slug, people by login',
    reason: both,
    facts: {},
    users: ['Alice', 'carol'],
    teams: ['security'],
  },
  {
    name: 'never the author of the pull request',
    reason: both,
    facts: {
      pull_request: {
        number: 7,
        title: '',
        body: '',
        labels: [],
        draft: false,
        fork: false,
        base_branch: null,
        head_branch: null,
        author: alice,
      },
    },
    users: ['carol'],
    teams: ['security'],
  },
  {
    name: 'never a pusher',
    reason: both,
    facts: { pushers: [alice] },
    users: ['carol'],
    teams: ['security'],
  },
  {
    name: 'never the delegator',
    reason: both,
    facts: { delegator: 'ALICE' },
    users: ['carol'],
    teams: ['security'],
  },
  {
    name: 'nobody whose approval is ignored for good',
    reason: { ...both, have: { ignored: [{ login: 'carol', why: 'agent' }] } },
    facts: {},
    users: ['Alice'],
    teams: ['security'],
  },
  {
    name: 'again who approved an older commit',
    reason: { ...both, have: { ignored: [{ login: 'carol', why: 'stale_head' }] } },
    facts: {},
    users: ['Alice', 'carol'],
    teams: ['security'],
  },
  {
    name: 'nobody without write access',
    reason: both,
    facts: { permissions: { carol: 'read' } },
    users: ['Alice'],
    teams: ['security'],
  },
  {
    name: 'no team of which nobody could approve',
    reason: both,
    facts: { teams: { '@acme/security': ['alice'] }, delegator: 'alice' },
    users: ['carol'],
    teams: [],
  },
  {
    name: 'no team of another organisation',
    reason: { need: { count: 1, from: ['@other/security'] } },
    facts: {},
    users: [],
    teams: [],
  },
  {
    name: 'nobody where anyone may approve',
    reason: { need: { count: 1 } },
    facts: {},
    users: [],
    teams: [],
  },
  {
    name: 'nobody for a met requirement',
    reason: { ...both, satisfied: true },
    facts: {},
    users: [],
    teams: [],
  },
] satisfies readonly {
  name: string;
  reason: Partial<Reason>;
  facts: Partial<Facts>;
  users: string[];
  teams: string[];
}[])('$name', ({ reason, facts, users, teams }) => {
  expect(request(reason, facts)).toEqual({ users, teams });
});

test('observe mode asks nobody', () => {
  expect(reviewersToRequest({ decision: aDecision({ mode: 'observe' }), facts: someFacts() })).toEqual({
    users: [],
    teams: [],
  });
});
