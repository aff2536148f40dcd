import { expect, test } from 'vitest';
import { renderDecisionText } from '../../src/report/render-decision-text.ts';
import fc from '../properties.ts';
import { aBlock, aChange, aDecision, aPass, aReason } from './builders.ts';
import { anyHostile } from './hostile.ts';

test('a decision that waits', () => {
  expect(renderDecisionText(aDecision(), { color: false })).toMatchInlineSnapshot(`
    "Needs review: 2 of @acme/security (identity change, prod), 0 of 2
      tier     critical
      author   agent copilot (authenticated, asked by alice)
      policy   acme/infra@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:.aigov.yml

    Reasons
      [ ] APPROVALS_MISSING, rule identity-prod
          2 approvals of @acme/security are missing.
          does not count: alice asked the agent for it (delegator)
          do: Ask two members of @acme/security to approve this head. (human)

    Changes  +0 ~1 -0 !0
      ~ envs/prod/iam.tf:12-18  aws_iam_role.ci  critical, prod, identity
          assume_role_policy (line 14): data.aws_iam_policy_document.old.json -> "any"

    Findings
      high    iam-wildcard  envs/prod/iam.tf:14
              The role trusts every principal.
              Name the principals.

    change   sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
    decision sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"
  `);
});

test('a passing decision', () => {
  const decision = aPass({
    exceptions: [
      {
        finding: 'public-ingress',
        address: 'aws_lb.public',
        reason: 'web',
        by: 'carol',
        expires: '2027-01-31',
      },
    ],
  });
  expect(renderDecisionText(decision, { color: false })).toMatchInlineSnapshot(`
    "Pass
      tier     critical
      author   agent copilot (authenticated, asked by alice)
      policy   acme/infra@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:.aigov.yml

    Reasons
      [x] APPROVALS_MISSING, rule identity-prod
          2 of 2 approvals.
          counts: bob, dave

    Changes  +0 ~1 -0 !0
      ~ envs/prod/iam.tf:12-18  aws_iam_role.ci  critical, prod, identity
          assume_role_policy (line 14): data.aws_iam_policy_document.old.json -> "any"

    Findings
      high    iam-wildcard  envs/prod/iam.tf:14
              The role trusts every principal.
              Name the principals.

    Exceptions in force
      public-ingress for aws_lb.public until 2027-01-31, by carol: web

    change   sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
    decision sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"
  `);
});

test('one reason about many files is told once, and counted once in the first line', () => {
  const file = (name: string) =>
    aReason({
      code: 'UNREADABLE',
      rule: 'baseline',
      need: { count: 2, file: name },
      have: { counted: [], ignored: [] },
      message: `${name} must be read.`,
      remediation: 'Read it.',
    });
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const text = renderDecisionText(aDecision({ reasons: [aReason(), ...names.map(file)] }), { color: false });
  expect(text.split('\n')[0]).toBe(
    'Needs review: 2 of @acme/security (identity change, prod), 0 of 2 +1 more',
  );
  expect(text).toContain(
    [
      '  [ ] UNREADABLE, rule baseline',
      '      a must be read.',
      ...['b', 'c', 'd', 'e', 'f'].map((name) => `      the same for ${name}`),
      '      and for 2 more',
      '      do: Read it. (human)',
      '',
    ].join('\n'),
  );
});

test('a refused change without infrastructure lines', () => {
  const decision = aBlock({ changes: [], findings: [], mode: 'observe' });
  expect(renderDecisionText(decision, { color: false })).toMatchInlineSnapshot(`
    "Blocked: Agent copilot may not change identity (observe mode: nothing is held)
      tier     critical
      author   agent copilot (authenticated, asked by alice)
      policy   acme/infra@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:.aigov.yml

    Reasons
      [!] AGENT_KIND, rule actors
          Agent copilot may not change identity.
          do: Leave it to a human. (either)

    No infrastructure change.

    change   sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
    decision sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"
  `);
});

test('colour only where asked for', () => {
  expect(renderDecisionText(aDecision(), { color: true })).toContain('\u001b[33mNeeds review\u001b[0m');
  expect(renderDecisionText(aDecision(), { color: false })).not.toContain('\u001b');
});

test('nothing of the pull request steers the terminal', () => {
  fc.assert(
    fc.property(anyHostile, (text) => {
      const decision = aDecision({
        changes: [aChange({ address: text, file: text })],
        reasons: [aReason({ message: text, have: { counted: [text] } })],
      });
      const shown = renderDecisionText(decision, { color: false }).replaceAll('\n', '');
      expect(shown).not.toMatch(/\p{C}/u);
    }),
  );
});
