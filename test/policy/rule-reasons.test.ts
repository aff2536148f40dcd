// What a matching rule asks for: checks, provenance, assurance, counts that rise.
import { describe, expect, test } from 'vitest';
import type { CheckFact, Facts } from '../../src/model/facts.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { renderDecisionText } from '../../src/report/index.ts';
import {
  BARE,
  COPILOT,
  HEAD,
  agentFacts,
  approval,
  change,
  commit,
  decide,
  facts,
  open,
  reason,
} from './given.ts';

const policy = (require: string): string => `${BARE}rules: [{ id: r, require: { ${require} } }]\n`;

describe('checks', () => {
  const run = (part: Partial<CheckFact> = {}): CheckFact => ({
    name: 'plan',
    app_id: 15368,
    head_sha: 'HEAD',
    status: 'completed',
    conclusion: 'success',
    started_at: null,
    ...part,
  });
  const first = { started_at: '2026-01-01T00:00:00Z' };
  const second = { started_at: '2026-01-02T00:00:00Z' };
  test.each<[string, readonly CheckFact[], string, boolean]>([
    ['success', [run()], 'CHECK_MISSING', true],
    ['success on the sha', [run({ head_sha: HEAD })], 'CHECK_MISSING', true],
    ['no run', [], 'CHECK_MISSING', false],
    ['another name', [run({ name: 'Plan' })], 'CHECK_MISSING', false],
    ['another app', [run({ app_id: 1 })], 'CHECK_MISSING', false],
    ['no app', [run({ app_id: null })], 'CHECK_MISSING', false],
    ['another head', [run({ head_sha: 'd'.repeat(40) })], 'CHECK_MISSING', false],
    ['queued', [run({ status: 'queued', conclusion: null })], 'CHECK_PENDING', false],
    ['in progress with a conclusion', [run({ status: 'in_progress' })], 'CHECK_PENDING', false],
    ['failure', [run({ conclusion: 'failure' })], 'CHECK_FAILED', false],
    ['neutral', [run({ conclusion: 'neutral' })], 'CHECK_FAILED', false],
    ['skipped', [run({ conclusion: 'skipped' })], 'CHECK_FAILED', false],
    ['no conclusion', [run({ conclusion: null })], 'CHECK_FAILED', false],
    [
      'the latest run decides',
      [run({ ...second, conclusion: 'failure' }), run(first)],
      'CHECK_FAILED',
      false,
    ],
    [
      'the latest run decides for the better',
      [run(second), run({ ...first, conclusion: 'failure' })],
      'CHECK_MISSING',
      true,
    ],
    [
      'a queued run is newer than a finished one',
      [run(first), run({ status: 'queued', conclusion: null })],
      'CHECK_PENDING',
      false,
    ],
    ['no time sorts first', [run(), run({ ...first, conclusion: 'failure' })], 'CHECK_FAILED', false],
    ['runs that cannot be told apart', [run(), run({ conclusion: 'failure' })], 'CHECK_FAILED', false],
  ])('%s', (_, checks, code, satisfied) => {
    const decision = decide({
      policy: policy('checks: [{ name: plan, app_id: 15368 }]'),
      facts: facts({ checks }),
    });
    expect(reason(decision, 'r')).toMatchObject({
      code,
      satisfied,
      need: { check: { name: 'plan', app_id: 15368 } },
    });
    expect(decision.outcome).toBe(satisfied ? 'pass' : 'needs_review');
  });
});

describe('provenance', () => {
  const digests = {
    prompt_digest: 'sha256:a',
    tools_digest: null,
    plan_digest: 'sha256:b',
    purpose: 'x',
    signed_by: null,
  };
  test.each<[string, Facts, readonly string[]]>([
    ['all there', agentFacts({ provenance: digests }), []],
    ['one missing', agentFacts({ provenance: { ...digests, plan_digest: null } }), ['PROVENANCE_MISSING r']],
    ['an empty one', agentFacts({ provenance: { ...digests, prompt_digest: '' } }), ['PROVENANCE_MISSING r']],
    ['nothing', agentFacts(), ['PROVENANCE_MISSING r']],
    ['a human', facts(), []],
  ])('%s', (_, known, expected) => {
    expect(open(decide({ policy: policy('provenance: [prompt, plan, purpose]'), facts: known }))).toEqual(
      expected,
    );
  });

  test('the missing ones are named', () => {
    const decision = decide({
      policy: policy('provenance: [prompt, tools]'),
      facts: agentFacts({ provenance: digests }),
    });
    expect(reason(decision, 'r').message).toBe('The agent did not record: tools.');
  });
});

describe('assurance', () => {
  const mixed = facts({ commits: [commit({ author: COPILOT })] });
  test.each<[string, Facts, readonly string[]]>([
    ['authenticated', agentFacts(), []],
    ['declared', mixed, ['ASSURANCE_LOW r']],
    ['unknown', facts({ pull_request: null }), ['ASSURANCE_LOW r']],
    ['a human', facts(), []],
  ])('%s', (_, known, expected) => {
    expect(open(decide({ policy: policy('assurance: authenticated'), facts: known }))).toEqual(expected);
  });
});

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
