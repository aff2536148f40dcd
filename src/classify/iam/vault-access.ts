// Who may newly read secrets of Azure and Google: called by rules/secret-policy-widened.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** One right of one holder. `on`: what it is a right to. */
type Right = { readonly holder: string; readonly right: string; readonly on: string; readonly line: number };

/** One hit for each holder and kind of thing. */
export function vaultHits(change: ParsedChange): readonly Hit[] {
  const read = readerOf(change.type ?? '');
  if (read === null || change.after === null) return [];
  const had = new Set(read(treeOf(change.before)).map(keyOf));
  const fresh = read(treeOf(change.after)).filter((right) => !had.has(keyOf(right)));
  const groups = Map.groupBy(fresh, ({ holder, on }) => JSON.stringify([holder, on]));
  return [...groups.values()].map((rights) => hitOf(rights, change.before === null));
}

function hitOf(rights: readonly Right[], isNew: boolean): Hit {
  const [first] = rights;
  const names = rights.map(({ right }) => right);
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return {
    message: `${first?.holder ?? ''} may now ${shown} ${first?.on ?? ''}.`,
    line: first?.line ?? null,
    severity: isNew ? 'medium' : 'high',
  };
}

function keyOf({ holder, right, on }: Right): string {
  return JSON.stringify([holder, right.toLowerCase(), on]);
}

function readerOf(type: string): ((tree: Node) => readonly Right[]) | null {
  if (/^google_(secret_manager_secret|kms_(crypto_key|key_ring))_iam_(member|binding)$/.test(type))
    return googleRights;
  return type === 'azurerm_key_vault_access_policy' || type === 'azurerm_key_vault' ? azureRights : null;
}

/** Roles that give the secret or use the key; looking at a list of names is no secret. */
const TELLING = /secretAccessor|secretVersionManager|[dD]ecrypter|signer|[aA]dmin$|roles\/(owner|editor)$/;

function googleRights(tree: Node): readonly Right[] {
  const role = childOf(tree, 'role');
  const { known, unknown } = textsOf(role);
  const [name = ''] = [...known, ...unknown];
  if (known.length > 0 && !TELLING.test(name)) return [];
  const members = ['member', 'members'].map((one) => textsOf(childOf(tree, one)));
  return members
    .flatMap((texts) => [...texts.known, ...texts.unknown])
    .map((holder) => ({
      holder,
      right: `act as ${name}`,
      on: 'on this secret or key',
      line: role?.line ?? tree.line,
    }));
}

const PERMISSIONS = ['secret', 'key', 'certificate', 'storage'];
const LOOKING = /^(get_?rotation_?policy|list|getissuers|listissuers|listsas)$/i;

/** A resource of its own, or `access_policy` blocks of the vault. */
function azureRights(tree: Node): readonly Right[] {
  return walk(tree).flatMap((node) => {
    const [holder = 'somebody'] = ['object_id', 'application_id'].flatMap((name) => {
      const { known, unknown } = textsOf(childOf(node, name));
      return [...known, ...unknown];
    });
    return PERMISSIONS.flatMap((name) => {
      const listed = childOf(node, `${name}_permissions`);
      const { known, unknown } = textsOf(listed);
      return [...known, ...unknown]
        .filter((right) => !LOOKING.test(right))
        .map((right) => ({ holder, right, on: `in the vault (${name})`, line: listed?.line ?? node.line }));
    });
  });
}
