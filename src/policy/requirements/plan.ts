// `require.plan`: an artefact of a workflow that the pull request cannot have changed. In the registry of requirements.
import type { ReasonCode } from '../../model/decision.ts';
import type { FileFact } from '../../model/change.ts';
import type { WorkflowRunFact } from '../../model/facts.ts';
import { makeReason } from '../make-reason.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';
import { latestOf } from './latest-of.ts';
import type { Asked, Requirement } from './requirement.ts';

type Wanted = NonNullable<NonNullable<RuleDocument['require']>['plan']>;
type Answer = {
  readonly code: ReasonCode;
  readonly satisfied: boolean;
  readonly message: string;
  readonly remediation: string;
};

export const plan: Requirement = (asked) => {
  const wanted = asked.rule.rule.require?.plan;
  if (wanted === undefined) return [];
  const runs = latestOf(trustedRuns(wanted, asked));
  const madeBy = (run: WorkflowRunFact) => run.artifacts.filter(({ name }) => name === wanted.artifact);
  const artifacts = runs.flatMap(madeBy);
  // Of runs that cannot be told apart, the one that made nothing may be the latest.
  const hasArtifact = runs.every((run) => madeBy(run).length > 0);
  return [
    makeReason({
      ...answerOf(wanted, { runs, hasArtifact, changed: changedPart(asked) }),
      rule: asked.rule.name,
      need: { plan: wanted },
      have: { runs: runs.map(({ run_id: id }) => id), digests: artifacts.map(({ digest }) => digest) },
    }),
  ];
};

/**
 * On the head, and by `pull_request`, which runs the workflow file as it is merged with the base branch. On `push` the head
 * brings its own file, maybe from long ago; a dispatched run does what whoever started it says.
 */
function trustedRuns({ workflow }: Wanted, { input: { facts, reviews } }: Asked): readonly WorkflowRunFact[] {
  const pull = facts.pull_request?.number ?? null;
  return (facts.workflow_runs ?? []).filter(
    (run) =>
      run.workflow === workflow &&
      (run.head_sha === reviews.head || run.head_sha === 'HEAD') &&
      run.event === 'pull_request' &&
      run.pull_request === pull &&
      pull !== null,
  );
}

/** A workflow is also what it calls: no workflow and no action of the repository may change beside what it is to plan. */
function changedPart({ input: { original } }: Asked): string | null {
  const paths = original.files.flatMap(({ path, previousPath }: FileFact) => [path, previousPath ?? path]);
  return (
    paths.find((path) => /^\.github\/(?:workflows|actions)\/|(?:^|\/)action\.ya?ml$/i.test(path)) ?? null
  );
}

function answerOf(
  { workflow, artifact }: Wanted,
  seen: {
    readonly runs: readonly WorkflowRunFact[];
    readonly hasArtifact: boolean;
    readonly changed: string | null;
  },
): Answer {
  const { runs, hasArtifact, changed } = seen;
  if (changed !== null)
    return {
      code: 'CHECK_FAILED',
      satisfied: false,
      message: `A plan by ${workflow} proves nothing here, because the pull request changes ${changed}.`,
      remediation: 'Change workflows and actions in a pull request of their own.',
    };
  if (runs.length === 0)
    return {
      code: 'CHECK_MISSING',
      satisfied: false,
      message: `${workflow} has not run on the head for this pull request alone.`,
      remediation: 'Run it on `pull_request`; if another pull request has the same head, push a commit.',
    };
  if (runs.some(({ status, conclusion }) => status === 'completed' && conclusion !== 'success'))
    return {
      code: 'CHECK_FAILED',
      satisfied: false,
      message: `${workflow} did not succeed on the head.`,
      remediation: 'Fix what it reports, then run it again.',
    };
  if (runs.some(({ status }) => status !== 'completed'))
    return {
      code: 'CHECK_PENDING',
      satisfied: false,
      message: `${workflow} has not finished on the head.`,
      remediation: 'Wait for it.',
    };
  return hasArtifact
    ? {
        code: 'CHECK_MISSING',
        satisfied: true,
        message: `${workflow} made the artefact ${artifact} of the head.`,
        remediation: 'Nothing to do.',
      }
    : {
        code: 'CHECK_MISSING',
        satisfied: false,
        message: `${workflow} has run on the head and made no artefact ${artifact}.`,
        remediation: 'Let the workflow upload it under that name.',
      };
}
