// New events, branches and tags that start a workflow which deploys; read by workflow-untrusted-trigger.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { outsiders } from './events.ts';
import { jobsAround, ownTree, short } from './parts.ts';
import { deploysTo } from './power.ts';

/** Only for a workflow that deployed before: of a new one every way is new. */
export function newWaysToDeploy(change: ParsedChange): readonly Hit[] {
  const [was = null, is = null] = [change.before, change.after].map(targetOf);
  if (change.before === null || (was === null && is === null)) return [];
  // What deploys may stand in another workflow now, which this one calls.
  const deploys = is === null ? `deployed to ${was} so far` : `deploys to ${is}`;
  const [before, after] = [change.before, change.after].map((state) => childOf(ownTree(state), 'on'));
  const events = after?.children ?? [];
  const old = new Set(before?.children.map(({ name }) => name));
  const fresh = events.filter(({ name }) => !old.has(name) && outsiders(name) === null);
  return [
    ...fresh.map(({ name, line }): Hit => ({
      message: `\`${short(name)}\` is a new way to start this workflow, which ${deploys}.`,
      line,
      severity: name === 'repository_dispatch' ? 'high' : 'medium',
    })),
    ...events.flatMap((event) => widerFilter(before, event, deploys)),
  ];
}

function targetOf(state: ParsedChange['before']): string | null {
  const found = jobsAround(state).map(({ node }) => deploysTo(node));
  const target = found.find((name) => name !== null) ?? null;
  return target === null ? null : short(target);
}

/** Where one of them is left, what none of them names does not start the workflow. */
const REF_FILTERS = ['branches', 'branches-ignore', 'tags', 'tags-ignore'];

/** A filter that is gone lets in everything; one with more patterns, those. */
function widerFilter(before: Node | undefined, event: Node, deploys: string): readonly Hit[] {
  const old = before?.children.find(({ name }) => name === event.name);
  if (old === undefined) return [];
  return ['branches', 'tags'].flatMap((filter): readonly Hit[] => {
    const patterns = childOf(old, filter);
    if (patterns === undefined) return [];
    const now = childOf(event, filter);
    const known = textsOf(patterns).known;
    const more = now === undefined ? [] : textsOf(now).known.filter((pattern) => !known.includes(pattern));
    const gone = now === undefined && !REF_FILTERS.some((name) => childOf(event, name) !== undefined);
    if (!gone && more.every((pattern) => pattern.startsWith('!'))) return [];
    const which = gone ? `Any of the ${filter}` : `More ${filter} (${short(more.join(', '))})`;
    const message = `${which} can now start this workflow by \`${event.name}\`, and it ${deploys}.`;
    return [{ message, line: (now ?? event).line, severity: 'medium' }];
  });
}
