import { expect, test } from 'vitest';
import { renderTitle } from '../../src/report/render-title.ts';
import { aBlock, aChange, aDecision, aPass, aReason } from './builders.ts';

const check = (code: 'CHECK_MISSING' | 'CHECK_FAILED') =>
  aReason({ code, need: { check: { name: 'terraform-plan', app_id: 15368 } }, have: {} });

test.each([
  {
    name: 'broken glass, before who approved',
    decision: aPass({
      breakGlass: {
        by: 'carol',
        reason: 'down',
        at: '2026-11-21T12:00:00Z',
        until: '2026-11-21T12:30:00Z',
        reviewBy: '2026-11-24T12:00:00Z',
        refused: null,
        opens: ['baseline'],
      },
    }),
    expected: 'Pass: glass broken by carol',
  },
  {
    name: 'two of a team',
    decision: aDecision(),
    expected: 'Needs review: 2 of @acme/security (identity change, prod), 0 of 2',
  },
  {
    name: 'anyone with write access',
    decision: aDecision({ reasons: [aReason({ need: { count: 2 }, have: { counted: ['bob'] } })] }),
    expected: 'Needs review: 2 humans (identity change, prod), 1 of 2',
  },
  {
    name: 'one human, low tier',
    decision: aDecision({
      tier: 'low',
      changes: [aChange({ tier: 'low', kinds: ['other'], environment: null })],
      reasons: [aReason({ need: { count: 1, from: [] } })],
    }),
    expected: 'Needs review: 1 human (low tier, no environment), 0 of 1',
  },
  {
    name: 'more approvals before fewer, people before checks',
    decision: aDecision({
      reasons: [check('CHECK_MISSING'), aReason({ need: { count: 1, from: ['carol'] } }), aReason()],
    }),
    expected: 'Needs review: 2 of @acme/security (identity change, prod), 0 of 2 +2 more',
  },
  {
    name: 'a group before anyone, and anyone is met on the way',
    decision: aDecision({ reasons: [aReason({ rule: 'baseline', need: { count: 2 } }), aReason()] }),
    expected: 'Needs review: 2 of @acme/security (identity change, prod), 0 of 2',
  },
  {
    name: 'more of anyone than of the group is a need of its own',
    decision: aDecision({ reasons: [aReason({ rule: 'baseline', need: { count: 3 } }), aReason()] }),
    expected: 'Needs review: 2 of @acme/security (identity change, prod), 0 of 2 +1 more',
  },
  {
    name: 'a check alone',
    decision: aDecision({ reasons: [check('CHECK_FAILED')] }),
    expected: 'Needs review: check terraform-plan failed',
  },
  {
    name: 'the context gives way to the length',
    decision: aDecision({
      reasons: [aReason({ need: { count: 2, from: ['@acme/infrastructure-security-reviewers'] } })],
    }),
    expected: 'Needs review: 2 of @acme/infrastructure-security-reviewers, 0 of 2',
  },
  {
    name: 'the names give way, the figures stay',
    decision: aDecision({
      reasons: [aReason({ need: { count: 2, from: [`@acme/${'s'.repeat(60)}`, 'carol'] } })],
    }),
    expected: 'Needs review: 2 of @acme/ssssssssssssssssssssssssssssssssssssssssssssss…, 0 of 2',
  },
  {
    name: 'blocked says why',
    decision: aBlock(),
    expected: 'Blocked: Agent copilot may not change identity',
  },
  { name: 'pass by approval', decision: aPass(), expected: 'Pass: approved by bob, dave' },
  {
    name: 'pass without infrastructure',
    decision: aPass({ tier: 'none', changes: [], reasons: [] }),
    expected: 'Pass: no infrastructure change',
  },
  {
    name: 'pass that needed nobody',
    decision: aPass({ tier: 'low', reasons: [] }),
    expected: 'Pass: low tier, nothing more is required',
  },
  {
    name: 'observe',
    decision: aDecision({ mode: 'observe' }),
    expected: 'Observe: would need 2 of @acme/security (identity change, prod), 0 of 2',
  },
  {
    name: 'observe pass',
    decision: aPass({ mode: 'observe' }),
    expected: 'Observe: would pass: approved by bob, dave',
  },
  {
    name: 'observe blocked',
    decision: aBlock({ mode: 'observe' }),
    expected: 'Observe: would block: Agent copilot may not change identity',
  },
])('$name', ({ decision, expected }) => {
  expect(renderTitle(decision)).toBe(expected);
  expect(expected.length).toBeLessThanOrEqual(80);
});
