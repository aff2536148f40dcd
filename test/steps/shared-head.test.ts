import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import type { EvaluationRecord, EvaluationStore } from '../../src/model/evaluation-store.ts';
import { headVerdict } from '../../src/steps/shared-head.ts';

function decision(outcome: Decision['outcome']): Decision {
  return { outcome, head: 'abc', decisionDigest: `sha256:${outcome}` } as Decision;
}

/** Decisions by pull request, all on the head `abc` of repository 1. */
function evaluations(known: { readonly [pull: number]: Decision }): EvaluationStore {
  return {
    forHead: async (repositoryId: number, pull: number, head: string) => {
      const found = known[pull];
      return repositoryId === 1 && head === 'abc' && found !== undefined
        ? ({ decision: found } as EvaluationRecord)
        : null;
    },
  } as EvaluationStore;
}

const own = (outcome: Decision['outcome'], siblings: readonly number[]) => ({
  repositoryId: 1,
  pull: 7,
  decision: decision(outcome),
  siblings,
});

describe('headVerdict', () => {
  it('without siblings is the decision, under its own digest', async () => {
    expect(await headVerdict(evaluations({}), own('pass', []))).toEqual({
      kind: 'decided',
      pull: 7,
      decision: decision('pass'),
      externalId: 'sha256:pass',
    });
  });

  it.each([
    ['pass', 'pass', 3],
    ['pass', 'needs_review', 3],
    ['needs_review', 'pass', 7],
    ['needs_review', 'blocked', 3],
    ['blocked', 'needs_review', 7],
  ] as const)('own %s beside %s shows that of #%d', async (mine, theirs, shown) => {
    const verdict = await headVerdict(evaluations({ 3: decision(theirs) }), own(mine, [3]));
    expect(verdict).toMatchObject({ kind: 'decided', pull: shown });
  });

  it('both pull requests arrive at one id', async () => {
    const first = await headVerdict(evaluations({ 3: decision('pass') }), own('blocked', [3]));
    const second = await headVerdict(evaluations({ 7: decision('blocked') }), {
      ...own('pass', [7]),
      pull: 3,
    });
    expect(first).toEqual(second);
  });

  it('a pass waits for a sibling without a decision; a refusal need not', async () => {
    expect(await headVerdict(evaluations({}), own('pass', [3]))).toMatchObject({
      kind: 'undecided',
      pull: 3,
    });
    expect(await headVerdict(evaluations({}), own('blocked', [3]))).toMatchObject({
      kind: 'decided',
      pull: 7,
    });
  });
});
