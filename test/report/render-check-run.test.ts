import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import { renderCheckRun } from '../../src/report/render-check-run.ts';
import fc from '../properties.ts';
import { aBlock, aChange, aDecision, aFinding, aNarrowed, aPass, aReason } from './builders.ts';
import { anyHostile, fencedBlocks, outsideCode } from './hostile.ts';

function render(decision: Decision, over: Partial<Parameters<typeof renderCheckRun>[0]> = {}) {
  return renderCheckRun({ decision, ledger: null, previews: [], detailsUrl: null, notices: [], ...over });
}

describe('conclusion by outcome and mode', () => {
  test.each([
    { name: 'pass', decision: aPass(), expected: 'success' },
    { name: 'needs_review', decision: aDecision(), expected: 'action_required' },
    { name: 'blocked', decision: aBlock(), expected: 'failure' },
    { name: 'observe pass', decision: aPass({ mode: 'observe' }), expected: 'neutral' },
    { name: 'observe blocked', decision: aBlock({ mode: 'observe' }), expected: 'neutral' },
  ])('$name', ({ decision, expected }) => expect(render(decision).conclusion).toBe(expected));
});

test('carries head, digest and URL', () => {
  const { name, headSha, externalId, detailsUrl } = render(aDecision(), {
    detailsUrl: 'https://aigov.example/x',
  });
  expect({ name, headSha, externalId, detailsUrl }).toEqual({
    name: 'aigov/policy',
    headSha: 'b'.repeat(40),
    externalId: `sha256:${'e'.repeat(64)}`,
    detailsUrl: 'https://aigov.example/x',
  });
});

test('the whole card of an agent change that waits for two humans', () => {
  const report = render(aDecision(), {
    ledger: { seq: 12, hash: 'f'.repeat(64) },
    previews: [
      {
        target: 'prod',
        account: '111122223333',
        role: 'arn:aws:iam::111122223333:role/deploy',
        narrowed: aNarrowed(),
      },
    ],
    notices: ['The required check is not pinned to this App.'],
  });
  expect(report.summary).toMatchInlineSnapshot(`
    "**Needs review. Held until every box is ticked.**

    > **Notice:** The required check is not pinned to this App.

    - [ ] \`APPROVALS_MISSING\`, rule \`identity-prod\`: 2 approvals of \`@acme/security\` are missing.
      - does not count: \`alice\` asked the agent for it (\`delegator\`)

    ### Blast radius

    - environment \`prod\`, highest tier critical: \`+0 ~1 -0 !0\`
    - Rollback: yes, by reverting the pull request.
    - \`aws_iam_role.ci\` is changed at \`envs/prod/iam.tf:12-18\` (critical, identity)

    ### Findings

    - **high** \`iam-wildcard\` at \`envs/prod/iam.tf:14\`: The role trusts every principal. Name the principals.

    ### Who

    - class agent, agent \`copilot\`, assurance authenticated
    - asked for by \`alice\`
    - evidence: \`github-id\` \`198982749\` (A)

    ### Policy

    - file \`acme/infra@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:.aigov.yml\`
    - rules: \`identity-prod\`

    ### What the deploy session could do

    - target \`prod\`: account \`111122223333\`, role \`arn:aws:iam::111122223333:role/deploy\`, narrowing level 0 (these actions on these resources)
      - Every action and resource is known.
      - gains: \`iam:UpdateAssumeRolePolicy\`

    <details>
    <summary>Session policy</summary>

    \`\`\`json
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "iam:UpdateAssumeRolePolicy"
        }
      ]
    }
    \`\`\`

    </details>

    ### Record

    - head \`bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\`
    - change \`sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\`
    - decision \`sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\`
    - ledger \`#12 ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\`"
  `);
});

test('the whole card of a destroying change without a policy', () => {
  const report = render(
    aDecision({
      policy: { source: null, sha256: null, floor: null },
      actor: { class: 'human', assurance: 'unknown', agents: [], delegator: null, evidence: [] },
      changes: [
        aChange(),
        aChange({
          address: 'aws_db_instance.main',
          type: 'aws_db_instance',
          action: 'delete',
          kinds: ['data_store'],
          file: 'db.tf',
          environment: null,
          attributes: [],
          findings: ['data-store-destroyed'],
        }),
      ],
      findings: [],
      unreadable: [{ file: 'bad.tf', line: 3, why: 'parse-error', message: 'A bracket is missing.' }],
      exceptions: [
        {
          finding: 'public-ingress',
          address: 'aws_lb.public',
          reason: 'public web tier',
          by: 'carol',
          expires: '2027-01-31',
        },
      ],
    }),
  );
  expect(report.summary).toMatchInlineSnapshot(`
    "**Needs review. Held until every box is ticked.**

    - [ ] \`APPROVALS_MISSING\`, rule \`identity-prod\`: 2 approvals of \`@acme/security\` are missing.
      - does not count: \`alice\` asked the agent for it (\`delegator\`)

    ### Blast radius

    - environment \`prod\`, highest tier critical: \`+0 ~1 -0 !0\`
    - no environment, highest tier critical: \`+0 ~0 -1 !0\`
    - **Rollback: no.** A revert does not bring back what 1 change destroys.
    - **irreversible** \`aws_db_instance.main\` is deleted at \`db.tf:12-18\` (critical, data store)
    - \`aws_iam_role.ci\` is changed at \`envs/prod/iam.tf:12-18\` (critical, identity)
    - could not be read: \`bad.tf:3\`: A bracket is missing.

    ### Who

    - class human, assurance unknown

    ### Policy

    - no policy file; the built-in baseline decided
    - rules: \`identity-prod\`
    - exception in force: \`public-ingress\` for \`aws_lb.public\` until \`2027-01-31\`, by \`carol\`: \`public web tier\`

    ### Record

    - head \`bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\`
    - change \`sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\`
    - decision \`sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\`
    - ledger not recorded yet"
  `);
});

