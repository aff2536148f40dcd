// Whether HashiCorp's reader and ours saw the same arguments and blocks at every level; called by the laws of the parser.
import type { HclBlock, HclBody } from '../../../src/formats/hcl/read-body.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';

/**
 * The reader's form: labels are object levels, the bodies of equal labels one list; see
 * https://github.com/tmccombs/hcl2json. Arguments are compared by name, blocks by type, labels, number and order.
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
