// What is remembered per pull request: memory and evaluations.
import { describe, expect, it } from 'vitest';
import type { EvaluationRecord } from '../../../../src/model/evaluation-store.ts';
import type { Harness } from '../harness.ts';

const PULL = { repositoryId: 1, number: 7 };
const ALICE = { login: 'alice', id: 1, type: 'User' } as const;
const BOB = { login: 'bob', id: 2, type: 'User' } as const;
const EVIDENCE = { signal: 'trailer', value: 'x', strength: 'C' } as const;
const REPOSITORY = { repositoryId: 1, installationId: 5, owner: 'acme', name: 'infra' };

function evaluation(head: string, at = 1): EvaluationRecord {
  const decision = { schema: 'aigov.decision/1', head } as unknown as EvaluationRecord['decision'];
  return {
    repositoryId: 1,
    pull: 7,
    head,
    decision,
    evidence: { facts: 'sha256:f', diff: 'sha256:d', policy: 'sha256:p' },
    checkRunId: null,
    publishedDigest: null,
    requestedReviewers: null,
    at,
  };
}

const HEAD_SEEN = { sha: 'a'.repeat(40), at: '2026-11-21T12:00:00.000Z' };

export function pullSuite(get: () => Harness): void {
  describe('pull memory', () => {
    const memory = () => get().store.memory;

    it('is empty at first', async () => {
      expect(await memory().recall(PULL)).toEqual({
        pushers: [],
        requesters: [],
        agentEvidence: [],
        heads: [],
      });
    });

    it('is the union of everything remembered, in an order of its own', async () => {
      await memory().remember(PULL, { pushers: [BOB], requesters: ['carol'] });
      await memory().remember(PULL, { pushers: [ALICE, BOB], agentEvidence: [EVIDENCE] });
      await memory().remember(PULL, { heads: [HEAD_SEEN] });
      await memory().remember(PULL, {});
      await memory().remember({ ...PULL, number: 8 }, { requesters: ['mallory'] });
      expect(await memory().recall(PULL)).toEqual({
        pushers: [ALICE, BOB],
        requesters: ['carol'],
        agentEvidence: [EVIDENCE],
        heads: [HEAD_SEEN],
      });
    });

    it('knows which agents had another pull request merged', async () => {
      await memory().rememberMerged(PULL, ['copilot', 'copilot', 'codex']);
      await memory().rememberMerged(PULL, []);
      const other = { ...PULL, number: 8 };
      const ask = (pull: typeof PULL) => memory().mergedBefore(pull, ['copilot', 'claude', 'codex']);
      expect(await ask(other)).toEqual(['codex', 'copilot']);
      expect(await ask(PULL)).toEqual([]);
      expect(await ask({ ...other, repositoryId: 2 })).toEqual([]);
      expect(await memory().mergedBefore(other, [])).toEqual([]);
      expect(await memory().recall(PULL)).toMatchObject({ agentEvidence: [], heads: [] });
    });

    it('knows which pull requests ever had a head', async () => {
      await memory().remember(PULL, { heads: [HEAD_SEEN] });
      await memory().remember({ ...PULL, number: 8 }, { heads: [HEAD_SEEN, { ...HEAD_SEEN, at: 'later' }] });
      await memory().remember({ ...PULL, number: 9 }, { heads: [{ ...HEAD_SEEN, sha: 'b'.repeat(40) }] });
      await memory().remember({ ...PULL, repositoryId: 2 }, { heads: [HEAD_SEEN] });
      expect(await memory().pullsAtHead(1, HEAD_SEEN.sha)).toEqual([7, 8]);
      expect(await memory().pullsAtHead(1, 'c'.repeat(40))).toEqual([]);
    });

    it('knows who pushed a commit, by repository and commit', async () => {
      await memory().rememberPush({ repositoryId: 1, shas: ['a', 'b', 'a'], pusher: BOB });
      await memory().rememberPush({ repositoryId: 1, shas: ['b', 'c'], pusher: ALICE });
      await memory().rememberPush({ repositoryId: 1, shas: ['b'], pusher: ALICE });
      await memory().rememberPush({ repositoryId: 1, shas: [], pusher: ALICE });
      expect(await memory().pushersOf(1, ['a', 'x'])).toEqual([BOB]);
      expect(await memory().pushersOf(1, ['b', 'c'])).toEqual([ALICE, BOB]);
      expect(await memory().pushersOf(2, ['a'])).toEqual([]);
      expect(await memory().pushersOf(1, [])).toEqual([]);
    });

    it('knows which policies were ever read, what they said last and where they came from first', async () => {
      const place = 'acme/.github:aigov.yml';
      const read = (text: string, readAt: number) => ({ source: `${place}@${readAt}`, text, readAt });
      expect(await memory().policyKnown(place)).toBeNull();
      await memory().rememberPolicy(place, { repositoryId: 7, lastGood: null });
      expect(await memory().policyKnown(place)).toEqual({ repositoryId: null, lastGood: null });
      await memory().rememberPolicy(place, { repositoryId: 7, lastGood: read('old', 1) });
      await memory().rememberPolicy(place, { repositoryId: 8, lastGood: read('new', 2_000_000_000_000) });
      expect(await memory().policyKnown(place)).toEqual({
        repositoryId: 7,
        lastGood: read('new', 2_000_000_000_000),
      });
      expect(await memory().policyKnown('acme/.github:other.yml')).toBeNull();
      await memory().rememberPolicy('#9:.aigov.yml', { repositoryId: 9, lastGood: read('own', 1) });
      const shared = [7, 8, 9].map(async (id) => await memory().sharesPolicies(id));
      expect(await Promise.all(shared)).toEqual([true, false, false]);
    });
  });

  describe('evaluations', () => {
    const evaluations = () => get().store.evaluations;

    it('keeps the last one of each head, and knows which head came last', async () => {
      expect(await evaluations().latest(1, 7)).toBeNull();
      await evaluations().save(evaluation('a'));
      await evaluations().save(evaluation('b'));
      await evaluations().save({ ...evaluation('a', 3), checkRunId: 9 });
      expect(await evaluations().latest(1, 7)).toEqual({ ...evaluation('a', 3), checkRunId: 9 });
      expect(await evaluations().forHead(1, 7, 'b')).toEqual(evaluation('b'));
      expect(await evaluations().forHead(1, 7, 'c')).toBeNull();
      expect(await evaluations().latest(1, 8)).toBeNull();
    });

    it('lists open pull requests under their present name', async () => {
      await evaluations().save(evaluation('a'));
      expect(await evaluations().openPulls()).toEqual([]);
      await evaluations().markPull({ ...REPOSITORY, pull: 7 }, 'open');
      await evaluations().markPull({ ...REPOSITORY, pull: 9 }, 'open');
      await evaluations().markPull({ ...REPOSITORY, pull: 9, name: 'renamed' }, 'open');
      expect(await evaluations().openPulls()).toEqual([
        { ...REPOSITORY, pull: 7 },
        { ...REPOSITORY, pull: 9, name: 'renamed' },
      ]);
      await evaluations().markPull({ ...REPOSITORY, pull: 7 }, 'closed');
      expect((await evaluations().openPulls()).map(({ pull }) => pull)).toEqual([9]);
      expect(await evaluations().latest(1, 7)).toEqual(evaluation('a'));
    });
  });
}
