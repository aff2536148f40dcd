// What can stand where a template says `!If`: each way with the condition it stands under. Called by the files beside.
import type { JsonValue } from '../../../model/json.ts';
import { isExpression } from '../../expression.ts';
import { treeOf } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import { templateCall } from './template-call.ts';

/** `IsProd holds`: the same text on both sides is the same condition, as long as what it means is the same. */
export type Premise = string;

export type Way = {
  readonly premise: Premise;
  /** Null where nothing stands there: `AWS::NoValue`. */
  readonly value: JsonValue;
};

/** Both ways of an `!If`; null for every other value, and for one that cannot be taken apart. Total. */
export function waysOf(value: JsonValue): readonly [holds: Way, fails: Way] | null {
  const call = isExpression(value) ? templateCall(value.expression) : null;
  if (call?.name !== 'If' || !Array.isArray(call.given)) return null;
  const [name, holds, fails, more] = call.given as readonly JsonValue[];
  if (typeof name !== 'string' || holds === undefined || fails === undefined || more !== undefined)
    return null;
  return [
    { premise: `${name} holds${call.told}`, value: somethingOf(holds) },
    { premise: `${name} does not hold${call.told}`, value: somethingOf(fails) },
  ];
}

function somethingOf(value: JsonValue): JsonValue {
  return isExpression(value) && value.expression.startsWith('!Ref AWS::NoValue') ? null : value;
}

const NONE: readonly ConditionalNode[] = [];

export type ConditionalNode = { readonly node: Node; readonly premise: Premise };

/** What stands at a node, or as a member of the list there, only where a condition holds or fails: each way as a node of the same name. */
export function conditionalNodes({ name, value, line }: Node): readonly ConditionalNode[] {
  // Every node is asked, and few hold an expression.
  if (value === null || typeof value !== 'object') return NONE;
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) =>
    (waysOf(one) ?? []).flatMap((way) =>
      way.value === null ? [] : [{ node: nodeOf(name, way.value, line), premise: way.premise }],
    ),
  );
}

/** A value as the node that it would be in its place. */
export function nodeOf(name: string, value: JsonValue, line: number): Node {
  const [node] = treeOf({ value: { value, line, sensitive: false } }).children;
  return { name, line, value: node?.value ?? null, children: node?.children ?? [] };
}
