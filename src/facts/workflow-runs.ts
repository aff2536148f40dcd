// Runs of the workflows that a policy wants artefacts of, for `require.plan`. Used by gather.ts; no call where no rule asks.
import type { WorkflowRunFact } from '../model/facts.ts';
import type { PullMemory } from './memory.ts';
import type { ListedRun, PullReading, PullRef, RepositoryHost } from './needs.ts';

type Plans = readonly { readonly workflow: string; readonly artifacts: readonly string[] }[];

/** One call for each workflow, and one more for the artefacts of its latest run where that succeeded. */
export async function gatherRuns(
  sources: {
    readonly host: Pick<RepositoryHost, 'workflowRuns' | 'artifacts'>;
    readonly memory: Pick<PullMemory, 'pullsAtHead'>;
    readonly pull: PullRef;
  },
  reading: Pick<PullReading, 'head' | 'siblings' | 'lastBaseChange'>,
  plans: Plans,
): Promise<readonly WorkflowRunFact[]> {
  const { memory, pull } = sources;
  const atHead = await memory.pullsAtHead(pull.repository.id, reading.head);
  const isAlone = reading.siblings.length === 0 && atHead.every((number) => number === pull.number);
  const groups = await Promise.all(
    plans.map(async ({ workflow }) => await runsOf(sources, { workflow, reading, isAlone })),
  );
  return groups.flat();
}

async function runsOf(
  { host, pull }: Parameters<typeof gatherRuns>[0],
  given: {
    readonly workflow: string;
    readonly reading: Pick<PullReading, 'head' | 'lastBaseChange'>;
    readonly isAlone: boolean;
  },
): Promise<readonly WorkflowRunFact[]> {
  const { workflow, reading, isAlone } = given;
  const { repository } = pull;
  const runs = await host.workflowRuns({ repository, workflow, headSha: reading.head });
  const [latest] = runs.toSorted((a, b) => timeOf(b.startedAt) - timeOf(a.startedAt));
  const made = latest?.conclusion === 'success' ? await host.artifacts({ repository, runId: latest.id }) : [];
  return runs.map((run) => ({
    workflow: run.path,
    run_id: run.id,
    head_sha: run.headSha,
    event: run.event,
    pull_request: isAlone && isOfThisBase(run, reading.lastBaseChange) ? pull.number : null,
    status: run.status ?? 'unknown',
    conclusion: run.conclusion,
    started_at: run.startedAt,
    artifacts:
      run.id === latest?.id
        ? made.filter(({ expired }) => !expired).map(({ name, digest }) => ({ name, digest }))
        : [],
  }));
}

/**
 * A run takes its workflow file from the merge with the base at the time, and the host does not tell which base that was:
 * one from before the base changed, or one that another pull request with this head may have started, is nobody's.
 */
function isOfThisBase({ createdAt }: ListedRun, lastBaseChange: string | null): boolean {
  return lastBaseChange === null || timeOf(createdAt) > timeOf(lastBaseChange);
}

function timeOf(at: string | null): number {
  const time = Date.parse(at ?? '');
  return Number.isNaN(time) ? -Infinity : time;
}
