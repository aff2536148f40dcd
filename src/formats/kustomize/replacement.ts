// Replacements and vars of a kustomization as what they copy and where to; called by what applies them.
// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/ and …/vars/
import type { SyntaxNode } from '../../syntax/index.ts';
import { itemsOf, member, textOf } from '../tree.ts';
import { fieldPath } from './field-path.ts';
import type { Step } from './field-path.ts';

/** Objects by what is given of them; empty: any. */
export type Selector = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** It asks for labels or annotations, which others may set. */
  readonly byLabels: boolean;
};

/** One part of a text, as it is split by `delimiter`; null: all of it. */
export type Part = { readonly delimiter: string; readonly index: number } | null;

export type Source =
  | { readonly kind: 'written'; readonly value: SyntaxNode }
  | {
      readonly kind: 'field';
      readonly of: Selector;
      readonly path: readonly Step[];
      readonly part: Part;
      readonly said: string;
    };

export type Target = {
  readonly select: Selector;
  readonly reject: readonly Selector[];
  readonly paths: readonly (readonly Step[])[];
  readonly part: Part;
  readonly create: boolean;
  readonly node: SyntaxNode;
};

export type Replacement =
  | { readonly kind: 'fields'; readonly source: Source; readonly targets: readonly Target[] }
  /** `$(NAME)` in any text. */
  | { readonly kind: 'var'; readonly name: string; readonly source: Source };

const NAME: readonly Step[] = ['metadata', 'name'];

/** An entry of `replacements`, or what stands in the file that one names. */
export function replacementOf(node: SyntaxNode): Replacement {
  return {
    kind: 'fields',
    source: sourceOf(node),
    targets: itemsOf(member(node, 'targets')).map(targetOf),
  };
}

export function varOf(node: SyntaxNode): Replacement {
  const object = member(node, 'objref');
  const path =
    textOf(member(member(node, 'fieldref'), 'fieldpath')) ||
    textOf(member(member(node, 'fieldref'), 'fieldPath'));
  const of = selectorOf(object, textOf(member(object, 'apiVersion')));
  const source: Source = {
    kind: 'field',
    of,
    path: path === '' ? NAME : fieldPath(path),
    part: null,
    said: saidOf(of, path),
  };
  return { kind: 'var', name: textOf(member(node, 'name')), source };
}

function sourceOf(node: SyntaxNode): Source {
  const written = member(node, 'sourceValue');
  if (written !== undefined) return { kind: 'written', value: written };
  const source = member(node, 'source');
  const path = textOf(member(source, 'fieldPath'));
  const of = selectorOf(source, '');
  return {
    kind: 'field',
    of,
    path: path === '' ? NAME : fieldPath(path),
    part: partOf(member(source, 'options')),
    said: saidOf(of, path),
  };
}

function saidOf({ kind, name }: Selector, path: string): string {
  return [kind, name, path].filter((one) => one !== '').join(' ');
}

function targetOf(node: SyntaxNode): Target {
  const options = member(node, 'options');
  const paths = itemsOf(member(node, 'fieldPaths')).map((path) => fieldPath(textOf(path)));
  return {
    select: selectorOf(member(node, 'select'), ''),
    reject: itemsOf(member(node, 'reject')).map((one) => selectorOf(one, '')),
    paths: paths.length === 0 ? [NAME] : paths,
    part: partOf(options),
    create: textOf(member(options, 'create')) === 'true',
    node,
  };
}

/** `group` stands alone, in `apiVersion`, or is left out. */
export function selectorOf(node: SyntaxNode | undefined, apiVersion: string): Selector {
  const at = (name: string): string => textOf(member(node, name));
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  return {
    group: at('group') || group,
    kind: at('kind'),
    name: at('name'),
    namespace: at('namespace'),
    byLabels: at('labelSelector') !== '' || at('annotationSelector') !== '',
  };
}

function partOf(options: SyntaxNode | undefined): Part {
  const delimiter = textOf(member(options, 'delimiter'));
  if (delimiter === '') return null;
  const index = Number(textOf(member(options, 'index')) || '0');
  return { delimiter, index: Number.isInteger(index) ? index : 0 };
}
