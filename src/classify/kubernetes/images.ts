// The images that one side runs: called by rules/k8s-points-elsewhere.ts.
import { childOf, foldName } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';
import { isComputed } from './flags.ts';
import { imagePin, imageRegistry } from './pins.ts';
import type { Pin } from './pins.ts';
import { locate, unwrapBlocks } from './places.ts';
import type { Located } from './places.ts';

export type Image = {
  /** Equal for the same container, or the same setting. */
  readonly key: string;
  /** As written, with its tag. */
  readonly reference: string;
  readonly registry: string | null;
  readonly pin: Pin;
  readonly line: number;
};

/** `image` of containers; `repository` with `tag` as charts have them; `newName` with `newTag` of Kustomize. */
export function imagesIn(tree: Node): readonly Image[] {
  return locate(unwrapBlocks(tree)).flatMap((located) => {
    const { node, above } = located;
    const reference = ofContainer(located) ?? ofChart(node) ?? ofKustomize(located);
    if (reference === null || isComputed(reference.text)) return [];
    const { text, at, named } = reference;
    const key = [...above, node].map(({ name }) => name).join('/');
    return [
      {
        key,
        reference: text,
        registry: named ? imageRegistry(text) : null,
        pin: imagePin(text),
        line: at.line,
      },
    ];
  });
}

type Reference = { readonly text: string; readonly at: Node; readonly named: boolean };

function ofContainer({ node, above }: Located): Reference | null {
  if (foldName(node.name) !== 'image' || node.children.length > 0) return null;
  if (!above.some(({ name }) => /^(?:init|ephemeral)?containers?$/.test(foldName(name)))) return null;
  const text = textOf(node);
  return text === null || text === '' ? null : { text, at: node, named: true };
}

/** A tag that is left out is the chart's own version. */
function ofChart(node: Node): Reference | null {
  if (node.children.length === 0) return null;
  const [repository, tag] = [textOf(childOf(node, 'repository')), childOf(node, 'tag')];
  const said = textOf(tag);
  if (repository === null || tag === undefined || said === null || said === '') return null;
  const registry = textOf(childOf(node, 'registry'));
  return {
    text: `${registry === null || registry === '' ? '' : `${registry}/`}${repository}:${said}`,
    at: tag,
    named: true,
  };
}

function ofKustomize({ node, above }: Located): Reference | null {
  if (above.at(-1)?.name !== 'images') return null;
  const [name, newName, newTag, digest] = ['name', 'newName', 'newTag', 'digest'].map((key) =>
    textOf(childOf(node, key)),
  );
  const at = childOf(node, 'digest') ?? childOf(node, 'newTag') ?? childOf(node, 'newName');
  if (at === undefined) return null;
  // Without a new name the image keeps its own.
  const repository = newName ?? name ?? '';
  if (typeof digest === 'string') return { text: `${repository}@${digest}`, at, named: repository !== '' };
  return {
    text: newTag === null || newTag === undefined ? `${repository}:(as before)` : `${repository}:${newTag}`,
    at,
    named: repository !== '',
  };
}
