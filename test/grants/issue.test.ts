// A grant opens for exactly what was approved; each refusal differs from the opening in one field.
import { describe, expect, it } from 'vitest';
import type { BaseCommit } from '../../src/grants/account-commits.ts';
import { openGrant, type OpenGrantInput } from '../../src/grants/issue.ts';
import type { Decision } from '../../src/model/decision.ts';
import { TARGET } from '../sessions/given.ts';
import { content } from './given.ts';

const MERGED_AT = Date.parse('2026-11-21T12:00:00Z');
const HEAD = 'a'.repeat(40);
const MERGE = 'c'.repeat(40);

const approved: Decision = {
  schema: 'aigov.decision/1',
  outcome: 'pass',
  mode: 'enforce',
  tier: 'critical',
  base: 'b'.repeat(40),
  head: HEAD,
  policy: { source: null, sha256: null, floor: null },
  actor: { class: 'human', assurance: 'authenticated', agents: [], delegator: null, evidence: [] },
  findings: [],
  reasons: [],
  exceptions: [],
  retryable: false,
  decisionDigest: 'sha256:decision',
  ...content('envs/prod/iam.tf'),
};
const given: OpenGrantInput = {
  id: 'g-00000000000000000001',
  now: MERGED_AT + 60_000,
  targetName: 'prod',
  target: TARGET,
  repository: { id: 501, fullName: 'acme/infra' },
  pull: { number: 7, head: HEAD, baseBranch: 'main', mergeSha: MERGE, mergedAt: MERGED_AT, commitsOnBase: 1 },
  approved,
  current: { outcome: 'pass', mode: 'enforce' },
  merged: { ...content('envs/prod/iam.tf'), outcome: 'pass' },
  files: { head: content('envs/prod/iam.tf'), merged: content('envs/prod/iam.tf') },
  commits: [],
};
const direct: BaseCommit = { sha: 'd'.repeat(40), governed: true, pull: null, adopted: false };

