// The values that a Kustomization of Flux has for the variables of its manifests; called by `substitutedChanges`.
import type { SyntaxNode } from '../../syntax/index.ts';
import type { ManifestObject } from '../kubernetes/objects.ts';
import { isSecretPath } from '../kubernetes/secrets.ts';
import { EXPRESSION_TAG, member, textOf } from '../tree.ts';
import type { Substituter, ValueSource } from './substituter.ts';

export type Variable =
  | { readonly kind: 'known'; readonly text: string }
  /** `mark` is equal for equal values, and never shown; null where nothing of the value is in sight. */
  | { readonly kind: 'unknown'; readonly mark: string | null; readonly isAnother?: true };

/** A ConfigMap or a Secret with the file that it stands in. */
export type Holder = { readonly path: string; readonly object: ManifestObject };

export type Variables = {
  readonly known: ReadonlyMap<string, Variable>;
  /** Some source is not in sight, so that any other name may have a value too. */
  readonly isOpen: boolean;
};

/** `from` is the file whose objects count where several files hold one of the same name; null: what they agree on. */
export function variablesOf(
  { sources }: Substituter,
  holders: readonly Holder[],
  from: string | null,
): Variables {
  const known = new Map<string, Variable>();
  let isOpen = false;
  for (const source of sources) {
    if (source.kind === 'written')
      for (const [name, value] of source.values) known.set(name, variableOf(name, value));
    else {
      const all = holders.filter(({ object }) => isMeant(source, object));
      const chosen = all.filter(({ path }) => path === from);
      const found = chosen.length > 0 ? chosen : all;
      isOpen ||= found.length === 0;
      for (const name of new Set(found.flatMap(({ object }) => namesIn(object))))
        known.set(name, agreed(found.map(({ object }) => valueIn(object, name))));
    }
  }
  return { known, isOpen };
}

/** A namespace that is not written is set on the way. */
export function isMeant(source: ValueSource, { type, node }: ManifestObject): boolean {
  if (source.kind !== 'object') return false;
  const metadata = member(node, 'metadata');
  const namespace = textOf(member(metadata, 'namespace'));
  return (
    (type === source.type || (source.type === 'Secret' && type === 'SealedSecret')) &&
    textOf(member(metadata, 'name')) === source.name &&
    (namespace === '' || source.namespace === '' || namespace === source.namespace)
  );
}

function dataOf({ type, node }: ManifestObject): readonly SyntaxNode[] {
  if (type === 'SealedSecret')
    return [member(member(node, 'spec'), 'encryptedData')].flatMap((one) => one ?? []);
  return [member(node, 'data'), member(node, 'stringData')].flatMap((one) => one ?? []);
}

function namesIn(object: ManifestObject): readonly string[] {
  return dataOf(object).flatMap((data) => (data.kind === 'map' ? data.entries.map(({ key }) => key) : []));
}

function valueIn(object: ManifestObject, name: string): Variable | null {
  const value = dataOf(object)
    .toReversed()
    .map((data) => member(data, name))
    .find((one) => one !== undefined);
  if (value === undefined) return null;
  return object.type === 'ConfigMap' ? variableOf(name, value) : { kind: 'unknown', mark: textOf(value) };
}

/** Line ends are taken out before a value is filled in. What waits for values itself is not known. */
function variableOf(name: string, value: SyntaxNode): Variable {
  if (value.kind !== 'scalar') return { kind: 'unknown', mark: null };
  const text = value.text.replaceAll('\n', '');
  const isSecret = isSecretPath([name], { always: null, deep: true });
  return isSecret || value.tag === EXPRESSION_TAG || text.includes('${')
    ? { kind: 'unknown', mark: text }
    : { kind: 'known', text };
}

function agreed(values: readonly (Variable | null)[]): Variable {
  const [first] = values;
  const same = values.every(
    (one) => one?.kind === 'known' && first?.kind === 'known' && one.text === first.text,
  );
  if (first !== undefined && first !== null && (values.length === 1 || same)) return first;
  return { kind: 'unknown', mark: null };
}

/** What nobody can tell is at least known to be another than it was. */
export function comparedWith(old: Variables, now: Variables): Variables {
  const known = new Map(
    [...now.known].map(([name, value]): readonly [string, Variable] => {
      const before = old.known.get(name);
      const isAnother =
        value.kind === 'unknown' &&
        value.mark !== null &&
        before?.kind === 'unknown' &&
        before.mark !== null &&
        before.mark !== value.mark;
      return [name, isAnother ? { ...value, isAnother } : value];
    }),
  );
  return { ...now, known };
}
