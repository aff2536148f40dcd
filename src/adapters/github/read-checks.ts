// Check runs of the head commit: those of others as facts, our own by id. Called by read-pull.ts.
import type { Gap } from '../../facts/needs.ts';
import type { CheckFact } from '../../model/facts.ts';
import { present } from './answers.ts';

export type SuitePage = {
  readonly totalCount: number;
  readonly nodes:
    | readonly ({
        readonly app: { readonly databaseId: number | null } | null;
        readonly checkRuns: {
          readonly totalCount: number;
          readonly nodes: readonly (RunNode | null)[] | null;
        } | null;
      } | null)[]
    | null;
} | null;

type RunNode = {
  readonly databaseId: number | null;
  readonly externalId: string | null;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: string | null;
};

type HeadChecks = {
  readonly checks: readonly CheckFact[];
  readonly own: { readonly id: number; readonly externalId: string } | null;
  readonly gaps: readonly Gap[];
};

const OWN_NAME = 'aigov/policy';

/** Our own runs are no facts: a decision must not depend on itself. */
export function readChecks(
  suites: SuitePage,
  at: { readonly head: string; readonly appId: number },
): HeadChecks {
  const runs = present(suites?.nodes).flatMap((suite, index) =>
    present(suite.checkRuns?.nodes).map((run) => ({ run, app: suite.app?.databaseId ?? null, suite: index })),
  );
  const suitesOf = new Map<string, Set<number>>();
  for (const { run, app, suite } of runs) {
    const key = JSON.stringify([app, run.name]);
    suitesOf.set(key, (suitesOf.get(key) ?? new Set()).add(suite));
  }
  const own = runs
    .filter(({ run, app }) => app === at.appId && run.name === OWN_NAME)
    .flatMap(({ run }) =>
      run.databaseId === null ? [] : [{ id: run.databaseId, externalId: run.externalId ?? '' }],
    )
    .toSorted((a, b) => b.id - a.id);
  return {
    checks: runs
      .filter(({ app }) => app !== at.appId)
      .map(({ run, app }) => ({
        name: run.name,
        app_id: app,
        head_sha: at.head,
        status: run.status.toLowerCase(),
        conclusion: run.conclusion?.toLowerCase() ?? null,
        // One name in several suites: any workflow may use it, so the later one does not replace the other. Without a
        // time they cannot be told apart, and all of them count.
        started_at: (suitesOf.get(JSON.stringify([app, run.name]))?.size ?? 0) > 1 ? null : run.startedAt,
      })),
    // Of several runs of one name the greatest id is the one that GitHub shows.
    own: own[0] ?? null,
    gaps: gapsOf(suites),
  };
}

function gapsOf(suites: SuitePage): readonly Gap[] {
  const nodes = present(suites?.nodes);
  const cut =
    (suites !== null && nodes.length < suites.totalCount) ||
    nodes.some(
      ({ checkRuns }) => checkRuns !== null && present(checkRuns.nodes).length < checkRuns.totalCount,
    );
  return cut ? [{ what: 'checks', why: 'the head has more check runs than GitHub lists at once' }] : [];
}
