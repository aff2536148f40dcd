// branch-protection-weakened: what a branch no longer asks for, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { branchProtectionWeakened } from '../../../src/classify/rules/branch-protection-weakened.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function said(type: string, before: Values, after: Values): readonly string[] {
  const hits = branchProtectionWeakened.check(resource(type, after, before), contextOf());
  return hits.map(
    ({ severity = 'high', message }) => `${severity}: ${message.replace(`${type}.example`, 'X')}`,
  );
}

const REVIEWS = 'required_pull_request_reviews[0]';
const CHECKS = 'required_status_checks[0]';

describe('a protection', () => {
  const GUARDED: Values = {
    pattern: 'main',
    enforce_admins: true,
    [`${REVIEWS}.required_approving_review_count`]: 2,
    [`${REVIEWS}.require_code_owner_reviews`]: true,
    [`${CHECKS}.strict`]: true,
    [`${CHECKS}.contexts`]: ['ci', 'aigov/policy'],
  };

  test.each<[string, Values, readonly string[]]>([
    ['stays', { description: 'x' }, []],
    ['frees administrators', { enforce_admins: false }, ['high: X no longer binds administrators.']],
    ['allows force', { allows_force_pushes: true }, ['high: X now lets history be rewritten by force.']],
    [
      'asks for fewer approvals',
      { [`${REVIEWS}.required_approving_review_count`]: 1 },
      ['high: The number of approvals of X falls from 2 to 1.'],
    ],
    ['asks for more approvals', { [`${REVIEWS}.required_approving_review_count`]: 3 }, []],
    [
      'asks for fewer checks',
      { [`${CHECKS}.contexts`]: ['ci'] },
      ['high: X no longer asks for the check aigov/policy.'],
    ],
    [
      'lets somebody pass',
      { [`${REVIEWS}.pull_request_bypassers`]: ['/bot'] },
      ['high: X now lets /bot pass, who may merge without a review.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(said('github_branch_protection', GUARDED, { ...GUARDED, ...change })).toEqual(expected);
  });

  test('without its checks is told once', () => {
    const { [`${CHECKS}.strict`]: _strict, [`${CHECKS}.contexts`]: _contexts, ...without } = GUARDED;
    expect(said('github_branch_protection', GUARDED, without)).toEqual([
      'high: X no longer asks for any check.',
    ]);
  });

  test('that is new adds, whatever it leaves off', () => {
    const made = resource('github_branch_protection', { pattern: 'main', enforce_admins: false });
    expect(branchProtectionWeakened.check(made, contextOf())).toEqual([]);
  });

  test('that is deleted holds nothing back', () => {
    const gone = changeOf({ type: 'github_branch_protection', action: 'delete', before: stateOf(GUARDED) });
    expect(branchProtectionWeakened.check(gone, contextOf()).map(({ message }) => message)).toEqual([
      'github_branch_protection.example is deleted: what it held back on its branches is allowed.',
    ]);
  });
});

describe('a ruleset', () => {
  const RULES: Values = {
    enforcement: 'active',
    'conditions[0].ref_name[0].include': ['~DEFAULT_BRANCH', 'refs/heads/release/*'],
    'conditions[0].ref_name[0].exclude': [],
    'rules[0].non_fast_forward': true,
    'rules[0].pull_request[0].required_approving_review_count': 1,
    'rules[0].required_status_checks[0].required_check[0].context': 'ci',
  };

  test.each<[string, Values, readonly string[]]>([
    ['is only evaluated', { enforcement: 'evaluate' }, ['high: X now is not enforced.']],
    [
      'lets an app pass',
      { 'bypass_actors[0].actor_id': 7, 'bypass_actors[0].bypass_mode': 'always' },
      ['high: X now lets the actor 7 bypass it.'],
    ],
    [
      'leaves a branch out',
      { 'conditions[0].ref_name[0].exclude': ['refs/heads/main'] },
      ['high: X now leaves out refs/heads/main.'],
    ],
    [
      'covers less',
      { 'conditions[0].ref_name[0].include': ['~DEFAULT_BRANCH'] },
      ['high: X no longer covers refs/heads/release/*.'],
    ],
    [
      'asks for another check',
      { 'rules[0].required_status_checks[0].required_check[0].context': 'lint' },
      ['high: X no longer asks for the check ci.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(said('github_repository_ruleset', RULES, { ...RULES, ...change })).toEqual(expected);
  });
});
