// Whether a job does all that another one did, and perhaps more; called by `pair-jobs` for jobs of different ids.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';

/** What may differ: none of it is what the job does, or with what. */
const BESIDE = new Set(['name', 'needs', 'outputs', 'timeout-minutes']);

/** All steps are there as they were and in their order, and every other key says the same. */
export function isGrown(before: SyntaxNode, after: SyntaxNode): boolean {
  const [old, now] = [membersOf(before), membersOf(after)];
  if (old === null || now === null) return false;
  const [oldSteps, nowSteps] = [old['steps'], now['steps']];
  if (!Array.isArray(oldSteps) || !Array.isArray(nowSteps) || oldSteps.length === 0) return false;
  return holdsInOrder(nowSteps, oldSteps) && canonicalJson(essence(old)) === canonicalJson(essence(now));
}

type Members = { readonly [key: string]: JsonValue };

function membersOf(job: SyntaxNode): Members | null {
  if (job.kind !== 'map') return null;
  return Object.fromEntries(job.entries.map(({ key, value }) => [key, toValue(value)]));
}

function essence(job: Members): Members {
  return Object.fromEntries(Object.entries(job).filter(([key]) => key !== 'steps' && !BESIDE.has(key)));
}

function holdsInOrder(all: readonly JsonValue[], some: readonly JsonValue[]): boolean {
  const open = some.map((step) => canonicalJson(step));
  for (const step of all) if (canonicalJson(step) === open[0]) open.shift();
  return open.length === 0;
}
