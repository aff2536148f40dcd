// The Approvals paragraph of the design: what counts, what does not and why.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import {
  BARE,
  COPILOT,
  agentFacts,
  approval,
  change,
  commit,
  decide,
  facts,
  open,
  pull,
  reason,
  user,
} from '../given.ts';

const one = `${BARE}rules: [{ id: r, require: { approvals: [{ count: 1, from: ["@acme/security"] }] } }]\n`;
const why = (known: Facts, policy = one) => reason(decide({ policy, facts: known }), 'r').have;
const BOB = { counted: ['bob'], ignored: [] };
const not = (word: string, login = 'bob') => ({ counted: [], ignored: [{ login, why: word }] });
const by = (part: Parameters<typeof approval>[1] = {}, rest: Partial<Facts> = {}) =>
  facts({ reviews: [approval('bob', part)], ...rest });

describe('one approval, one field apart', () => {
  const bob = user('BOB');
  test.each<[string, Facts, unknown]>([
    ['counts', by(), BOB],
    ['counts with "HEAD"', by({ commit_id: 'HEAD' }), BOB],
    [
      'counts whatever the case of team and login',
      by({}, { permissions: { BOB: 'write' }, teams: { '@ACME/Security': ['Bob', 'carol', 'erin'] } }),
      BOB,
    ],
    ['a bot', by({ user: { login: 'bob', id: 2, type: 'Bot' } }), not('not_user')],
    ['no type', by({ user: { login: 'bob', id: 2, type: null } }), not('not_user')],
    ['requested changes', by({ state: 'CHANGES_REQUESTED' }), not('not_approved')],
    ['only a comment', by({ state: 'COMMENTED' }), not('not_approved')],
    ['dismissed', by({ state: 'DISMISSED' }), not('dismissed')],
    ['an older head', by({ commit_id: 'd'.repeat(40) }), not('stale_head')],
    ['read only', by({}, { permissions: { bob: 'read', carol: 'write', erin: 'write' } }), not('no_write')],
    ['triage only', by({}, { permissions: { bob: 'triage' } }), not('no_write')],
    ['two spellings that disagree', by({}, { permissions: { bob: 'write', Bob: 'read' } }), not('no_write')],
    ['unknown access', by({}, { permissions: {} }), not('no_write')],
    ['not of the team', by({}, { teams: { '@acme/security': ['carol'] } }), not('not_in_team')],
    ['unknown team', by({}, { teams: {} }), not('not_in_team')],
    ['the author', by({}, { pull_request: pull(bob) }), not('author')],
    ['the author of a commit', by({}, { commits: [commit({ author: bob })] }), not('author')],
    [
      'the author of a commit, by id',
      by({ user: user('bob', 2) }, { commits: [commit({ author: user('renamed', 2) })] }),
      not('author'),
    ],
    ['a committer', by({}, { commits: [commit({ committer: bob })] }), not('committer')],
    ['a co-author', by({}, { commits: [commit({ coauthors: [bob] })] }), not('coauthor')],
    [
      'a co-author by trailer',
      by({}, { commits: [commit({ message: 'x\n\nCo-authored-by: B <2+bob@users.noreply.github.com>' })] }),
      not('coauthor'),
    ],
    ['a pusher', by({}, { pushers: [bob] }), not('pusher')],
    ['the delegator', by({}, { delegator: 'Bob' }), not('delegator')],
    ['a requester', by({}, { requesters: ['bob'] }), not('requester')],
    [
      'somebody else in every part',
      by(
        {},
        {
          commits: [commit({ author: user('x'), committer: user('y'), coauthors: [user('z')] })],
          pushers: [user('p')],
          requesters: ['q'],
          delegator: 'd',
        },
      ),
      BOB,
    ],
  ])('%s', (_, known, expected) => {
    expect(why(known)).toEqual(expected);
  });

  test('an agent with a user account', () => {
    const policy = `${one}actors: { agents: { robot: { identities: [{ github: 2 }] } } }\n`;
    const known = by({ user: user('bob', 2) });
    expect([why(known, policy), why(known)]).toEqual([not('agent'), BOB]);
  });

  test('the co-author on the verified commits of an agent', () => {
    const commits = [commit({ author: COPILOT, verified: true, coauthors: [user('bob')] })];
    expect(why(agentFacts({ delegator: null, commits, reviews: [approval('bob')] }))).toEqual(
      not('coauthor'),
    );
  });
});

