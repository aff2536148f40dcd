// Whether an update is in truth a replacement: some arguments cannot be changed in place. Called by classify.ts and
// rules/data-store-replaced.ts.
import type { Attribute, ParsedChange } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import type { Action } from '../model/words.ts';
import forceNew from './data/force-new.json' with { type: 'json' };
import { isExpression } from './expression.ts';
import { forcingProperties } from './stack-replacement.ts';
import { childOf, segmentsOf, treeOf } from './state-tree.ts';
import { textsOf } from './values.ts';

const FORCE_NEW: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(forceNew).map(([type, names]) => [type, new Set(names.split(' '))]),
);

/**
 * The action as the provider carries it out: destroy and create where a changed argument forces it. In Terraform only
 * between two known values: a name that becomes a reference usually stays the same name, and would be a false alarm.
 */
export function actionOf(change: ParsedChange): Action {
  return forcingAttributes(change).length > 0 ? 'replace' : change.action;
}

/** The changed arguments that make a replacement of an update; none for every other change. */
export function forcingAttributes(change: ParsedChange): readonly Attribute[] {
  const updated = change.action === 'update' || change.action === 'replace';
  if (updated && change.format === 'cloudformation') return forcingProperties(change);
  const forcing = FORCE_NEW.get(change.type ?? '');
  if (forcing === undefined || !updated || change.format !== 'terraform') return [];
  const ignored = ignoredBy(change);
  return change.attributes.filter(({ path, before, after }) => {
    // The mark of a nested block speaks of the block as a whole; what is inside has marks of its own.
    const [name = '', ...inside] = segmentsOf(path);
    return inside.length === 0 && forcing.has(name) && !ignored(name) && isKnown(before) && isKnown(after);
  });
}

/** An argument that was left out, or now is, may have had just that value as its default. */
function isKnown(value: JsonValue): boolean {
  return value !== null && !isExpression(value);
}

/** `lifecycle { ignore_changes = […] }` keeps a difference from being carried out at all. */
function ignoredBy({ after }: ParsedChange): (name: string) => boolean {
  const [block] = childOf(treeOf(after), 'lifecycle')?.children ?? [];
  const list = block === undefined ? undefined : childOf(block, 'ignore_changes');
  const { known, unknown } = textsOf(list);
  const names = new Set([...known, ...unknown]);
  return (name) => names.has(name) || names.has('all');
}
