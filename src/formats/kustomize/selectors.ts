// Which objects a selector of Kustomize means; called by what applies replacements.
import type { ManifestObject } from '../kubernetes/objects.ts';
import { member, textOf } from '../tree.ts';
import type { Selector } from './replacement.ts';

/** What kustomizations on the way make of names: objects are found under each that they had. */
export type Renaming = {
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  readonly namespaces: readonly string[];
};

/** In doubt it does: a pattern is not run, and labels may be set on the way. */
export function selects(
  selector: Selector,
  { group, type, node }: ManifestObject,
  renaming: Renaming,
): boolean {
  const metadata = member(node, 'metadata');
  const [name, namespace] = [textOf(member(metadata, 'name')), textOf(member(metadata, 'namespace'))];
  const places = [namespace, ...renaming.namespaces];
  return (
    means(selector.group, [group]) &&
    means(selector.kind, [type]) &&
    means(selector.name, namesOf(name, renaming)) &&
    (namespace === '' || means(selector.namespace, places))
  );
}

/** Only what names the object in plain words keeps it out for sure. */
export function rejects(selector: Selector, object: ManifestObject, renaming: Renaming): boolean {
  const words = [selector.group, selector.kind, selector.name, selector.namespace].filter(
    (one) => one !== '',
  );
  return (
    words.length > 0 && words.every(isPlain) && !selector.byLabels && selects(selector, object, renaming)
  );
}

function means(pattern: string, values: readonly string[]): boolean {
  return pattern === '' || !isPlain(pattern) || values.includes(pattern.replace(/^\^|\$$/g, ''));
}

function isPlain(pattern: string): boolean {
  return /^\^?[\w.-]*\$?$/.test(pattern);
}

function namesOf(name: string, { prefixes, suffixes }: Renaming): readonly string[] {
  return ['', ...prefixes].flatMap((prefix) =>
    ['', ...suffixes].map((suffix) => `${prefix}${name}${suffix}`),
  );
}