describe('the latest review stands', () => {
  const reviews = (...states: readonly [string, string | null][]): Facts =>
    facts({
      reviews: states.map(([state, submitted_at]) =>
        approval('bob', { state: state as 'APPROVED', submitted_at }),
      ),
    });
  test.each([
    ['a comment after an approval', reviews(['APPROVED', null], ['COMMENTED', null]), BOB],
    ['a pending one', reviews(['APPROVED', null], ['PENDING', null]), BOB],
    ['an objection after it', reviews(['APPROVED', null], ['CHANGES_REQUESTED', null]), not('not_approved')],
    [
      'a dismissed one never revives an older one',
      reviews(['APPROVED', null], ['DISMISSED', null]),
      not('dismissed'),
    ],
    ['an approval after a dismissed one', reviews(['DISMISSED', null], ['APPROVED', null]), BOB],
    [
      'by time where all have one',
      reviews(['CHANGES_REQUESTED', '2026-01-02T00:00:00Z'], ['APPROVED', '2026-01-01T00:00:00Z']),
      not('not_approved'),
    ],
    [
      'as listed where one has none',
      reviews(['CHANGES_REQUESTED', '2026-01-02T00:00:00Z'], ['APPROVED', null]),
      BOB,
    ],
  ])('%s', (_, known, expected) => {
    expect(why(known)).toEqual(expected);
  });
});

describe('several entries', () => {
  test('two logins of one account are one person', () => {
    const rule = 'rules: [{ id: r, require: { approvals: [{ count: 2 }] } }]\n';
    const by = (id: number): readonly string[] =>
      open(
        decide({
          policy: `${BARE}${rule}`,
          facts: facts({
            reviews: [
              approval('bob', { user: user('bob', 2) }),
              approval('carol', { user: user('carol', id) }),
            ],
          }),
          changes: [change()],
        }),
      );
    expect(by(3)).toEqual([]);
    expect(by(2)).toEqual(['APPROVALS_MISSING r']);
  });

  test('two lists of one team: who is in both', () => {
    const rule = 'rules: [{ id: r, require: { approvals: [{ count: 1, from: ["@acme/security"] }] } }]\n';
    const known = (other: string): Facts =>
      facts({ reviews: [approval('bob')], teams: { '@acme/security': ['bob'], '@ACME/Security': [other] } });
    expect(open(decide({ policy: `${BARE}${rule}`, facts: known('bob'), changes: [change()] }))).toEqual([]);
    expect(open(decide({ policy: `${BARE}${rule}`, facts: known('erin'), changes: [change()] }))).toEqual([
      'APPROVERS_TOO_FEW r',
    ]);
  });

  const policy = (extra = '') =>
    `${BARE}rules: [{ id: r, require: { approvals: [{ count: 1, from: ["@acme/security", "@acme/platform"] }, { count: 1, from: ["@acme/security"] }] } }${extra}]\n`;
  const teams = { '@acme/security': ['bob'], '@acme/platform': ['carol'] };

  test('are filled by distinct humans, matched and not taken greedily', () => {
    expect(
      decide({ policy: policy(), facts: facts({ teams, reviews: [approval('bob'), approval('carol')] }) })
        .outcome,
    ).toBe('pass');
    expect(decide({ policy: policy(), facts: facts({ teams, reviews: [approval('bob')] }) }).outcome).toBe(
      'needs_review',
    );
    expect(decide({ policy: policy(), facts: facts({ teams, reviews: [approval('carol')] }) }).outcome).toBe(
      'needs_review',
    );
  });

  test('across rules one approval serves each', () => {
    const again = ', { id: s, require: { approvals: [{ count: 1, from: [bob] }] } }';
    expect(
      decide({
        policy: policy(again),
        facts: facts({ teams, reviews: [approval('bob'), approval('carol')] }),
      }).outcome,
    ).toBe('pass');
  });

  test('several reviews of one human count once', () => {
    const two = `${BARE}rules: [{ id: r, require: { approvals: [{ count: 2 }] } }]\n`;
    expect(why(facts({ reviews: [approval('bob'), approval('BOB')] }), two)).toMatchObject({
      counted: ['BOB'],
    });
  });
});

