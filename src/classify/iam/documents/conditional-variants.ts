// A statement with `!If` in its members as the statements it can be. Called by find-documents.ts.
import type { JsonValue } from '../../../model/json.ts';
import { walk } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import { nodeOf, waysOf } from './conditional-ways.ts';
import type { Premise } from './conditional-ways.ts';

/** Four conditions in one statement; what is beyond them stays unknown. */
const MOST = 16;

export type Variant = { readonly node: Node; readonly premises: readonly Premise[] };

/** One for each outcome of the conditions inside, the node itself where there is none. Total. */
export function variantsOf(node: Node): readonly Variant[] {
  let variants: readonly Variant[] = [{ node, premises: [] }];
  for (;;) {
    const next = variants.flatMap(divided);
    if (next.length === variants.length || next.length > MOST) return variants;
    variants = next;
  }
}

/** By the first condition in it, wherever that stands. */
function divided({ node, premises }: Variant): readonly Variant[] {
  const ways = walk(node).flatMap(({ value }) => firstWays(value))[0];
  if (ways === undefined) return [{ node, premises }];
  return ways.map(({ premise }, index) => ({
    node: decided(node, ways[0].premise, index),
    premises: [...premises, premise],
  }));
}

type Ways = NonNullable<ReturnType<typeof waysOf>>;

function firstWays(value: JsonValue): readonly Ways[] {
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const found = values.map(waysOf).find((ways) => ways !== null);
  return found === undefined ? [] : [found];
}

function decided(node: Node, premise: Premise, index: number): Node {
  const { name, line, value } = node;
  const children = node.children.map((child) => decided(child, premise, index));
  const now = taken(value, premise, index);
  if (now === value) return { name, line, value, children };
  return decided(nodeOf(name, now, line), premise, index);
}

/** The value where the condition has this outcome; a list loses what is not there. The same value where it has none of it. */
function taken(value: JsonValue, premise: Premise, index: number): JsonValue {
  const choose = (one: JsonValue): JsonValue => {
    const ways = waysOf(one);
    return ways?.[0].premise === premise ? (ways[index]?.value ?? null) : one;
  };
  if (!Array.isArray(value)) return choose(value);
  const items = value as readonly JsonValue[];
  const chosen = items.map(choose);
  return chosen.every((one, at) => one === items[at]) ? value : chosen.flat().filter((one) => one !== null);
}
