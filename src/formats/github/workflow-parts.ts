// What a workflow consists of: one part for each key of the top level and one for each job; called by `github-workflow`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Pair } from '../pair.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import { membersOf } from './entries.ts';
import { jobEntries } from './job-entries.ts';
import { pairJobs } from './pair-jobs.ts';
import { pairKeys } from './pair-keys.ts';
import { below, linesOf } from './parts.ts';
import type { PartPair, Side } from './parts.ts';
import { pairSteps } from './steps.ts';
import { eventNames, triggerEntries } from './triggers.ts';

/**
 * Both sides of every part. Jobs are judged together with triggers and permissions, and these two with all jobs: no part
 * but them, or a workflow of many keys would be copied as often.
 */
export function workflowParts(roots: Pair<SyntaxNode>): readonly PartPair[] {
  const setting = { before: settingOf(roots.before), after: settingOf(roots.after) };
  const jobs = pairJobs(roots).map((pair) => jobPart(pair, setting));
  const whole = {
    before: [...setting.before, ...jobs.flatMap(({ address, before }) => jobBelow(address, before))],
    after: [...setting.after, ...jobs.flatMap(({ address, after }) => jobBelow(address, after))],
  };
  const tops = pairKeys(roots).filter((pair) => keyOf(pair) !== 'jobs');
  return [...tops.map((pair) => topPart(pair, SEE_ALL.has(keyOf(pair)) ? whole : setting)), ...jobs];
}

const SEE_ALL: ReadonlySet<string> = new Set(['on', 'permissions']);

function keyOf({ before, after }: Pair<SyntaxEntry>): string {
  return (after ?? before)?.key ?? '';
}

/** What every job is judged together with, on each side. */
type Around = { readonly before: readonly Entry[]; readonly after: readonly Entry[] };

/** Every job carries a copy. */
const MOST_VARIABLES = 64;

function isSmall(node: SyntaxNode): boolean {
  return node.kind === 'map' && node.entries.length <= MOST_VARIABLES;
}

/** The names of the events, the permissions and the variables, below `workflow`. */
function settingOf(root: SyntaxNode | null): readonly Entry[] {
  if (root?.kind !== 'map') return [];
  const on = root.entries.find(({ key }) => key === 'on');
  const names = on === undefined ? [] : eventNames(on.value);
  const line = on?.keyLine ?? root.line;
  return [
    { path: 'workflow.on', line, compare: names, shown: names, sensitive: false },
    ...membersOf(
      root.entries.filter(({ key, value }) => key === 'permissions' || (key === 'env' && isSmall(value))),
      { base: 'workflow' },
    ),
  ];
}

function jobBelow(address: string, job: Side | null): readonly Entry[] {
  return job === null ? [] : below(`workflow.${address}`, job.entries);
}

function jobPart({ before, after }: Pair<SyntaxEntry>, around: Around): PartPair {
  const names = pairSteps(before?.value, after?.value);
  const renamed = before !== null && after !== null && before.key !== after.key;
  const side = (job: SyntaxEntry | null, given: readonly Entry[]): Side | null =>
    job === null
      ? null
      : { ...linesOf(job), entries: [...idOf(job, renamed), ...jobEntries(job.value, names)], around: given };
  return {
    address: joinPath('jobs', keyOf({ before, after })),
    type: 'workflow_job',
    before: side(before, around.before),
    after: side(after, around.after),
  };
}

/** Checks go by the id of their job, so a job that is only called otherwise has changed. */
function idOf({ key, keyLine: line }: SyntaxEntry, renamed: boolean): readonly Entry[] {
  return renamed ? [{ path: 'id', line, compare: key, shown: key, sensitive: false }] : [];
}

function topPart({ before, after }: Pair<SyntaxEntry>, around: Around): PartPair {
  const side = (top: SyntaxEntry | null, given: readonly Entry[]): Side | null =>
    top === null ? null : { ...linesOf(top), entries: topEntries(top), around: given };
  return {
    address: joinPath('', keyOf({ before, after })),
    type: 'workflow',
    before: side(before, around.before),
    after: side(after, around.after),
  };
}

function topEntries(top: SyntaxEntry): readonly Entry[] {
  return top.key === 'on' ? triggerEntries(top.value) : membersOf([top]);
}
