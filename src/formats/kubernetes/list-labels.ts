// Which element of a list in the base is which in the head; called by `treeEntries`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { member, textOf } from '../tree.ts';

/**
 * Members that name an element, the merge keys of the Kubernetes API first (`x-kubernetes-list-map-keys` of its
 * OpenAPI schema), then those that custom resources use alike. A second member completes the name where it is given.
 */
const NAMING: readonly (readonly string[])[] = [
  ['name'],
  ['kind', 'name'],
  ['containerPort', 'protocol'],
  ['port', 'protocol'],
  ['mountPath'],
  ['devicePath'],
  ['topologyKey', 'whenUnsatisfiable'],
  ['metadata.name'],
  ['secretKey'],
  ['key'],
  ['ip'],
  ['host'],
  ['path'],
  ['id'],
  ['type'],
];

/**
 * The step of a path to each element of both lists (`[app]`, `[0]`), so that an inserted container does not rewrite all those below it. By name where
 * every element of both sides has one of its own and the common ones keep their order, which can mean something (init
 * containers run in turn); else by index.
 */
export function listLabels(
  before: readonly SyntaxNode[],
  after: readonly SyntaxNode[],
): readonly [readonly string[], readonly string[]] {
  for (const naming of NAMING) {
    const old = namesBy(naming, before);
    const now = namesBy(naming, after);
    if (old !== null && now !== null && isSameOrder(old, now))
      return [old.map(bracketed), now.map(bracketed)];
  }
  return [indices(before), indices(after)];
}

/**
 * The names of both sides where the head has a new element before a common one: names alone do not say where it stands,
 * and the first route, rule or patch that fits may win. Null: whoever adds the new ones at the end gets the head.
 */
export function placesOfNew(
  old: readonly string[],
  now: readonly string[],
): readonly [readonly string[], readonly string[]] | null {
  const before = new Set(old);
  const firstNew = now.findIndex((label) => !before.has(label));
  const lastCommon = now.findLastIndex((label) => before.has(label));
  if (firstNew === -1 || firstNew > lastCommon) return null;
  const plain = (label: string): string => label.replaceAll(/^\["?|"?\]$/g, '');
  return [old.map(plain), now.map(plain)];
}

function namesBy(naming: readonly string[], list: readonly SyntaxNode[]): readonly string[] | null {
  const names = list.map((item) => nameBy(naming, item));
  const known = names.filter((name) => name !== null);
  return known.length === list.length && new Set(known).size === list.length ? known : null;
}

function nameBy([first = '', ...rest]: readonly string[], item: SyntaxNode): string | null {
  const name = textOf(first.split('.').reduce<SyntaxNode | undefined>(member, item));
  if (name === '') return null;
  return [name, ...rest.map((key) => textOf(member(item, key)))].filter((part) => part !== '').join('/');
}

function isSameOrder(old: readonly string[], now: readonly string[]): boolean {
  const [before, after] = [new Set(old), new Set(now)];
  const common = old.filter((name) => after.has(name));
  return now.filter((name) => before.has(name)).every((name, index) => name === common[index]);
}

function indices(list: readonly SyntaxNode[]): readonly string[] {
  return list.map((_item, index) => `[${index}]`);
}

/** In quotes where it is no plain word, so that the port 0 is never the first element. */
function bracketed(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `[${name}]` : `[${JSON.stringify(name)}]`;
}