test('the whole card of a pass in observe mode', () => {
  const decision = aPass({ mode: 'observe', changes: [], findings: [], tier: 'none', reasons: [] });
  expect(render(decision).summary).toMatchInlineSnapshot(`
    "**Observe mode: this would pass, and nothing is held.**

    ### Blast radius

    - No infrastructure change was found.

    ### Who

    - class agent, agent \`copilot\`, assurance authenticated
    - asked for by \`alice\`
    - evidence: \`github-id\` \`198982749\` (A)

    ### Policy

    - file \`acme/infra@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:.aigov.yml\`

    ### Record

    - head \`bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\`
    - change \`sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\`
    - decision \`sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\`
    - ledger not recorded yet"
  `);
});

test('the text holds the decision as one fenced block of JSON', () => {
  const decision = aDecision({ reasons: [aReason({ message: 'ticks ````` and <!-- a comment -->' })] });
  const blocks = fencedBlocks(render(decision).text);
  expect(blocks.map((block) => JSON.parse(block) as unknown)).toEqual([decision]);
});

describe('whatever the pull request holds', () => {
  const anyDecision = fc.tuple(anyHostile, anyHostile, anyHostile).map(([a, b, c]) =>
    aDecision({
      actor: {
        class: 'agent',
        assurance: 'declared',
        agents: [a],
        delegator: b,
        evidence: [{ signal: 'branch-prefix', value: c, strength: 'C' }],
      },
      changes: [aChange({ file: a, address: b, environment: c })],
      findings: [aFinding({ file: b, address: c, message: a, fix: b })],
      unreadable: [{ file: c, line: null, why: 'parse-error', message: a }],
      reasons: [
        aReason({
          rule: a,
          need: { count: 2, from: [b] },
          have: { counted: [c], ignored: [{ login: a, why: 'author' }] },
          message: b,
          remediation: c,
        }),
        aReason({ code: 'CHECK_MISSING', need: { check: { name: c, app_id: 1 } }, have: {} }),
      ],
      exceptions: [{ finding: 'public-ingress', address: a, reason: b, by: c, expires: '2027-01-31' }],
    }),
  );

  test('no mention, link, image, tag, comment or hidden character survives in the Markdown', () => {
    fc.assert(
      fc.property(anyDecision, anyHostile, (decision, hostile) => {
        const { summary, text } = render(decision, {
          previews: [
            {
              target: hostile,
              account: hostile,
              role: hostile,
              narrowed: aNarrowed({ policy: hostile, explanation: [hostile], actions: [hostile] }),
            },
          ],
          notices: [hostile],
        });
        for (const markdown of [summary, text]) {
          const rest = outsideCode(markdown)
            .replaceAll(/<\/?(?:details|summary)>/g, '')
            .replaceAll('> **Notice:**', '')
            .replaceAll(/- \[[ x]\]/g, '');
          expect(rest).not.toMatch(/[@<>[\]|`\\&]|:\/\/|www\./i);
          expect(rest).not.toMatch(/^#{1,6} (?!Blast|Findings|Who|Policy|What|Record)/m);
          expect(markdown).not.toMatch(/<!--|<img/);
          expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}]/u);
        }
        expect(fencedBlocks(text).map((block) => JSON.parse(block) as unknown)).toEqual([decision]);
      }),
    );
  });

  test('title and annotations are inert', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const { title, annotations } = render(decision);
        expect(title.length).toBeLessThanOrEqual(80);
        expect(title).not.toMatch(/[<>\p{C}]|:\/\/|\]\(/u);
        for (const annotation of annotations) {
          expect(annotation.title).not.toMatch(/[@<>\p{C}]/u);
          expect(outsideCode(annotation.message)).not.toMatch(/[@<>[\]|`\\&]|:\/\//);
        }
      }),
    );
  });
});

describe('limits', () => {
  test.each([
    { name: 'thousands of changes', count: 4_000, text: 'x' },
    { name: 'long and hidden text', count: 200, text: '\u202e'.repeat(2_000) },
    { name: 'text of many bytes', count: 500, text: '漢'.repeat(2_000) },
  ])('$name fit into a check run', ({ count, text }) => {
    const many = <T>(make: (index: number) => T): readonly T[] =>
      Array.from({ length: count }, (_, index) => make(index));
    const decision = aDecision({
      changes: many((index) =>
        aChange({ address: `${text}${index}`, startLine: index + 1, endLine: index + 1 }),
      ),
      findings: many((index) => aFinding({ startLine: index + 1, message: text })),
      unreadable: many((index) => ({ file: `${index}${text}`, line: 1, why: 'too-large', message: text })),
      reasons: many((index) => aReason({ rule: `${index}`, message: text, remediation: text })),
    });
    const preview = {
      target: 'prod',
      account: '1',
      role: text,
      narrowed: aNarrowed({ explanation: [text] }),
    };
    const report = render(decision, { previews: many(() => preview), notices: many(() => text) });
    expect(Buffer.byteLength(report.summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(report.text)).toBeLessThanOrEqual(65_535);
    expect(report.title.length).toBeLessThanOrEqual(80);
    expect(report.annotations).toHaveLength(50);
    expect(fencedBlocks(report.text).map((block) => typeof JSON.parse(block))).toEqual(['object']);
  });
});

test('a large change is told by what is alike, the gravest first', () => {
  const role = (file: string) => aChange({ file, address: 'aws_iam_role.instance', findings: [] });
  const made = Array.from({ length: 20 }, (_, index) =>
    aChange({
      file: 'queues.tf',
      address: `aws_sqs_queue.q${index}`,
      type: 'aws_sqs_queue',
      action: 'create',
      kinds: ['other'],
      tier: 'low',
    }),
  );
  const unreadable = ['a.yaml', 'b.yaml'].map((file) => ({
    file,
    line: 3,
    why: 'parse-error',
    message: 'a bracket is missing',
  }));
  const report = render(
    aDecision({
      changes: [...made, role('a.tf'), role('b.tf'), role('c.tf')],
      findings: [
        aFinding({ id: 'egress-opened', severity: 'info', startLine: 2, endLine: 2 }),
        aFinding({ id: 'iam-access-grows', severity: 'medium' }),
        aFinding(),
        ...unreadable.map(({ file, message }) =>
          aFinding({ id: 'unreadable-file', file, address: null, startLine: 3, endLine: 3, message }),
        ),
      ],
      unreadable,
      reasons: [
        aReason(),
        ...unreadable.map(({ file }) =>
          aReason({
            code: 'UNREADABLE',
            rule: 'baseline',
            need: { count: 2, file },
            message: `\`${file}:3\` could not be read.`,
            remediation: 'Fix the file.',
          }),
        ),
      ],
    }),
  );
  expect(report.title).toMatchInlineSnapshot(
    `"Needs review: 2 of @acme/security (identity change, prod), 0 of 2 +1 more"`,
  );
  const [told = ''] = report.summary.split('### Who');
  expect(told.trim()).toMatchInlineSnapshot(`
    "**Needs review. Held until every box is ticked.**

    - [ ] \`APPROVALS_MISSING\`, rule \`identity-prod\`: 2 approvals of \`@acme/security\` are missing.
      - does not count: \`alice\` asked the agent for it (\`delegator\`)
    - [ ] \`UNREADABLE\`, rule \`baseline\`: \`a.yaml:3\` could not be read. Fix the file.
      - the same for \`b.yaml\`
      - does not count: \`alice\` asked the agent for it (\`delegator\`)

    ### Blast radius

    - environment \`prod\`, highest tier critical: \`+20 ~3 -0 !0\`
    - Rollback: unknown. Part of the change could not be read.
    - \`aws_iam_role.instance\` is changed at \`a.tf:12-18\` (critical, identity), and 2 more like it
    - \`aws_sqs_queue.q0\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q1\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q2\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q3\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q4\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q5\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q6\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q7\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q8\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q9\` is created at \`queues.tf:12-18\` (low)
    - \`aws_sqs_queue.q10\` is created at \`queues.tf:12-18\` (low)
    - and 9 more
    - 2 files could not be read, see the findings

    ### Findings

    - **high** \`iam-wildcard\`, \`iam-access-grows\` at \`envs/prod/iam.tf:14\`: The role trusts every principal. Name the principals.
    - **high** \`unreadable-file\` at \`a.yaml:3\` and 1 more place: a bracket is missing. Name the principals.
    - **info** \`egress-opened\` at \`envs/prod/iam.tf:2\`: The role trusts every principal. Name the principals."
  `);
});
