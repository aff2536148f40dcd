// `require.validators`: an agent's approval where a rule asks for that agent, and never instead of a human's.
import { describe, expect, test } from 'vitest';
import type { Facts, ReviewFact } from '../../../src/model/facts.ts';
import {
  BARE,
  COPILOT,
  HEAD,
  agentFacts,
  approval,
  commit,
  decide,
  facts,
  open,
  pull,
  reason,
  user,
} from '../given.ts';

const CHECKER = { login: 'checker[bot]', id: 7, type: 'Bot' };
const agents = (limits = ''): string =>
  `actors: { agents: { checker: { identities: [{ github: 7 }], roles: [validator]${limits} }, copilot: { identities: [{ github: 198982749 }], environments: [prod] } } }\n`;
const policy = (limits = '', more = ''): string =>
  `${BARE}${agents(limits)}rules: [{ id: r, require: { validators: [checker]${more} } }]\n`;
const review = (part: Partial<ReviewFact> = {}): ReviewFact => ({ ...approval('x'), user: CHECKER, ...part });
const given = (reviews: readonly ReviewFact[], part: Partial<Facts> = {}): Facts =>
  agentFacts({ reviews, ...part });

test('its approval of the head is what the rule asks for', () => {
  const decision = decide({ policy: policy(), facts: given([review()]) });
  expect(decision.outcome).toBe('pass');
  expect(reason(decision, 'r')).toMatchObject({
    code: 'APPROVALS_MISSING',
    need: { validator: 'checker' },
    have: { counted: ['checker[bot]'], ignored: [] },
    message: 'The validator checker approved (identity change, aws_iam_role.ci, prod).',
  });
});

test('it wrote no part of the change under another of its accounts, nor says a trailer so', () => {
  const both = policy().replace('[{ github: 7 }]', '[{ github: 7 }, { github: 8 }]');
  const outcome = (id: number) => {
    const message = `x\n\nCo-authored-by: x <${id}+other[bot]@users.noreply.github.com>`;
    return decide({
      policy: both,
      facts: given([review()], { commits: [commit({ author: COPILOT, message })] }),
    });
  };
  expect(outcome(9).outcome).toBe('pass');
  expect(reason(outcome(8), 'r').have).toEqual({
    counted: [],
    ignored: [{ login: 'checker[bot]', why: 'coauthor' }],
  });
});

describe('what does not count', () => {
  test.each<[string, readonly ReviewFact[], string]>([
    ['nothing', [], 'it has not'],
    ['another account', [review({ user: { ...CHECKER, id: 77 } })], 'it has not'],
    ['the same login with no id', [review({ user: { ...CHECKER, id: null } })], 'it has not'],
    [
      'an older head',
      [review({ commit_id: 'd'.repeat(40) })],
      'it has not; not counted: checker[bot] (stale_head)',
    ],
    ['a comment', [review({ state: 'COMMENTED' })], 'it has not; not counted: checker[bot] (not_approved)'],
    ['dismissed', [review({ state: 'DISMISSED' })], 'it has not; not counted: checker[bot] (dismissed)'],
  ])('%s', (_, reviews, words) => {
    const decision = decide({ policy: policy(), facts: given(reviews) });
    expect(open(decision)).toEqual(['APPROVALS_MISSING r']);
    expect(reason(decision, 'r')).toMatchObject({
      fixable_by: 'either',
      message: `The validator checker must approve (identity change, aws_iam_role.ci, prod), and ${words}.`,
    });
  });
});

test('an earlier head with the same change counts where the rule says so', () => {
  const earlier = 'd'.repeat(40);
  const outcome = (more: string) => {
    const digest = decide({ policy: BARE }).changeDigest;
    return decide({
      policy: policy('', more),
      facts: given([review({ commit_id: earlier })], { change_digests: { [earlier]: digest } }),
    }).outcome;
  };
  expect([outcome(''), outcome(', stale: change_digest')]).toEqual(['needs_review', 'pass']);
});

