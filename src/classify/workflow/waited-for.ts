// Whether a step that a job loses stands in a job that this one waits for: called by workflow-required-job-removed.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { softenedBy } from './gates.ts';
import { isJob, ownTree, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

/** The same step in a job of the same file without which this one does not start. */
export function isWaitedFor(step: Named, change: ParsedChange, changes: readonly ParsedChange[]): boolean {
  const job = ownTree(change.after);
  // With a condition of its own it may start although what it waits for has failed.
  if (childOf(job, 'if') !== undefined) return false;
  const needs = textsOf(childOf(job, 'needs')).known.map((name) => `jobs.${name}`);
  return changes.some(
    (other) =>
      other.file === change.file &&
      isJob(other) &&
      needs.includes(other.address) &&
      stopsLike(ownTree(other.after), step),
  );
}

function stopsLike(job: Node, step: Named): boolean {
  if (childOf(job, 'if') !== undefined || softenedBy(job) !== null) return false;
  return stepsIn(job).some(
    ({ name, node }) => name === step.name && softenedBy(node) === null && isSame(node, step.node),
  );
}

/** What decides whether it runs and what it runs. */
const PARTS = ['if', 'run', 'uses', 'working-directory', 'shell'];

function isSame(one: Node, other: Node): boolean {
  return PARTS.every(
    (part) =>
      canonicalJson(childOf(one, part)?.value ?? null) === canonicalJson(childOf(other, part)?.value ?? null),
  );
}
