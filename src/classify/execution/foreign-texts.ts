// Texts from elsewhere, and functions, that become parts of a template while it is deployed: found for rules/exec-on-apply.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textsOf } from '../values.ts';

type Foreign = {
  /** The place of a text that is taken in, or the name of a macro. */
  readonly kind: 'text' | 'macro';
  readonly name: string;
  readonly line: number;
};

/**
 * A macro is a function that rewrites the template before it is deployed, `AWS::Include` fetches a piece of it:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
 */
export function foreignTexts(change: ParsedChange): readonly Hit[] {
  if (!mayHoldTemplate(change)) return [];
  const old = new Set(foreignIn(change, change.before).map(keyOf));
  return foreignIn(change, change.after)
    .filter((one) => old.size < old.add(keyOf(one)).size)
    .map(({ kind, name, line }) => {
      const part = change.type === 'transform' ? 'this template' : change.address;
      const what =
        kind === 'text'
          ? `The text at ${name} becomes a part of ${part} while it is deployed.`
          : `The macro ${name} may rewrite ${part} while it is deployed.`;
      return { message: what, line };
    });
}

/** A template, or a resource of another tool that hands one over. */
function mayHoldTemplate({ format, type }: ParsedChange): boolean {
  return format === 'cloudformation' || /cloudformation/i.test(type ?? '');
}

function keyOf({ kind, name }: Foreign): string {
  return `${kind} ${name}`;
}

function foreignIn({ type, address }: ParsedChange, state: ResourceState | null): readonly Foreign[] {
  const tree = treeOf(state);
  // `Mappings: { Fn::Transform: … }` is told as a member of that name.
  if (/(?:^|\.)Fn::Transform$/.test(address) && type !== 'transform') return foreignOf(tree);
  return walk(tree).flatMap((node) => {
    const isTransform = node.name === 'Fn::Transform' || (type === 'transform' && node.name === 'Transform');
    return [...(isTransform ? foreignOf(node) : []), ...inExpressions(node)];
  });
}

/** A name, a list of names, a map with a name and parameters, or a list of those. */
function foreignOf(node: Node): readonly Foreign[] {
  const { known, unknown } = ownTextsOf(node);
  const name = childOf(node, 'Name');
  if (name !== undefined) return namedBy(node, name);
  const items = node.children.filter(({ name: index }) => /^\d+$/.test(index));
  return [
    ...[...known, ...unknown]
      .filter(isMacro)
      .map((one) => ({ kind: 'macro', name: one, line: node.line }) as const),
    ...items.flatMap((item) => foreignOf(item)),
  ];
}

function namedBy(node: Node, name: Node): readonly Foreign[] {
  const given = textsOf(name);
  const parameters = childOf(node, 'Parameters');
  const place = parameters === undefined ? undefined : childOf(parameters, 'Location');
  return [...given.known, ...given.unknown].flatMap((one): readonly Foreign[] => {
    if (one !== INCLUDE) return isMacro(one) ? [{ kind: 'macro', name: one, line: node.line }] : [];
    const { known, unknown } = textsOf(place);
    return [{ kind: 'text', name: [...known, ...unknown].join(' '), line: node.line }];
  });
}

const INCLUDE = 'AWS::Include';

/** Those of AWS expand what stands in the template. */
function isMacro(name: string): boolean {
  return name !== '' && (name === INCLUDE || !name.startsWith('AWS::'));
}

/** In place of a value a transform is a function like any other, told by its source. */
function inExpressions(node: Node): readonly Foreign[] {
  return ownTextsOf(node).unknown.flatMap((source) =>
    [
      ...source.matchAll(
        /!Transform [[{]{1,2}[^[\]{}]{0,200}"Name": "([^"]{1,200})"(?:[^[\]]{0,200}?"Location": "([^"]{1,500})")?/g,
      ),
    ].flatMap(([, name = '', place]): readonly Foreign[] => {
      if (name === INCLUDE) return [{ kind: 'text', name: place ?? 'a computed place', line: node.line }];
      return isMacro(name) ? [{ kind: 'macro', name, line: node.line }] : [];
    }),
  );
}
