// A plan that nobody bent: which code says what is missing of it. Written from the words about `require.plan`; asked by the judge.
import type { WorkflowRunFact } from '../../../src/model/facts.ts';
import type { Case, Plan } from './document.ts';
import { WORKFLOW_FILES } from './vocabulary.ts';

/** Null: it is there. */
export function planCode(question: Case, { workflow, artifact }: Plan): string | null {
  const { facts, head, classified } = question;
  const names = classified.files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]);
  // What runs is the pull request's own then.
  if (names.some((name) => WORKFLOW_FILES.includes(name))) return 'CHECK_FAILED';
  const number = facts.pull_request?.number ?? null;
  const runs = (facts.workflow_runs ?? []).filter(
    (run) =>
      run.workflow === workflow &&
      run.head_sha === head &&
      run.event === 'pull_request' &&
      number !== null &&
      run.pull_request === number,
  );
  return codeOf(latestOf(runs), artifact);
}

/** All that may have begun last: of one without a time nobody knows. */
function latestOf(runs: readonly WorkflowRunFact[]): readonly WorkflowRunFact[] {
  const times = runs.flatMap(({ started_at }) => started_at ?? []).toSorted();
  return runs.filter(({ started_at }) => started_at === null || started_at === times.at(-1));
}

function codeOf(runs: readonly WorkflowRunFact[], artifact: string): string | null {
  if (runs.length === 0) return 'CHECK_MISSING';
  if (runs.some(({ status, conclusion }) => status === 'completed' && conclusion !== 'success'))
    return 'CHECK_FAILED';
  if (runs.some(({ status }) => status !== 'completed')) return 'CHECK_PENDING';
  return runs.every(({ artifacts }) => artifacts.some(({ name }) => name === artifact))
    ? null
    : 'CHECK_MISSING';
}
