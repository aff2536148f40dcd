// Plans by chance: what a rule asks for, and which runs there were.
import type { WorkflowRunFact } from '../../../src/model/facts.ts';
import type { Plan } from './document.ts';
import type { Chance } from './random.ts';
import { EARLIER, HEAD } from './vocabulary.ts';

const WORKFLOWS = ['.github/workflows/plan.yml', '.github/workflows/preview.yml'];

export function planOf(chance: Chance): Plan {
  return {
    workflow: chance.pick([...WORKFLOWS, WORKFLOWS[0] ?? '']),
    artifact: chance.once(6) ? 'tfplan' : 'plan',
  };
}

/** Mostly of one that is fine, some of them spoiled in one way. */
export function workflowRuns(chance: Chance): readonly WorkflowRunFact[] {
  const { once } = chance;
  return WORKFLOWS.flatMap((workflow) =>
    Array.from({ length: chance.below(3) + (once(4) ? 0 : 1) }, (_none, index) => ({
      workflow: once(30) ? workflow.toUpperCase() : workflow,
      run_id: index,
      head_sha: once(12) ? EARLIER : HEAD,
      event: once(12) ? chance.pick(['pull_request_target', 'push', 'workflow_dispatch']) : 'pull_request',
      pull_request: once(12) ? chance.pick([null, 8]) : 7,
      status: once(12) ? 'in_progress' : 'completed',
      conclusion: once(8) ? chance.pick(['failure', 'skipped', 'neutral', null]) : 'success',
      started_at: chance.mostly(12, `2026-11-21T10:0${once(6) ? 0 : index}:00Z`),
      artifacts: chance
        .some(['plan', 'tfplan', 'Plan', 'logs'], once(6) ? 0 : 2, 4)
        .map((name) => ({ name, digest: chance.mostly(4, 'sha256:1') })),
    })),
  );
}
