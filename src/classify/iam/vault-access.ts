// Who may newly read secrets of Azure and Google: called by rules/secret-policy-widened.ts.
import type { ParsedChange } from '../../model/change.ts';
import { isDoubted, withoutDoubt } from '../doubt.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { nameHolder } from './name-holder.ts';
import { shortenSource } from './shorten-source.ts';

/** One right of one holder. `on`: what it is a right to. */
type Right = {
  readonly holder: string;
  readonly verb: 'may now' | 'now has';
  readonly right: string;
  readonly on: string;
  readonly line: number;
};

/** One hit for each holder and kind of thing. */
export function vaultHits(change: ParsedChange): readonly Hit[] {
  const read = readerOf(change.type ?? '');
  if (read === null || change.after === null) return [];
  const had = new Set(read(treeOf(change.before)).map(keyOf));
  const rights = read(treeOf(change.after));
  const fresh = rights.filter((right) => !had.has(keyOf(right)));
  const stayed = rights.filter((right) => had.has(keyOf(right)) && isDoubted(writtenIn(right)));
  return [
    ...grouped(fresh).map((group) => hitOf(group, change.before === null)),
    ...grouped(stayed).map((group) => doubtOf(hitOf(group, false))),
  ];
}

function grouped(rights: readonly Right[]): readonly (readonly Right[])[] {
  return [...Map.groupBy(rights, ({ holder, on }) => withoutDoubt(JSON.stringify([holder, on]))).values()];
}

/** The same words, which may stand for others now. */
function doubtOf({ message, line }: Hit): Hit {
  return {
    message: `${message.slice(0, -1)}: written as before, but what it refers to changed.`,
    line,
    severity: 'medium',
    confidence: 'low',
  };
}

function hitOf(rights: readonly Right[], isNew: boolean): Hit {
  const [first] = rights;
  const names = [...new Set(rights.map(({ right }) => withoutDoubt(right)))];
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return {
    message: `${nameHolder(first?.holder ?? '')} ${first?.verb ?? 'may now'} ${shown} ${first?.on ?? ''}.`,
    line: first?.line ?? null,
    severity: isNew ? 'medium' : 'high',
  };
}

function keyOf({ holder, right, on }: Right): string {
  return withoutDoubt(JSON.stringify([holder, right.toLowerCase(), on]));
}

function writtenIn({ holder, right }: Right): string {
  return `${holder} ${right}`;
}

function readerOf(type: string): ((tree: Node) => readonly Right[]) | null {
  if (/^google_(secret_manager_secret|kms_(crypto_key|key_ring))_iam_(member|binding)$/.test(type))
    return googleRights;
  return type === 'azurerm_key_vault_access_policy' || type === 'azurerm_key_vault' ? azureRights : null;
}

/** Roles that give the secret or use the key; looking at a list of names is no secret. */
const TELLING = /secretAccessor|secretVersionManager|[dD]ecrypter|signer|[aA]dmin$|roles\/(owner|editor)$/;

/** The secret, key or ring that a role is for, by the attribute that names it. */
function thingOf(tree: Node): string {
  const found = [
    ['secret_id', 'the secret'],
    ['crypto_key_id', 'the key'],
    ['key_ring_id', 'the key ring'],
  ].flatMap(([attribute = '', what = '']) => {
    const { known, unknown } = textsOf(childOf(tree, attribute));
    return [...known, ...unknown].map((name) => `${what} ${shortenSource(withoutDoubt(name))}`);
  });
  return found[0] ?? 'this secret or key';
}

function googleRights(tree: Node): readonly Right[] {
  const role = childOf(tree, 'role');
  const { known, unknown } = textsOf(role);
  const [name = ''] = [...known, ...unknown];
  if (known.length > 0 && !TELLING.test(name)) return [];
  const members = ['member', 'members'].map((one) => textsOf(childOf(tree, one)));
  const thing = thingOf(tree);
  return members
    .flatMap((texts) => [...texts.known, ...texts.unknown])
    .map((holder) => ({
      holder,
      verb: 'now has',
      right: shortenSource(name),
      on: `on ${thing}`,
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
        .map((right) => ({
          holder,
          verb: 'may now',
          right,
          on: `in the vault (${name})`,
          line: listed?.line ?? node.line,
        }));
    });
  });
}
