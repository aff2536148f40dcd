// Keys in the metadata of Google's machines, which let whoever holds them log in. Called by rules/iam-user-or-key-created.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, fingerprint, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

/** https://cloud.google.com/compute/docs/connect/add-ssh-keys */
const KEYS = /^ssh-?keys$/i;
const OS_LOGIN = /^enable-oslogin$/i;

/** SSH keys that are new or others than before, and OS Login that no longer asks IAM. */
export function machineLoginHits(change: ParsedChange): readonly Hit[] {
  if (change.type?.startsWith('google_compute_') !== true || change.after === null) return [];
  const before = new Map(entriesIn(change.before).map(({ name, node }) => [name, node]));
  return entriesIn(change.after).flatMap(({ name, node }): readonly Hit[] => {
    const old = before.get(name);
    const isSame = old !== undefined && fingerprint(old) === fingerprint(node);
    if (KEYS.test(name) && !isSame)
      return [
        {
          message: `${change.address} lets whoever holds one of its SSH keys log in to machines.`,
          line: node.line,
        },
      ];
    const isOff = OS_LOGIN.test(name) && /^false$/i.test(textOf(node) ?? '');
    if (isOff && old !== undefined && !isSame)
      return [
        {
          message: `${change.address} no longer asks IAM who may log in to machines (OS Login is off).`,
          line: node.line,
        },
      ];
    return [];
  });
}

type Entry = { readonly name: string; readonly node: Node };

/** `metadata = { name = value }`, or `key` and `value` of an item of its own. */
function entriesIn(state: ResourceState | null): readonly Entry[] {
  const tree = treeOf(state);
  const [key, value] = [textOf(childOf(tree, 'key')), childOf(tree, 'value')];
  const own = key === null || value === undefined ? [] : [{ name: key, node: value }];
  const listed = childOf(tree, 'metadata')?.children ?? [];
  return [...own, ...listed.map((node) => ({ name: node.name, node }))];
}
