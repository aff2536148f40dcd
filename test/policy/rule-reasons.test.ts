// What a matching rule says: denials, counts that rise, rules that only observe.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { renderDecisionText } from '../../src/report/index.ts';
import { BARE, agentFacts, approval, change, decide, facts, open, reason } from './given.ts';

const policy = (require: string): string => `${BARE}rules: [{ id: r, require: { ${require} } }]\n`;

test('every count rises when nobody knows who asked the agent', () => {
  const text = policy('approvals: [{ count: 1, from: ["@acme/security"] }, { count: 2 }]');
  const counts = (known: Facts) =>
    decide({ policy: text, facts: known }).reasons.map(({ need }) => need?.count);
  expect(counts(agentFacts())).toEqual([1, 2]);
  expect(counts(agentFacts({ delegator: null }))).toEqual([2, 3]);
  expect(counts(facts())).toEqual([1, 2]);
});

test('a denial shows its own words and where', () => {
  const decision = decide({
    policy: `${BARE}rules: [{ id: r, when: { kinds: [identity] }, deny: Not here. }]\n`,
  });
  expect([decision.outcome, reason(decision, 'r').message]).toEqual([
    'blocked',
    'Not here. (identity change, aws_iam_role.ci, prod)',
  ]);
});

describe('mode: observe', () => {
  const rule = (mode: string, rest: string): string =>
    `${BARE}rules: [{ id: r, mode: ${mode}, when: { kinds: [identity] }, ${rest} }]\n`;
  const DENY = 'deny: Not here.';
  const NEED = 'require: { approvals: [{ count: 1 }] }';

  test('holds the pull request when enforced, and not when it observes', () => {
    const outcome = (mode: string) => decide({ policy: rule(mode, DENY) }).outcome;
    expect([outcome('enforce'), outcome('observe')]).toEqual(['blocked', 'pass']);
  });

  test('what it would say stands apart, met or not', () => {
    const observed = (part = {}) =>
      decide({ policy: rule('observe', NEED), facts: facts(part) }).observed?.map(
        ({ code, rule: id, satisfied }) => [code, id, satisfied],
      );
    expect([observed(), observed({ reviews: [approval('bob')] })]).toEqual([
      [['APPROVALS_MISSING', 'r', false]],
      [['APPROVALS_MISSING', 'r', true]],
    ]);
    const decision = decide({ policy: rule('observe', NEED) });
    expect([open(decision), decision.retryable]).toEqual([[], false]);
  });

  test('a rule that matches nothing leaves no trace', () => {
    expect(
      decide({ policy: rule('observe', DENY), changes: [change({ kinds: ['dns'] })] }),
    ).not.toHaveProperty('observed');
  });

  test('readers see that it is on trial', () => {
    const text = renderDecisionText(decide({ policy: rule('observe', DENY) }), { color: false });
    expect(text).toContain('On trial, holding nothing\n  DENIED, rule r\n      Not here.');
    expect(renderDecisionText(decide({ policy: rule('enforce', DENY) }), { color: false })).not.toContain(
      'On trial',
    );
  });

  test('it raises no tier, and a policy that wants both is told', () => {
    const parsed = parsePolicy(
      `version: 1\nrules:\n  - id: r\n    mode: observe\n    tier: critical\n    deny: no\n`,
    );
    expect(parsed.kind === 'ok' ? [] : parsed.problems).toMatchObject([
      { line: 5, message: expect.stringContaining('raises no tier') },
    ]);
  });
});
