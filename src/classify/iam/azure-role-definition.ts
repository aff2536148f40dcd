// The role behind a data source that looks it up, where that stands in sight. Called by role-grants.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { callsOf, withoutKeys } from '../../model/terraform-address.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';
import { azureRole } from './azure-role.ts';
import { thingsAt } from './documents/diff-index.ts';

const LOOKED_UP =
  /^(data\.azurerm_role_definition\.[\w-]+)(?:\[[^\]]{0,200}\])?\.(?:id|role_definition_id|name)$/;

/** Null where it is not in sight, or is computed itself. Of several that it may be, one that lets others in or changes things. */
export function lookedUpRole(
  written: string,
  change: ParsedChange,
  { diff, side }: { readonly diff: Diff; readonly side: 'before' | 'after' },
): string | null {
  const address = LOOKED_UP.exec(written)?.[1];
  if (address === undefined) return null;
  const things = thingsAt(`${withoutKeys(callsOf(change.address))}${address}`, change, diff);
  const roles = things.flatMap((thing) => {
    const tree = treeOf(thing[side]);
    const named = textOf(childOf(tree, 'name')) ?? textOf(childOf(tree, 'role_definition_id'));
    const role = named === null ? null : azureRole(named, '');
    return role === null ? [] : [role];
  });
  return roles.find((role) => /owner|administrator|contributor/i.test(role)) ?? roles[0] ?? null;
}