describe('too few people', () => {
  const two = (from = 'from: ["@acme/security"]') =>
    `${BARE}rules: [{ id: r, require: { approvals: [{ count: 2, ${from} }] } }]\n`;
  const code = (known: Facts, policy = two()) => reason(decide({ policy, facts: known }), 'r').code;

  test('a team that cannot fill the count names who is out and why', () => {
    const known = facts({
      teams: { '@acme/security': ['bob', 'dora', 'rob'] },
      permissions: { bob: 'write', rob: 'read' },
    });
    expect(reason(decide({ policy: two(), facts: known }), 'r')).toMatchObject({
      code: 'APPROVERS_TOO_FEW',
      satisfied: false,
      have: {
        counted: [],
        ignored: [
          { login: 'dora', why: 'author' },
          { login: 'rob', why: 'no_write' },
        ],
      },
      message:
        '2 of @acme/security must approve (identity change, aws_iam_role.ci, prod), but only 1 eligible are known; not counted: dora (author), rob (no_write).',
    });
  });

  test.each<[string, Facts, string, string]>([
    ['a team that can', facts({ teams: { '@acme/security': ['bob', 'carol'] } }), two(), 'APPROVALS_MISSING'],
    ['an unknown team', facts({ teams: {} }), two(), 'APPROVALS_MISSING'],
    ['anyone, nobody known', facts({ permissions: {} }), two('stale: head'), 'APPROVALS_MISSING'],
    [
      'anyone, one known and nobody out',
      facts({ permissions: { bob: 'write' } }),
      two('stale: head'),
      'APPROVALS_MISSING',
    ],
    [
      'anyone, all known but one are out',
      facts({ permissions: { bob: 'write', dora: 'admin' } }),
      two('stale: head'),
      'APPROVERS_TOO_FEW',
    ],
    ['a login', facts(), two('from: [bob]'), 'APPROVERS_TOO_FEW'],
    ['a bot by name', facts(), two('from: [bob, "x[bot]"]'), 'APPROVERS_TOO_FEW'],
    [
      'an account by id, whose part shows under another login',
      facts({ commits: [commit({ author: user('renamed', 2) })] }),
      two('from: [bob, { login: carol, id: 2 }]'),
      'APPROVERS_TOO_FEW',
    ],
    [
      'an account by id without a part',
      facts({ commits: [commit({ author: user('renamed', 2) })] }),
      two('from: [bob, { login: carol, id: 3 }]'),
      'APPROVALS_MISSING',
    ],
    [
      'one login for two places',
      facts(),
      `${BARE}rules: [{ id: r, require: { approvals: [{ count: 1, from: [bob] }, { count: 1, from: [bob] }] } }]\n`,
      'APPROVALS_MISSING',
    ],
  ])('%s', (_, known, policy, expected) => {
    expect(code(known, policy)).toBe(expected);
  });

  test('one login for two places: the second place cannot be filled', () => {
    const policy = `${BARE}rules: [{ id: r, require: { approvals: [{ count: 1, from: [bob] }, { count: 1, from: [bob] }] } }]\n`;
    const codes = decide({ policy, facts: facts({ reviews: [approval('bob')] }) }).reasons.map(
      ({ code: word, satisfied }) => [word, satisfied],
    );
    expect(codes).toEqual([
      ['APPROVALS_MISSING', true],
      ['APPROVERS_TOO_FEW', false],
    ]);
  });
});
