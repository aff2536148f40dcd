// The second reader of every HCL text, and the check that both saw the same blocks; called by `createHclParser`.
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { HclBody } from './read-body.ts';

/** HashiCorp's own reader, behind a port since its runtime is an effect. Never rejects. */
export interface HclOracle {
  judge(text: string): Promise<OracleVerdict>;
}

export type OracleVerdict =
  | { readonly kind: 'valid'; readonly root: JsonObject }
  /** `line` is null where the reader names none. `message` never quotes the text. */
  | { readonly kind: 'invalid'; readonly line: number | null; readonly message: string }
  /** The reader itself failed: nothing is known about the text, and it must not be asked again. */
  | { readonly kind: 'dead' };

/** Whether the reader's JSON has exactly the blocks (type and labels, as multiset) and top-level arguments of the body. */
export function sameContent(body: HclBody, root: JsonObject): boolean {
  const names = new Set(body.attributes.map((attribute) => attribute.name));
  const ours = [...names].map((name) => JSON.stringify([name]));
  ours.push(...body.blocks.map((block) => JSON.stringify([block.type, ...block.labels, ''])));
  const theirs = Object.entries(root).flatMap(([key, value]) =>
    names.has(key) ? [JSON.stringify([key])] : blocksUnder(value, [key]),
  );
  const [a, b] = [ours.toSorted(), theirs.toSorted()];
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Labels are object levels, the bodies of equal labels one list. */
function blocksUnder(value: JsonValue, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.map(() => JSON.stringify([...path, '']));
  if (value === null || typeof value !== 'object') return [JSON.stringify(path)];
  return Object.entries(value).flatMap(([label, member]) => blocksUnder(member, [...path, label]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
