// Pull requests that a checking workflow no longer runs for; read by workflow-required-job-removed.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { gateSteps, gateWordOfJob } from './gates.ts';
import { jobsAround, ownTree, short } from './parts.ts';

/** Filters that let in what they name, and filters that keep it out. */
const LETS_IN = ['paths', 'branches', 'types'];
const KEEPS_OUT = ['paths-ignore', 'branches-ignore'];

/** A check that does not start is neither red nor missed, unless the branch rules ask for it by name. */
export function fewerRuns(change: ParsedChange, event: string): readonly Hit[] {
  const checks = jobsAround(change.after).some(
    (job) => gateWordOfJob(job) !== null || gateSteps(job.node).length > 0,
  );
  const [before, after] = [change.before, change.after].map((state) => {
    const on = childOf(ownTree(state), 'on');
    return on === undefined ? undefined : childOf(on, event);
  });
  if (!checks || before === undefined || after === undefined) return [];
  return [...LETS_IN, ...KEEPS_OUT].flatMap((filter): readonly Hit[] => {
    const [old, now] = [childOf(before, filter), childOf(after, filter)];
    if (now === undefined) return [];
    const message = narrowed(filter, old, now);
    if (message === null) return [];
    return [
      {
        message: `This workflow, which checks something, ${message} (\`${event}.${filter}\`).`,
        line: now.line,
      },
    ];
  });
}

/** A pattern with `!` takes back what those before it let in. */
function narrowed(filter: string, old: Node | undefined, now: Node): string | null {
  const [before, after] = [textsOf(old).known, textsOf(now).known];
  const [gone, come] = [
    before.filter((one) => !after.includes(one)),
    after.filter((one) => !before.includes(one)),
  ];
  if (KEEPS_OUT.includes(filter)) {
    return come.length === 0 ? null : `no longer runs for ${list(come)}`;
  }
  if (old === undefined) return `now runs for ${list(after)} alone`;
  const lost = [...gone.filter((one) => !one.startsWith('!')), ...come.filter((one) => one.startsWith('!'))];
  return lost.length === 0 ? null : `no longer runs for ${list(lost)}`;
}

function list(patterns: readonly string[]): string {
  const shown = patterns.slice(0, 3).map((pattern) => `\`${short(pattern)}\``);
  return `${shown.join(', ')}${patterns.length > 3 ? ` and ${patterns.length - 3} more` : ''}`;
}
