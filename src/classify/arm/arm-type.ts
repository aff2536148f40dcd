// Which resource of Azure a block of the provider azapi is about: called by read-as.ts, kinds.ts and execution/azure-requests.ts.
// https://registry.terraform.io/providers/Azure/azapi/latest/docs
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import types from '../data/arm-types.json' with { type: 'json' };
import { isExpression } from '../expression.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';

/** By types of Azure Resource Manager in lower case, which they are compared in. */
const TERRAFORM_TYPES: ReadonlyMap<string, string> = new Map(Object.entries(types));

const BLOCKS = /^azapi_(?:resource|update_resource|resource_action|data_plane_resource)$/;

/** Whether the block says by its `type` what it is about. */
export function isArmBlock({ type }: Pick<ParsedChange, 'type'>): boolean {
  return BLOCKS.test(type ?? '');
}

/** `Microsoft.Storage/storageAccounts@2023-01-01`, or the part before an `@` whose version is computed. Null: cannot be told. */
export function armTypeOf(state: ResourceState | null): string | null {
  const node = childOf(treeOf(state), 'type');
  const text = textOf(node) ?? (isExpression(node?.value) ? node.value.expression : '');
  return /^"?([a-z][\w.]{1,80}(?:\/\w{1,80}){1,12})@/i.exec(text)?.[1] ?? null;
}

/** The type of azurerm that describes the same thing as a block; null where there is none, or nobody can tell. */
export function terraformTypeOf({ before, after }: Pick<ParsedChange, 'before' | 'after'>): string | null {
  const armType = armTypeOf(after) ?? armTypeOf(before);
  return armType === null ? null : (TERRAFORM_TYPES.get(armType.toLowerCase()) ?? null);
}
