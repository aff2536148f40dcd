// Finding rule: a test, scan, plan or review is taken out of a workflow, or may fail without consequence. Listed in registry.ts.
import { memory } from '../../model/memory.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit, RuleContext } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { gateSteps, gateWord, gateWordOf, gateWordOfJob, softenedBy } from '../workflow/gates.ts';
import type { Named } from '../workflow/parts.ts';
import {
  eventsAround,
  isJob,
  memberText,
  ownTree,
  short,
  stepTitle,
  stepsIn,
  titleOf,
} from '../workflow/parts.ts';
import { checksSomething, fewerRuns } from '../workflow/fewer-runs.ts';
import { isDeployment, weakerHolds } from '../workflow/weaker-holds.ts';
import { isWaitedFor } from '../workflow/waited-for.ts';

export const workflowRequiredJobRemoved: ChangeRule = {
  on: 'change',
  id: 'workflow-required-job-removed',
  title: 'A check is taken out of the way',
  severity: 'medium',
  confidence: 'medium',
  why: 'Tests, scans and plans are what people rely on when they approve. One that is removed, may fail, or is no longer waited for before a deployment is missed by nobody, least of all in a large pull request. What a job is for is told by its words.',
  remedy: 'Keep the check and mend what it found; where it moved, say where to.',
  check: (change, context) => {
    if (change.type === 'workflow' && change.address === 'on') return triggersGone(change);
    if (!isJob(change)) return [];
    if (change.after === null) return jobGone(change, context);
    return change.before === null
      ? nameTaken(change, context)
      : [
          ...nameTaken(change, context),
          ...stepsGone(change, context),
          ...softened(change),
          ...skippable(change),
          ...edgesGone(change, context),
          ...weakerHolds(change),
        ];
  },
};

/** Events by which checks run before a merge. */
const BEFORE_MERGE = ['pull_request', 'merge_group'];

function triggersGone(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const severity = checksSomething(change.before) ? 'medium' : 'low';
  const [before, after] = [eventsAround(change.before), eventsAround(change.after)];
  const gone = BEFORE_MERGE.filter((event) => before.includes(event) && !after.includes(event));
  return [
    ...gone.map((event): Hit => ({
      message: `This workflow no longer runs on \`${event}\`.`,
      line: null,
      severity,
    })),
    ...BEFORE_MERGE.flatMap((event) => fewerRuns(change, event)),
  ];
}

function jobGone(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const job = jobOf(change, change.before);
  const [step] = gateSteps(job.node);
  const what =
    gateWordOfJob(job) === null ? step && `with its step "${short(step.name)}"` : 'which checks something';
  const moved = diff.changes.some(
    ({ address, action, file }) => action === 'create' && address === change.address && file !== change.file,
  );
  return moved || what === undefined
    ? []
    : [{ message: `${titleOf(change)}, ${what}, is removed.`, line: null }];
}

/** What came instead is told by the same word, which proves little: a step of that name may do nothing. */
function stepsGone(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const [before, after] = [jobOf(change, change.before), jobOf(change, change.after)];
  const kept = new Set(stepsIn(after.node).map(({ name }) => name));
  const words = new Set([gateWordOfJob(after), ...gateSteps(after.node).map(gateWordOf)]);
  const gone = gateSteps(before.node)
    .filter((step) => !kept.has(step.name) && !isWaitedFor(step, change, diff.changes))
    .map((step): Hit => {
      const replaced = words.has(gateWordOf(step));
      const message = `${stepTitle(step, change)}, which checks something, is ${replaced ? 'replaced' : 'removed'}.`;
      return { message, line: null, severity: replaced ? 'low' : 'medium' };
    });
  return [...gone, ...hollowed(before.node, after.node, change)];
}

/** A step that was told to check something by its script alone, and no longer is. */
function hollowed(before: Node, after: Node, change: ParsedChange): readonly Hit[] {
  const now = new Map(stepsIn(after).map((step) => [step.name, step]));
  return gateSteps(before).flatMap(({ name }): readonly Hit[] => {
    const step = now.get(name);
    if (step === undefined || gateWordOf(step) !== null) return [];
    const line = (childOf(step.node, 'run') ?? step.node).line;
    return [{ message: `${stepTitle(step, change)} no longer checks what it did.`, line }];
  });
}

/** By the id that it has on this side. */
function jobOf(change: ParsedChange, state: ParsedChange['before']): Named {
  const node = ownTree(state);
  return { name: memberText(node, 'id') || change.address.slice('jobs.'.length), node };
}

/** What whoever opens the pull request has in hand, or is. */
const SWAYABLE =
  /\b(?:github\.(?:actor|triggering_actor|head_ref)|event\.(?:sender|pull_request\.(?:user|title|body|labels)|head_commit\.(?:message|author)))\b/;

