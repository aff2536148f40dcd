// Reads the value of a node as a rule needs it: texts that are known, and the sources of what is not.
import type { JsonValue } from '../model/json.ts';
import { isExpression } from './expression.ts';
import type { Node } from './state-tree.ts';

export type Texts = {
  /** Strings, numbers and booleans as text. */
  readonly known: readonly string[];
  /** Source text of what could not be resolved. */
  readonly unknown: readonly string[];
};

const NONE: readonly string[] = [];
const NO_TEXTS: Texts = { known: NONE, unknown: NONE };

/** One value or a list of them; also lists that were spread into children. Absent gives nothing. */
export function textsOf(node: Node | undefined): Texts {
  return node === undefined ? NO_TEXTS : textsAmong(node.value, node.children);
}

function textsAmong(value: JsonValue, children: readonly Node[]): Texts {
  // Nearly every node has one plain value.
  if (children.length === 0 && (value === null || typeof value !== 'object'))
    return value === null ? NO_TEXTS : { known: [String(value)], unknown: NONE };
  const parts = [...partsOf(value), ...children.flatMap((below) => partsOf(below.value))];
  const unknown = parts.filter((part) => isExpression(part)).map(({ expression }) => expression);
  const known = parts.filter((part) => part !== null && typeof part !== 'object').map(String);
  return { known, unknown };
}

/** Of this node alone, for rules that walk into its children themselves. */
export function ownTextsOf(node: Node): Texts {
  return textsAmong(node.value, []);
}

/** The single known text, null where it is absent, unknown or a list of several. */
export function textOf(node: Node | undefined): string | null {
  const { known, unknown } = textsOf(node);
  return known.length === 1 && unknown.length === 0 ? (known[0] ?? null) : null;
}

function partsOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value.flatMap((member: JsonValue) => partsOf(member)) : [value];
}
