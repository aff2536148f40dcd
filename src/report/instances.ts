// How an entry that stands for several instances is named; used by every renderer of changes.
import type { DecisionChange } from '../model/decision.ts';

type Counted = Pick<DecisionChange, 'address' | 'alike'>;

/** ` and 19 more like it`, or nothing. */
export function others({ alike = [] }: Counted): string {
  return alike.length === 0 ? '' : ` and ${alike.length} more like it`;
}

export function withCount(change: Counted): string {
  return `${change.address}${others(change)}`;
}
