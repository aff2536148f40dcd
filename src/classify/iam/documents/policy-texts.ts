// The texts of one member of a policy statement: known ones, and the sources of what cannot be told. Called by read-statement.ts.
import type { JsonValue } from '../../../model/json.ts';
import { isExpression } from '../../expression.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyText } from '../policy-document.ts';

/** One value or a list of them, in the order given. An object among them (`{"Ref": …}`) is text that nobody here can tell. */
export function policyTexts(node: Node | undefined): readonly PolicyText[] {
  if (node === undefined) return [];
  const below = node.children.flatMap((member) =>
    /^\d+$/.test(member.name) ? policyTexts(member) : [unknownText(`${member.name} …`)],
  );
  return [...textsIn(node.value), ...below];
}

export function knownText(text: string): PolicyText {
  return { kind: 'known', text };
}

export function unknownText(source: string): PolicyText {
  return { kind: 'unknown', source };
}

function textsIn(value: JsonValue): readonly PolicyText[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [knownText(String(value))];
  if (isExpression(value)) return [unknownText(value.expression)];
  return Array.isArray(value) ? value.flatMap((member: JsonValue) => textsIn(member)) : [];
}
