// Which item of a list in the base is which in the head, and a name for both; called for steps and for rules of bots.
import { canonicalJson } from '../../model/canonical.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { ItemNames } from './entries.ts';

/** Something that tells an item from others, null where it says nothing. */
export type Identity = (item: SyntaxNode) => string | null;

export type Lists = {
  readonly before: readonly SyntaxNode[];
  readonly after: readonly SyntaxNode[];
  /** Asked in order: the first on which two items agree pairs them. */
  readonly identities: readonly Identity[];
  readonly nameOf: (item: SyntaxNode) => string;
};

type Item = { readonly node: SyntaxNode; readonly text: string };
/** Items that have no partner yet. */
type Open = { readonly before: readonly Item[]; readonly after: readonly Item[] };

/**
 * Names for the items of both sides, equal exactly where two are a pair, so that an inserted item does not rewrite all
 * behind it. Of several with one identity those of equal content pair first and the rest in order.
 */
export function pairItems(lists: Lists): ItemNames {
  const after = lists.after.map(toItem);
  let open: Open = { before: lists.before.map(toItem), after };
  const partners = new Map<Item, Item>();
  for (const identity of lists.identities) {
    for (const [now, old] of pairsBy(identity, open)) partners.set(now, old);
    const taken = new Set(partners.values());
    open = {
      before: open.before.filter((item) => !taken.has(item)),
      after: open.after.filter((item) => !partners.has(item)),
    };
  }
  const names = new Map<SyntaxNode, string>();
  const counts = new Map<string, number>();
  for (const item of [...after, ...open.before]) {
    const name = numbered(plain(lists.nameOf(item.node)), counts);
    names.set(item.node, name);
    const partner = partners.get(item);
    if (partner !== undefined) names.set(partner.node, name);
  }
  return names;
}

function toItem(node: SyntaxNode): Item {
  return { node, text: canonicalJson(toValue(node)) };
}

type Pairs = readonly (readonly [now: Item, old: Item])[];

function pairsBy(identity: Identity, { before, after }: Open): Pairs {
  const old = Map.groupBy(before, ({ node }) => identity(node));
  const now = Map.groupBy(after, ({ node }) => identity(node));
  return [...now].flatMap(([key, items]) => (key === null ? [] : pairsOf(items, old.get(key) ?? [])));
}

function pairsOf(now: readonly Item[], old: readonly Item[]): Pairs {
  const equal = new Map(zip(Map.groupBy(now, textOf), Map.groupBy(old, textOf)));
  const taken = new Set(equal.values());
  const left = old.filter((item) => !taken.has(item));
  const rest = now.filter((item) => !equal.has(item));
  return [...equal, ...inOrder(rest, left)];
}

function textOf({ text }: Item): string {
  return text;
}

function zip(now: ReadonlyMap<string, readonly Item[]>, old: ReadonlyMap<string, readonly Item[]>): Pairs {
  return [...now].flatMap(([text, items]) => inOrder(items, old.get(text) ?? []));
}

function inOrder(now: readonly Item[], old: readonly Item[]): Pairs {
  return now.slice(0, old.length).map((item, index) => [item, old[index] ?? item] as const);
}

/** Without characters that would break a path or a line of text. */
function plain(name: string): string {
  return name.replaceAll(/["\\\p{C}\u2028\u2029]/gu, ' ').trim() || 'item';
}

/** No name twice: an item called like the number of another must not take its place. */
function numbered(name: string, counts: Map<string, number>): string {
  let count = counts.get(name) ?? 0;
  let found = count === 0 ? name : `${name} (${count + 1})`;
  while (counts.has(found)) found = `${name} (${(count += 1) + 1})`;
  counts.set(name, count + 1);
  if (found !== name) counts.set(found, 1);
  return found;
}
