// Finding rule: data may be lost with its store. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { isExpression } from '../expression.ts';
import { childOf, fingerprint, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textOf } from '../values.ts';

/** Types of kind data_store that configure a store and hold nothing: their end destroys no data. */
const SATELLITE =
  /_(policy|acl|access_control|access_block|association|attachment|subnet_groups?|parameter_groups?|option_groups?|security_groups?|event_subscription|notification|logging|website_configuration|cors_configuration|lifecycle_configuration|ownership_controls|encryption_configuration|accelerate_configuration|request_payment_configuration|inventory|analytics_configuration|metric|iam_(binding|member|policy)|firewall_rule|network_rules?|user|users|user_group|alias|schedule|tag|configuration|usage_limit|access_point|mount_target)$/;

export const dataStoreDestroyed: ChangeRule = {
  on: 'change',
  id: 'data-store-destroyed',
  title: 'Data store destroyed',
  severity: 'high',
  confidence: 'high',
  why: 'Deleting or replacing a database, bucket, volume or table destroys what is in it, and a backup may go with it. Leaving the state (`removed`), `count = 0` and an empty `for_each` are the same in other words.',
  remedy:
    'Keep the resource; to move or rename it use a `moved` block, and to retire it let people confirm that the data is gone or saved.',
  check: (change, { kinds }) => {
    if (!kinds.includes('data_store') || isData(change) || SATELLITE.test(change.type ?? '')) return [];
    if (change.type === 'removed') return removedBlock(change);
    if (change.type === 'import' || change.type === 'moved') return [];
    if (change.action === 'delete' || change.action === 'replace')
      return [{ message: lost(change), line: null }];
    return ['count', 'for_each'].flatMap((name) => emptied(change, name));
  },
};

function lost({ action, type }: ParsedChange): string {
  return action === 'replace'
    ? `The ${type ?? 'data store'} is replaced: what it holds is destroyed and a new, empty one is made.`
    : `The ${type ?? 'data store'} is deleted, and what it holds with it.`;
}

/** Terraform destroys by default; with `destroy = false` the store lives on, unmanaged. */
function removedBlock(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const destroy = walk(treeOf(change.after)).find(({ name }) => name === 'destroy');
  if (destroy?.value === false) {
    return [
      { message: 'The data store leaves the state and lives on unmanaged.', line: null, severity: 'medium' },
    ];
  }
  return [{ message: 'A removed block destroys the data store it names.', line: null }];
}

/** No instance is left, or perhaps none: an expression that can be zero is told apart only at apply. */
function emptied(change: ParsedChange, name: string): readonly Hit[] {
  const before = childOf(treeOf(change.before), name);
  const after = childOf(treeOf(change.after), name);
  if (after === undefined || (before !== undefined && fingerprint(before) === fingerprint(after))) return [];
  if (isNone(after))
    return [{ message: `\`${name}\` leaves no instance of the data store.`, line: after.line }];
  if (change.before === null || !isExpression(after.value)) return [];
  const message = `\`${name}\` is computed: it may leave no instance of the data store.`;
  return [{ message, line: after.line, severity: 'medium', confidence: 'low' }];
}

function isNone(node: Node): boolean {
  if (node.children.length > 0) return false;
  if (textOf(node) === '0') return true;
  const { value } = node;
  if (isExpression(value)) return /^to(set|map|list)\s*\(\s*(\[\s*\]|\{\s*\})\s*\)$/.test(value.expression);
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