/** A job that its condition skips reports success to the branch: https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-jobs-with-conditions */
function skippable(change: ParsedChange): readonly Hit[] {
  const [before, after] = [jobOf(change, change.before), jobOf(change, change.after)];
  const condition = memberText(after.node, 'if');
  if (!SWAYABLE.test(condition) || SWAYABLE.test(memberText(before.node, 'if'))) return [];
  if (![before, after].some(isGate) && gateSteps(after.node).length === 0) return [];
  const message = `${titleOf(change)}, which checks something, is now skipped by who or what asks (\`${short(condition)}\`), and a skipped check counts as passed.`;
  return [{ message, line: childOf(after.node, 'if')?.line ?? null }];
}

/** Another id takes nothing away from what a job is for. */
function isGate(job: Named): boolean {
  return gateWordOfJob(job) !== null;
}

function softened(change: ParsedChange): readonly Hit[] {
  const [before, after] = [jobOf(change, change.before), jobOf(change, change.after)];
  const old = new Map(stepsIn(before.node).map(({ name, node }) => [name, node]));
  const checks = [before, after].some(isGate) || gateSteps(after.node).length > 0;
  const own = checks ? [{ title: titleOf(change), was: before.node, is: after.node }] : [];
  const steps = gateSteps(after.node).map((step) => ({
    title: stepTitle(step, change),
    was: old.get(step.name) ?? step.node,
    is: step.node,
  }));
  return [...own, ...steps].flatMap(({ title, was, is }) => {
    const by = softenedBy(is);
    if (by === null || softenedBy(was) !== null) return [];
    return [{ message: `${title} can no longer stop anything: ${by}.`, line: lineOf(is, by) }];
  });
}

function lineOf(node: Parameters<typeof softenedBy>[0], by: string): number {
  const member = by.includes('continue') ? 'continue-on-error' : by.includes('if') ? 'if' : 'run';
  return childOf(node, member)?.line ?? node.line;
}

/** A job that only has another id is still waited for under that id. */
function edgesGone(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) => childOf(ownTree(state), 'needs'));
  const kept = new Set(textsOf(after).known);
  const lost = textsOf(before).known.filter((name) => !kept.has(name));
  const ids = lost.length === 0 ? new Map<string, string>() : renamedJobs(change, diff);
  const gone = lost.filter((name) => !kept.has(ids.get(name) ?? name));
  const deploys = isDeployment(change);
  return gone
    .filter((name) => deploys || gateWord(name) !== null)
    .map((name) => ({
      message: `${titleOf(change)} no longer waits for job ${short(name)}.`,
      line: after?.line ?? null,
    }));
}

/** Branch rules ask for a check by its name, whichever job reports under it. */
function nameTaken(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const name = checkNameOf(change, change.after);
  if (change.before !== null && checkNameOf(change, change.before) === name) return [];
  const owner = formerOwners(diff)
    .get(ownerKey(change.file, name))
    ?.find((other) => other !== change);
  if (owner === undefined) return [];
  const line = childOf(ownTree(change.after), 'name')?.line ?? null;
  const old = titleOf(owner).replace('Job', 'job');
  return [
    { message: `${titleOf(change)} now reports as \`${short(name)}\`, which was the check of ${old}.`, line },
  ];
}

const owners = memory<RuleContext['diff'], ReadonlyMap<string, readonly ParsedChange[]>>();

/** Jobs that reported under a name and no longer do, by file and name. */
function formerOwners(diff: RuleContext['diff']): ReadonlyMap<string, readonly ParsedChange[]> {
  const known =
    owners.get(diff) ??
    Map.groupBy(
      diff.changes.filter(
        (job) =>
          isJob(job) &&
          job.before !== null &&
          (job.after === null || checkNameOf(job, job.after) !== checkNameOf(job, job.before)),
      ),
      (job) => ownerKey(job.file, checkNameOf(job, job.before)),
    );
  owners.set(diff, known);
  return known;
}

function ownerKey(file: string, name: string): string {
  return JSON.stringify([file, name]);
}

function checkNameOf(change: ParsedChange, state: ParsedChange['before']): string {
  const tree = ownTree(state);
  return memberText(tree, 'name') || memberText(tree, 'id') || jobOf(change, state).name;
}

type Names = ReadonlyMap<string, string>;

const renamed = memory<RuleContext['diff'], ReadonlyMap<string, Names>>();

/** What the jobs of a file are called now, by what they were called. */
function renamedJobs({ file }: ParsedChange, diff: RuleContext['diff']): Names {
  const known = renamed.get(diff) ?? namesByFile(diff);
  renamed.set(diff, known);
  return known.get(file) ?? new Map();
}

function namesByFile({ changes }: RuleContext['diff']): ReadonlyMap<string, Names> {
  const byFile = Map.groupBy(changes.filter(isJob), ({ file }) => file);
  const namesOf = ({ before, after }: ParsedChange): [string, string] => [
    memberText(ownTree(before), 'id'),
    memberText(ownTree(after), 'id'),
  ];
  return new Map([...byFile].map(([file, jobs]) => [file, new Map(jobs.map(namesOf))]));
}