describe('openGrant', () => {
  it('opens for what was approved, from the merge to the end of the window', () => {
    expect(openGrant(given)).toEqual({
      kind: 'opened',
      grant: {
        id: 'g-00000000000000000001',
        repositoryId: 501,
        repository: 'acme/infra',
        target: 'prod',
        pull: 7,
        head: HEAD,
        mergeSha: MERGE,
        changeDigest: approved.changeDigest,
        decisionDigest: 'sha256:decision',
        openedAt: MERGED_AT + 60_000,
        expiresAt: MERGED_AT + 14_400_000,
      },
    });
  });

  it.each<{ readonly name: string; readonly change: Partial<OpenGrantInput>; readonly expected: object }>([
    {
      name: 'no such target',
      change: { target: null },
      expected: { code: 'TARGET_UNKNOWN', why: 'The policy has no deploy target "prod".' },
    },
    {
      name: 'not merged',
      change: { pull: { ...given.pull, mergeSha: null } },
      expected: { code: 'NOT_MERGED', why: 'Pull request #7 is not merged.' },
    },
    {
      name: 'no time of merge',
      change: { pull: { ...given.pull, mergedAt: null } },
      expected: { code: 'NOT_MERGED' },
    },
    {
      name: 'merged elsewhere',
      change: { pull: { ...given.pull, baseBranch: 'next' } },
      expected: {
        code: 'BRANCH_OTHER',
        why: 'Pull request #7 merged into next, the target deploys refs/heads/main.',
      },
    },
    {
      name: 'needs review now',
      change: { current: { outcome: 'needs_review', mode: 'enforce' } },
      expected: {
        code: 'DECISION_NOT_PASS',
        why: 'The decision on pull request #7 is needs_review, not pass.',
      },
    },
    {
      name: 'observe now',
      change: { current: { outcome: 'pass', mode: 'observe' } },
      expected: {
        code: 'DECISION_NOT_PASS',
        why: 'The policy is in observe mode: no credential without an enforced pass.',
      },
    },
    {
      name: 'never decided',
      change: { approved: null },
      expected: {
        code: 'DECISION_NOT_PASS',
        why: 'No decision was recorded on the merged head of pull request #7.',
      },
    },
    {
      name: 'decided on another head',
      change: { approved: { ...approved, head: 'e'.repeat(40) } },
      expected: { code: 'DECISION_NOT_PASS' },
    },
    {
      name: 'merged past the gate, which its own policy would pass now',
      change: { approved: { ...approved, outcome: 'needs_review' } },
      expected: {
        code: 'DECISION_NOT_PASS',
        why: 'Pull request #7 had not passed when it merged.',
      },
    },
    {
      name: 'passed in observe mode when it merged',
      change: { approved: { ...approved, mode: 'observe' } },
      expected: { code: 'DECISION_NOT_PASS', why: 'Pull request #7 had not passed when it merged.' },
    },
    {
      name: 'what merged is blocked',
      change: { merged: { ...content('envs/prod/iam.tf'), outcome: 'blocked' } },
      expected: { code: 'DECISION_NOT_PASS', why: 'What merged of pull request #7 is blocked.' },
    },
    { name: 'no first parent', change: { merged: null }, expected: { code: 'FIRST_PARENT_UNKNOWN' } },
    {
      name: 'rebased',
      change: { pull: { ...given.pull, commitsOnBase: 3 } },
      expected: {
        code: 'REBASE_MERGE',
        why: 'Pull request #7 was rebased into 3 commits; merge with a merge commit or a squash.',
      },
    },
    {
      name: 'another file merged',
      change: { merged: { ...content('envs/prod/iam.tf', 'envs/prod/sneaked.tf'), outcome: 'pass' } },
      expected: {
        code: 'MERGE_DIFFERS',
        file: 'envs/prod/sneaked.tf',
        why: 'What merged is not what was approved: envs/prod/sneaked.tf, it merged and was not in what was approved.',
      },
    },
    {
      name: 'a plain file merged otherwise',
      change: { files: { head: content('a.tf', 'lib/a.py'), merged: content('a.tf', 'lib/b.py') } },
      expected: {
        code: 'MERGE_DIFFERS',
        file: 'lib/a.py',
        why: 'What merged is not what was approved: lib/a.py, it was approved and is not in the merge.',
      },
    },
    { name: 'plain files unknown', change: { files: null }, expected: { code: 'FIRST_PARENT_UNKNOWN' } },
    {
      name: 'window over',
      change: { now: MERGED_AT + 14_400_000 },
      expected: {
        code: 'WINDOW_OVER',
        why: 'The deployment window ended 14400 s after the merge; confirm again.',
      },
    },
    { name: 'history unknown', change: { commits: null }, expected: { code: 'HISTORY_UNKNOWN' } },
    {
      name: 'a direct push in between',
      change: { commits: [direct] },
      expected: {
        code: 'UNACCOUNTED_COMMIT',
        sha: direct.sha,
        why: `Commit ${direct.sha} would be deployed too: it changes governed files and belongs to no merged pull request.`,
      },
    },
  ])('refuses: $name', ({ change, expected }) => {
    expect(openGrant({ ...given, ...change })).toMatchObject({ kind: 'refused', ...expected });
  });

  it('takes the last moment of the window and an adopted commit', () => {
    expect(openGrant({ ...given, now: MERGED_AT + 14_399_999 }).kind).toBe('opened');
    expect(openGrant({ ...given, commits: [{ ...direct, adopted: true }] }).kind).toBe('opened');
  });

  it('lets the merge itself be accounted for by its own checks', () => {
    expect(openGrant({ ...given, commits: [{ ...direct, sha: MERGE }] }).kind).toBe('opened');
  });

  it('opens for a change that touches other environments too', () => {
    const both = content('envs/prod/iam.tf', 'envs/staging/iam.tf');
    expect(
      openGrant({ ...given, approved: { ...approved, ...both }, merged: { ...both, outcome: 'pass' } }).kind,
    ).toBe('opened');
  });
});
