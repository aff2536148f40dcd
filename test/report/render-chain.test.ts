import { describe, expect, test } from 'vitest';
import type { Grant, Session } from '../../src/model/deploy.ts';
import type { Entry, EntryType } from '../../src/model/entry.ts';
import { type Chain, renderChain } from '../../src/report/render-chain.ts';
import { aChange, aPass } from './builders.ts';

const grant: Grant = {
  id: `g-${'1'.repeat(20)}`,
  repositoryId: 1,
  repository: 'acme/infra',
  target: 'prod',
  pull: 7,
  head: 'b'.repeat(40),
  mergeSha: 'c'.repeat(40),
  changeDigest: `sha256:${'d'.repeat(64)}`,
  decisionDigest: `sha256:${'e'.repeat(64)}`,
  openedAt: 0,
  expiresAt: 1,
};

const session: Session = {
  id: `s-${'2'.repeat(14)}`,
  grantId: grant.id,
  repositoryId: 1,
  repository: 'acme/infra',
  target: 'prod',
  account: '111122223333',
  boundaryArn: null,
  runId: 99,
  runAttempt: 1,
  environment: 'production',
  state: 'revoked',
  accessKeyId: null,
  policySha256: 'f'.repeat(64),
  narrowingLevel: 0,
  notAfter: 1,
  expiresAt: 1,
  issuedAt: 0,
  revokeRequestedAt: null,
  revokedAt: null,
};

function entry(type: EntryType, seq: number): Entry {
  return {
    v: 1,
    chain: 'repository:1',
    seq,
    ts: '2026-11-21T12:00:00.000Z',
    type,
    subject: { repository: 'acme/infra', repositoryId: 1, pull: 7, head: 'b'.repeat(40) },
    actor: 'aigov',
    data: {},
    prev: '0'.repeat(64),
    hash: String(seq).repeat(64).slice(0, 64),
  };
}

function render(types: readonly EntryType[], over: Partial<Chain> = {}) {
  return renderChain({
    decision: aPass(),
    entries: types.map((type, index) => entry(type, index + 1)),
    approvers: ['bob', 'dave'],
    headSha: 'c'.repeat(40),
    promptDigest: `sha256:${'9'.repeat(64)}`,
    grants: [grant],
    sessions: [session],
    detailsUrl: null,
    ...over,
  });
}

test('the whole chain of a deployed change', () => {
  const { externalId, ...shown } = render([
    'decision.made',
    'merge.observed',
    'grant.opened',
    'session.revoked',
  ]);
  expect(externalId).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(shown).toMatchInlineSnapshot(`
    {
      "annotations": [
        {
          "endLine": 18,
          "level": "notice",
          "message": "\`aws_iam_role.ci\` is changed in \`prod\`; prompt \`sha256:9999999999999999999999999999999999999999999999999999999999999999\`; author agent \`copilot\` for \`alice\`; approved by \`bob\`, \`dave\`; rules \`identity-prod\`; grant \`g-11111111111111111111\` for target \`prod\`; session \`s-22222222222222\` for target \`prod\`, run 99 attempt 1",
          "path": "envs/prod/iam.tf",
          "startLine": 12,
          "title": "aws_iam_role.ci",
        },
      ],
      "conclusion": "success",
      "detailsUrl": null,
      "headSha": "cccccccccccccccccccccccccccccccccccccccc",
      "name": "aigov/chain",
      "summary": "**State: deployed, session revoked.**

    - prompt \`sha256:9999999999999999999999999999999999999999999999999999999999999999\`; author agent \`copilot\` for \`alice\`; approved by \`bob\`, \`dave\`
    - decision \`sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\` on head \`bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\`
    - grant \`g-11111111111111111111\` for target \`prod\`
    - session \`s-22222222222222\` for target \`prod\`, run 99 attempt 1: revoked

    ### Ledger

    - \`#1 111111111111\` \`2026-11-21T12:00:00.000Z\` \`decision.made\` by \`aigov\`
    - \`#2 222222222222\` \`2026-11-21T12:00:00.000Z\` \`merge.observed\` by \`aigov\`
    - \`#3 333333333333\` \`2026-11-21T12:00:00.000Z\` \`grant.opened\` by \`aigov\`
    - \`#4 444444444444\` \`2026-11-21T12:00:00.000Z\` \`session.revoked\` by \`aigov\`",
      "text": "",
      "title": "Chain: deployed, session revoked",
    }
  `);
});

describe('state', () => {
  test.each([
    { types: ['decision.made'], title: 'Chain: not merged yet', conclusion: 'success' },
    { types: ['merge.observed'], title: 'Chain: merged, no grant yet', conclusion: 'success' },
    { types: ['grant.opened'], title: 'Chain: grant open', conclusion: 'success' },
    { types: ['grant.refused'], title: 'Chain: grant refused', conclusion: 'failure' },
    { types: ['session.refused', 'session.issued'], title: 'Chain: session live', conclusion: 'success' },
    { types: ['session.issued', 'session.failed'], title: 'Chain: session failed', conclusion: 'failure' },
  ] satisfies readonly { types: EntryType[]; title: string; conclusion: string }[])(
    '$types',
    ({ types, title, conclusion }) => {
      const report = render(types);
      expect({ title: report.title, conclusion: report.conclusion }).toEqual({ title, conclusion });
    },
  );
});

test('our own publishing tells nothing new', () => {
  expect(render(['grant.opened', 'review.requested']).externalId).toBe(render(['grant.opened']).externalId);
  expect(render(['grant.opened', 'session.issued']).externalId).not.toBe(render(['grant.opened']).externalId);
});

test('stays inside the limits of a check run', () => {
  const changes = Array.from({ length: 500 }, (_, index) =>
    aChange({ address: 'x'.repeat(5_000), startLine: index + 1 }),
  );
  const types = Array.from({ length: 3_000 }, (): EntryType => 'session.requested');
  const report = render(types, {
    decision: aPass({ changes }),
    approvers: Array.from({ length: 300 }, (_, index) => `${'漢'.repeat(300)}${index}`),
    grants: Array.from({ length: 300 }, () => ({ ...grant, target: '漢'.repeat(300) })),
    sessions: Array.from({ length: 300 }, () => ({ ...session, target: '漢'.repeat(300) })),
  });
  expect(report.annotations).toHaveLength(50);
  expect(Buffer.byteLength(report.summary)).toBeLessThanOrEqual(65_535);
  for (const { message } of report.annotations)
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_535);
});
