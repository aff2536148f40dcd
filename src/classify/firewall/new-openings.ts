// What the head lets through that the base did not: called by the rules about what is open.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import { treeOf } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { openingsOf } from './openings.ts';
import type { Opening } from './openings.ts';
import { covers } from './ports.ts';
import type { RuleShape } from './rule-shape.ts';

/** Each opening with the shape it was read by; none for types without a shape. */
export function newOpenings(
  change: ParsedChange,
  shapes: ReadonlyMap<string, RuleShape>,
): readonly (Opening & { readonly second: boolean })[] {
  const shape = shapes.get(equivalentType(change) ?? '');
  if (shape === undefined || isData(change)) return [];
  const before = openingsOf(treeOf(change.before), shape);
  return openingsOf(treeOf(change.after), shape)
    .filter((opening) => !before.some((old) => includes(old, opening)))
    .map((opening) => ({ ...opening, second: shape.second === true }));
}

/** Whether the base already let through what the head does. */
function includes(old: Opening, opening: Opening): boolean {
  const same = old.peers === opening.peers && old.certainty === opening.certainty;
  const wider = old.certainty === 'public' || same;
  const protocol = old.protocol === '-1' || old.protocol === opening.protocol;
  const unchanged = same && JSON.stringify(old.ports) === JSON.stringify(opening.ports);
  return wider && protocol && (unchanged || covers(old.ports, opening.ports));
}
