// Jobs that apply a configuration which nobody merged: called by rules/applies-unattended.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { eventsAround, isJob, jobsAround, memberText, newOnes, ownTree, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

const APPLIES =
  /\b(?:terraform|tofu|terragrunt)\b[^\n|;&]{0,200}\s(?:apply|destroy)\b|\bpulumi\b[^\n|;&]{0,200}\s(?:up|destroy)\b|\bcdk\b[^\n|;&]{0,200}\sdeploy\b|\bkubectl\b[^\n|;&]{0,200}\sapply\b|\bhelm\s{1,9}(?:upgrade|install)\b/;
/** Said on the command line, these carry nothing out. */
const TRIES = /\s--?(?:dry-run|help|check)\b/;
/** A cluster that lives as long as the job, and help from other commands. */
const THROWAWAY = /\b(?:kind|minikube|k3d|localstack|setup-kind|kwok)\b/i;
const UNMERGED = ['pull_request', 'pull_request_target', 'merge_group'];

type Apply = { readonly key: string; readonly job: string; readonly event: string; readonly line: number };

/** New where the job, or the event that starts it, is new: an apply on a pull request that no condition and no environment holds back. */
export function unmergedApplyHits(change: ParsedChange): readonly Hit[] {
  const isTriggers = change.type === 'workflow' && change.address === 'on';
  if (change.after === null || (!isJob(change) && !isTriggers)) return [];
  const appliesIn = (state: ResourceState | null): readonly Apply[] =>
    isTriggers
      ? jobsAround(state).flatMap((job) => unheld(job, eventNames(state)))
      : unheld({ name: change.address.slice('jobs.'.length), node: ownTree(state) }, eventsAround(state));
  return newOnes(appliesIn(change.before), appliesIn(change.after), ({ key }) => key).map(
    ({ job, event, line }) => ({
      message: `Job ${job} applies what a pull request holds before anybody merged it (\`${event}\`).`,
      line: isTriggers ? null : line,
    }),
  );
}

function eventNames(state: ResourceState | null): readonly string[] {
  return (childOf(ownTree(state), 'on')?.children ?? []).map(({ name }) => name);
}

function unheld({ name, node }: Named, events: readonly string[]): readonly Apply[] {
  const event = UNMERGED.find((one) => events.includes(one));
  const isHeld = ['if', 'environment'].some((member) => childOf(node, member) !== undefined);
  const steps = stepsIn(node);
  const isThrowaway = steps.some((step) =>
    ['run', 'uses'].some((member) => THROWAWAY.test(memberText(step.node, member))),
  );
  if (event === undefined || isHeld || isThrowaway) return [];
  const found = steps.filter((step) => childOf(step.node, 'if') === undefined).filter(applies);
  return found.slice(0, 1).map((step) => ({
    key: name,
    job: name,
    event,
    line: childOf(step.node, 'run')?.line ?? step.node.line,
  }));
}

function applies({ node }: { readonly node: Node }): boolean {
  return memberText(node, 'run')
    .replaceAll(/\\\r?\n/g, ' ')
    .split('\n')
    .some((line) => APPLIES.test(line) && !TRIES.test(line));
}
