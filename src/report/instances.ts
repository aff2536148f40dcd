// How a change is named, also one that stands for several instances; used by every renderer of changes.
import type { DecisionChange } from '../model/decision.ts';

type Named = Pick<DecisionChange, 'address' | 'type'>;
type Counted = Pick<DecisionChange, 'address' | 'alike'>;

/** The name of a resource of CloudFormation does not say what it is: its type stands beside it. */
export function nameOf({ address, type }: Named): string {
  return type?.includes('::') === true && !address.includes(type) ? `${address} (${type})` : address;
}

/** ` and 19 more like it`, or nothing. */
export function others({ alike = [] }: Counted): string {
  return alike.length === 0 ? '' : ` and ${alike.length} more like it`;
}

/** A name without the calls of modules in front of it. */
export function withoutCalls(name: string): string {
  return name.replace(/^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+/, '');
}

export function withCount(change: Named & Counted): string {
  return `${nameOf(change)}${others(change)}`;
}
