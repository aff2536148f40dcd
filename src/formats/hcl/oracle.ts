// The second reader of every HCL text, and the check that both saw the same blocks; called by `createHclParser`.
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { HclBlock, HclBody } from './read-body.ts';

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

/**
 * Whether the reader's JSON has, at every level, exactly the arguments (by name) and blocks (type, labels, number, order)
 * of the body. Its form: labels are object levels, the bodies of equal labels one list; see
 * https://github.com/tmccombs/hcl2json. Values of arguments are not compared.
 */
export function sameContent(body: HclBody, root: JsonValue): boolean {
  if (!isObject(root)) return false;
  const names = new Set(body.attributes.map((attribute) => attribute.name));
  const blocks = Map.groupBy(body.blocks, (block) => block.type);
  const theirs = Object.entries(root);
  return (
    theirs.length === names.size + blocks.size &&
    theirs.every(
      ([key, value]) => names.has(key) !== blocks.has(key) && sameBlocks(blocks.get(key), value, 0),
    )
  );
}

/** Blocks that are alike up to the label at `depth`; none stands for an argument. */
function sameBlocks(blocks: readonly HclBlock[] | undefined, value: JsonValue, depth: number): boolean {
  if (blocks === undefined) return true;
  if (isList(value))
    return (
      value.length === blocks.length &&
      blocks.every(
        ({ labels, body }, index) => labels.length === depth && sameContent(body, value[index] ?? null),
      )
    );
  if (!isObject(value)) return false;
  const labelled = Map.groupBy(blocks, ({ labels }) => labels[depth]);
  const theirs = Object.entries(value);
  return (
    theirs.length === labelled.size &&
    theirs.every(([label, below]) => {
      const ours = labelled.get(label);
      return ours !== undefined && sameBlocks(ours, below, depth + 1);
    })
  );
}

function isObject(value: JsonValue): value is JsonObject {
  return value !== null && typeof value === 'object' && !isList(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
