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

/** Whether any job of the workflow is a check, or has one among its steps. */
export function checksSomething(state: ParsedChange['after']): boolean {
  return jobsAround(state).some((job) => gateWordOfJob(job) !== null || gateSteps(job.node).length > 0);
}

/** A check that does not start is neither red nor missed, unless the branch rules ask for it by name. */
export function fewerRuns(change: ParsedChange, event: string): readonly Hit[] {
  const checks = checksSomething(change.after);
  const [before, after] = [change.before, change.after].map((state) => {
    const on = childOf(ownTree(state), 'on');
    return on === undefined ? undefined : childOf(on, event);
  });
  if (!checks || before === undefined || after === undefined) return [];
  return [...LETS_IN, ...KEEPS_OUT].flatMap((filter): readonly Hit[] => {
    const now = childOf(after, filter);
    const narrowed = now === undefined ? null : narrowing(filter, childOf(before, filter), now);
    if (now === undefined || narrowed === null) return [];
    const message = `This workflow, which checks something, ${narrowed.what} (\`${event}.${filter}\`).`;
    return [{ message, line: now.line, ...(narrowed.small ? { severity: 'low' } : {}) }];
  });
}

/** Without `types` of its own. https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request */
const USUAL_TYPES = ['opened', 'synchronize', 'reopened'];

/** `small`: only texts for people are left out. */
type Narrowing = { readonly what: string; readonly small: boolean };

/** Null where nothing is lost. A pattern with `!` takes back what those before it let in. */
function narrowing(filter: string, old: Node | undefined, now: Node): Narrowing | null {
  const after = textsOf(now).known;
  const before = filter === 'types' && old === undefined ? USUAL_TYPES : textsOf(old).known;
  const come = after.filter((one) => !before.includes(one));
  if (KEEPS_OUT.includes(filter)) return without(come);
  if (after.includes('**')) return without(come.filter((one) => one.startsWith('!')));
  if (old === undefined && filter !== 'types')
    return { what: `now runs for ${list(after.filter((one) => !one.startsWith('!')))} alone`, small: false };
  const gone = before.filter((one) => !after.includes(one) && !one.startsWith('!'));
  const types = filter === 'types' ? gone.filter((one) => USUAL_TYPES.includes(one)) : gone;
  return without([...types, ...come.filter((one) => one.startsWith('!'))]);
}

/** Below a folder of documents, or by the ending or the name of one. */
const FOR_PEOPLE = [
  /^!?(?:\*\*\/)?docs?\//i,
  /\.(?:md|mdx|rst|adoc|txt)$/i,
  /(?:^|[/!])(?:licen[cs]e|readme|changelog|codeowners|\.gitignore)(?:[.*][\w*]{0,9})?$/i,
];

function without(patterns: readonly string[]): Narrowing | null {
  if (patterns.length === 0) return null;
  return {
    what: `no longer runs for ${list(patterns)}`,
    small: patterns.every((pattern) => FOR_PEOPLE.some((form) => form.test(pattern))),
  };
}

function list(patterns: readonly string[]): string {
  const shown = patterns.slice(0, 3).map((pattern) => `\`${short(pattern)}\``);
  return `${shown.join(', ')}${patterns.length > 3 ? ` and ${patterns.length - 3} more` : ''}`;
}
