// What a Kustomization of Flux fills into the manifests that it deploys, and where they stand; called by `substitutedChanges`.
// https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
import type { SyntaxNode } from '../../syntax/index.ts';
import { withEmbeddedValues } from '../kubernetes/embedded-values.ts';
import type { ManifestObject } from '../kubernetes/objects.ts';
import { resolvePath } from '../kubernetes/paths.ts';
import { childrenOf, itemsOf, member, textOf } from '../tree.ts';

/** Where it takes values from, the weakest first. */
export type ValueSource =
  | { readonly kind: 'written'; readonly values: ReadonlyMap<string, SyntaxNode> }
  | {
      readonly kind: 'object';
      readonly type: string;
      readonly name: string;
      readonly namespace: string;
    };

export type Substituter = {
  readonly address: string;
  /** From the repository's root, without slashes at its ends; null where it is computed. */
  readonly folder: string | null;
  readonly sources: readonly ValueSource[];
};

const FLUX = 'kustomize.toolkit.fluxcd.io';

/** Null for any other object. `given` is what patches of others bring, see `patchedSources`. */
export function substituterOf(object: ManifestObject, given: readonly ValueSource[]): Substituter | null {
  if (!isFlux(object)) return null;
  const { address, node } = object;
  const spec = member(node, 'spec');
  const path = textOf(member(spec, 'path'));
  const folder = path === '' || /[{}$]/.test(path) ? null : resolvePath('', path);
  const namespace = textOf(member(member(node, 'metadata'), 'namespace'));
  return { address, folder, sources: [...given, ...sourcesOf(spec, namespace)] };
}

/** One Kustomization may patch those that it deploys, and so give values to all of them. */
export function patchedSources(object: ManifestObject): readonly ValueSource[] {
  if (!isFlux(object)) return [];
  const patches = member(member(withEmbeddedValues(object.node, object.group), 'spec'), 'patches');
  const namespace = textOf(member(member(object.node, 'metadata'), 'namespace'));
  return itemsOf(patches).flatMap((entry) => sourcesBelow(member(entry, 'patch'), namespace));
}

function sourcesBelow(node: SyntaxNode | undefined, namespace: string): readonly ValueSource[] {
  if (node === undefined) return [];
  const below = childrenOf(node).flatMap((child) => sourcesBelow(child, namespace));
  return member(node, 'postBuild') === undefined ? below : [...sourcesOf(node, namespace), ...below];
}

function isFlux({ group, type }: ManifestObject): boolean {
  return group === FLUX && type === 'Kustomization';
}

/** What is written in place wins over all others, and of these the last. */
function sourcesOf(spec: SyntaxNode | undefined, namespace: string): readonly ValueSource[] {
  const postBuild = member(spec, 'postBuild');
  const written = member(postBuild, 'substitute');
  const objects = itemsOf(member(postBuild, 'substituteFrom')).map((entry): ValueSource => ({
    kind: 'object',
    type: textOf(member(entry, 'kind')),
    name: textOf(member(entry, 'name')),
    namespace,
  }));
  if (written?.kind !== 'map') return objects;
  const values = new Map(written.entries.map(({ key, value }) => [key, value]));
  return [...objects, { kind: 'written', values }];
}
