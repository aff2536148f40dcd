// A block of the provider azapi as the block of azurerm that says the same: called by classify.ts, so that one rule reads both.
import type { Attribute, ParsedChange, ResourceState } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import { sameJson } from '../../model/same-json.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textOf } from '../values.ts';
import { armTypeOf, isArmBlock, terraformTypeOf } from './arm-type.ts';
import { inWordsOf, isBodyRead } from './body.ts';

/** What stands in Azure and not in the file. */
const AS_IT_IS: JsonValue = { expression: '(as it is in Azure)' };

/**
 * The change that kinds and rules are asked about. Every other change is itself, and so is one whose type is computed or in no
 * table: it stays of a type that nobody knows. `opaque` where the body is computed as a whole.
 */
export function readAs(change: ParsedChange): ParsedChange {
  const type = isArmBlock(change) && !isData(change) ? terraformTypeOf(change) : null;
  if (type === null || isRequest(change)) return change;
  const inWords = (state: ResourceState | null): ResourceState | null =>
    state === null ? null : inWordsOf(type, state);
  const read = {
    ...change,
    type,
    opaque: change.opaque || !isBodyRead(change.before) || !isBodyRead(change.after),
    ...sidesOf(inWords(change.before), inWords(change.after)),
  };
  if (setsOnly(change)) return asSet(read, change.after);
  const { otherwise } = change;
  if (otherwise === undefined) return read;
  const worlds = otherwise.map((world) => ({
    ...world,
    before: inWords(world.before),
    after: inWordsOf(type, world.after),
  }));
  return { ...read, otherwise: worlds };
}

/** An action is called by its name: what that says is no state of the resource (see execution/azure-requests.ts). */
function isRequest({ type, before, after }: ParsedChange): boolean {
  if (type !== 'azapi_resource_action') return false;
  const tree = treeOf(after ?? before);
  const writes = /^(?:put|patch)$/i.test(textOf(childOf(tree, 'method')) ?? '');
  return !writes || childOf(tree, 'action') !== undefined;
}

/** Parts of a resource that Azure Resource Manager keeps as resources of their own: they are set, and neither made nor destroyed. */
const SETTINGS: ReadonlySet<string> = new Set([
  'microsoft.sql/servers/databases/transparentdataencryption',
  'microsoft.storage/storageaccounts/blobservices',
  'microsoft.web/sites/config',
  'microsoft.web/sites/slots/config',
]);

function setsOnly({ type, before, after }: ParsedChange): boolean {
  const armType = armTypeOf(after ?? before) ?? '';
  return (
    /^azapi_(?:update_resource|resource_action)$/.test(type ?? '') || SETTINGS.has(armType.toLowerCase())
  );
}

/**
 * Only what is written is set: what is not was anything before and stays so, and nothing is destroyed with the block
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource). `written` are its arguments.
 */
function asSet(change: ParsedChange, written: ResourceState | null): ParsedChange {
  const { otherwise: _otherwise, ...read } = change;
  const { before, after } = read;
  if (after === null) return { ...read, action: 'update', after: before, attributes: [] };
  const anything = Object.entries(after).map(([path, entry]): [string, ResourceState[string]] => [
    path,
    Object.hasOwn(written ?? {}, path) ? entry : { ...entry, value: AS_IT_IS },
  ]);
  const sides = sidesOf({ ...Object.fromEntries(anything), ...before }, { ...before, ...after });
  return { ...read, action: 'update', ...sides };
}

type Sides = Pick<ParsedChange, 'before' | 'after' | 'attributes'>;

function sidesOf(before: ResourceState | null, after: ResourceState | null): Sides {
  const paths = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const attributes = paths.flatMap((path): readonly Attribute[] => {
    const [old, now] = [before?.[path], after?.[path]];
    const [was, is] = [old?.value ?? null, now?.value ?? null];
    if (sameJson(was, is)) return [];
    const sensitive = (old ?? now)?.sensitive === true || now?.sensitive === true;
    return [{ path, line: (now ?? old)?.line ?? null, before: was, after: is, sensitive }];
  });
  return { before, after, attributes };
}
