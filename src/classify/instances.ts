// How many instances of a resource there are: `count = 0`, an empty `for_each` and a new condition delete in other words.
import type { ParsedChange, ResourceState } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import { isExpression } from './expression.ts';
import { childOf, fingerprint, treeOf } from './state-tree.ts';
import type { Node } from './state-tree.ts';
import { isKnownBlock } from './terraform-blocks.ts';
import { textOf } from './values.ts';

export type Emptied = {
  /** `count`, `for_each`, or CloudFormation's `Condition`. */
  readonly name: string;
  /** 1-based in the head file. */
  readonly line: number;
  /** False for an expression that can be zero: only the apply knows. */
  readonly certain: boolean;
  /** It was an expression, and may have made more than what is now written. */
  readonly wasComputed: boolean;
};

/** What is new in the head. A resource that is new itself, with no instance, destroys nothing. */
export function emptied(change: ParsedChange): readonly Emptied[] {
  if (change.before === null || change.after === null) return [];
  return ['count', 'for_each', 'Condition'].flatMap((name) => emptiedBy(change, name));
}

/**
 * A Terraform resource of which there was no instance and is none: what its block says is built nowhere. A module is
 * fetched all the same, and a default is no promise.
 */
export function isBuiltNowhere(change: ParsedChange): boolean {
  const sides = SIDES.filter((side) => change[side] !== null);
  return sides.length > 0 && sides.every((side) => isBuiltNowhereOn(change, side));
}

const SIDES = ['before', 'after'] as const;

/** The same of one side, where the resource exists. */
export function isBuiltNowhereOn(change: ParsedChange, side: 'before' | 'after'): boolean {
  const { format, type, [side]: state } = change;
  if (format !== 'terraform' || type === null || isKnownBlock(type)) return false;
  return state !== null && hasNoInstance(state);
}

function hasNoInstance(state: ResourceState): boolean {
  return ['count', 'for_each'].some((name) => {
    const entry = state[name];
    if (entry === undefined || entry.assumed === true) return false;
    const node = childOf(treeOf(state), name);
    return node !== undefined && isNone(node);
  });
}

function emptiedBy(change: ParsedChange, name: string): readonly Emptied[] {
  const before = childOf(treeOf(change.before), name);
  const after = childOf(treeOf(change.after), name);
  if (after === undefined && before !== undefined && mayHaveMore(name, before))
    return [{ name, line: change.startLine, certain: false, wasComputed: true }];
  if (after === undefined || (before !== undefined && fingerprint(before) === fingerprint(after))) return [];
  if (isNone(after)) return [{ name, line: after.line, certain: true, wasComputed: false }];
  if (isExpression(after.value)) return [{ name, line: after.line, certain: false, wasComputed: false }];
  const less = before !== undefined && mayHaveMore(name, before);
  return less ? [{ name, line: after.line, certain: false, wasComputed: true }] : [];
}

/** An expression whose instances nobody can list, so that what is now written may leave some out. A switch makes one or none. */
function mayHaveMore(name: string, { value }: Node): boolean {
  if (name === 'Condition' || !isExpression(value)) return false;
  return name === 'for_each' || !/\? *(?:1 *: *0|0 *: *1)\)*$/.test(value.expression);
}

function isNone(node: Node): boolean {
  if (node.children.length > 0) return false;
  return textOf(node) === '0' || isEmptyCollection(node.value);
}

/** A list, map or set with nothing in it, as it is written. */
export function isEmptyCollection(value: JsonValue): boolean {
  if (isExpression(value)) return /^to(set|map|list)\s*\(\s*(\[\s*\]|\{\s*\})\s*\)$/.test(value.expression);
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