test('it never fills a place of a human', () => {
  const text = `${BARE}${agents()}rules: [{ id: r, require: { approvals: [{ count: 1 }] } }]\n`;
  const decision = decide({
    policy: text,
    facts: given([review()], { permissions: { 'checker[bot]': 'admin' } }),
  });
  expect(open(decision)).toEqual(['APPROVERS_TOO_FEW r']);
  expect(reason(decision, 'r').have?.ignored).toEqual([{ login: 'checker[bot]', why: 'agent' }]);
});

test('an account of type User that is listed as a validator is no human either', () => {
  const text = `${BARE}${agents()}rules: [{ id: r, require: { approvals: [{ count: 1 }] } }]\n`;
  const known = given([review({ user: user('bob', 7) })]);
  expect(open(decide({ policy: text, facts: known }))).toEqual(['APPROVALS_MISSING r']);
  expect(open(decide({ policy: text, facts: given([approval('bob')]) }))).toEqual([]);
});

describe('separation of duties', () => {
  const text = (joined: boolean): string =>
    `${BARE}${agents().replace('roles: [validator]', 'roles: [author, validator], environments: [prod]')}separation: { author_may_validate: ${joined} }\nrules: [{ id: r, require: { validators: [checker] } }]\n`;
  const took: readonly (readonly [string, Partial<Facts>, string])[] = [
    ['author', { pull_request: pull(CHECKER) }, 'author'],
    ['commit author', { commits: [commit({ author: CHECKER })] }, 'author'],
    ['committer', { commits: [commit({ author: COPILOT, committer: CHECKER })] }, 'committer'],
    ['co-author', { commits: [commit({ author: COPILOT, coauthors: [CHECKER] })] }, 'coauthor'],
    ['pusher', { pushers: [CHECKER] }, 'pusher'],
    ['seen before', { agent_evidence: [{ signal: 'pusher', value: '7', strength: 'A' }] }, 'author'],
  ];
  test.each(took)('one that took part (%s) counts only where the policy joins both', (_, part, why) => {
    const known = given([review()], part);
    expect(open(decide({ policy: text(true), facts: known }))).toEqual([]);
    // A validator alone may not write at all, so the missing validation is not the only reason.
    const decision = decide({ policy: policy(), facts: known });
    expect(open(decision)).toEqual(['AGENT_ADVISORY actors.agents.checker', 'APPROVALS_MISSING r']);
    expect(reason(decision, 'r').have?.ignored).toEqual([{ login: 'checker[bot]', why }]);
  });
});

test('past its date it validates nothing', () => {
  const at = (now: string | null): readonly string[] =>
    open(decide({ policy: policy(', recertify_by: 2026-11-21'), facts: given([review()], { now }) }));
  expect(at('2026-11-21T12:00:00Z')).toEqual([]);
  expect(at('2026-11-22T12:00:00Z')).toEqual(['APPROVALS_MISSING r']);
  expect(at(null)).toEqual(['APPROVALS_MISSING r']);
});

describe('layers', () => {
  const floor = `${agents()}rules: [{ id: f, require: { validators: [checker] } }]\n`;
  const outcome = (repository: string, account = CHECKER): readonly string[] =>
    open(
      decide({
        policy: `${BARE}${repository}`,
        floor,
        facts: given([review({ user: account })]),
      }),
    );

  test('an account that a repository adds does not validate for the organisation', () => {
    const added = 'actors: { agents: { checker: { identities: [{ github: 8 }], roles: [validator] } } }\n';
    expect(outcome('')).toEqual([]);
    expect(outcome(added)).toEqual([]);
    expect(outcome(added, { ...CHECKER, id: 8 })).toEqual(['APPROVALS_MISSING floor/f']);
  });

  test('a repository that takes the role away takes the validation away', () => {
    const other = 'actors: { agents: { checker: { identities: [{ github: 7 }], environments: [prod] } } }\n';
    expect(outcome(other)).toEqual(['APPROVALS_MISSING floor/f']);
  });
});

test('what it says of a pull request of people counts the same', () => {
  expect(decide({ policy: policy(), facts: facts({ reviews: [review({ commit_id: HEAD })] }) }).outcome).toBe(
    'pass',
  );
});
