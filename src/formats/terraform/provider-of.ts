// By which configuration of a provider a resource is managed, through the `providers` of all calls around it; asked by `compare`.
import { canonicalJson } from '../../model/canonical.ts';
import type { Placed } from './collect.ts';
import type { SourceEntry } from './entries.ts';
import { declarationsOf } from './declarations.ts';
import type { Instance } from './instances.ts';
import type { Sides } from './repository.ts';

/** The name in the root; null for what has no provider. */
function providerOf({ declaration: { provider }, calls }: Placed): string | null {
  return calls.reduceRight((name, { providers }) => (name && providers?.get(name)) ?? name, provider);
}

/** What the root says of a provider, but for its name; null where it says nothing. */
function configurationOf(name: string, root: Instance | null): string | null {
  if (root === null) return null;
  const { module, scope } = root;
  const block = declarationsOf(module).find(({ address }) => address === `provider.${name}`);
  if (block === undefined) return null;
  const said = block
    .entries(scope)
    .flatMap(({ path, compare }) => (path === 'alias' ? [] : [[path, compare]]));
  return `${name.split('.')[0] ?? ''} ${canonicalJson(said)}`;
}

/** Both names where they stand for two configurations; null where they are one, under whatever name. */
export function otherProvider({
  before,
  after,
}: Sides<Placed>): { readonly before: string; readonly after: string } | null {
  if (before === null || after === null) return null;
  const [old, now] = [providerOf(before), providerOf(after)];
  if (old === null || now === null || old === now) return null;
  const [was, is] = [configurationOf(old, before.root), configurationOf(now, after.root)];
  return was !== null && was === is ? null : { before: old, after: now };
}

/** What a resource is managed by as an attribute of it, whether it says so itself or a call around it. */
export function withProvider(
  entries: readonly SourceEntry[],
  name: string | null,
  { declaration }: Placed,
): readonly SourceEntry[] {
  const others = entries.filter(({ path }) => path !== 'provider');
  if (name === null) return others;
  const [{ file, line }] = declaration.pieces;
  const shown = { expression: name };
  const own = entries.find(({ path }) => path === 'provider');
  const entry = { path: 'provider', line, file, shown, sensitive: false, restsOn: '', written: () => name };
  return [...others, { ...entry, ...own, shown, compare: shown }];
}
