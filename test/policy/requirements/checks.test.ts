// `require.checks`: name, app, head, latest run, success.
import { describe, expect, test } from 'vitest';
import type { CheckFact } from '../../../src/model/facts.ts';
import { BARE, HEAD, decide, facts, reason } from '../given.ts';

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
    ['no time may be the latest', [run(first), run({ conclusion: 'failure' })], 'CHECK_FAILED', false],
    ['one with a time, too', [run(), run({ ...first, conclusion: 'failure' })], 'CHECK_FAILED', false],
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
