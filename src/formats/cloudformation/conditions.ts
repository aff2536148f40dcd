// The conditions of a template: what each means, and which way it goes where all of it is written down. Called by `templateParts`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { childrenOf, itemsOf, member, textOf } from '../tree.ts';
import { functionCall } from './functions.ts';
import { readValue } from './read-value.ts';
import { isRemoteTransform } from './remote.ts';
import { bundle, restOf } from './rests.ts';
import type { Rests } from './rests.ts';
import type { TemplateCondition, TemplateScope } from './scope.ts';
import { expressionsIn, renderValue } from './value.ts';

/** Conditions may name each other; the service refuses rings. */
const DEPTH = 16;

export function readConditions(
  document: SyntaxNode,
  scope: TemplateScope,
): ReadonlyMap<string, TemplateCondition> {
  const section = member(document, 'Conditions');
  const entries = section?.kind === 'map' ? section.entries : [];
  const nodes = new Map(entries.map(({ key, value }) => [key, value]));
  // A macro may put other conditions in their place.
  const certain = ![...transformNames(document)].some(isRemoteTransform);
  const own = new Map(entries.map(({ key, value }) => [key, ownRests(key, value, scope)]));
  return new Map(
    [...nodes].map(([name, node]): [string, TemplateCondition] => {
      const all = [...reachable(name, nodes)].flatMap((one) => [...(own.get(one) ?? [])]);
      const decided = certain ? decide(node, { nodes, scope, depth: 0 }) : null;
      return [name, { decided, rests: bundle(new Map(all)) }];
    }),
  );
}

function transformNames(document: SyntaxNode): readonly string[] {
  const transform = member(document, 'Transform');
  const section = member(document, 'Conditions');
  const named = transform === undefined ? [] : [transform, ...itemsOf(transform)];
  const inside = section?.kind === 'map' && member(section, 'Fn::Transform') !== undefined ? ['a macro'] : [];
  return [...named.map((node) => textOf(node) || textOf(member(node, 'Name'))), ...inside].filter(
    (name) => name !== '',
  );
}

/** `IsProd is !Equals [!Ref Stage, "prod"]`, with what its parameters are by default. */
function ownRests(name: string, node: SyntaxNode, scope: TemplateScope): Rests {
  const value = readValue(node, { scope, inCondition: true });
  const rest = restOf(
    `${name} is ${renderValue(value, 'compare')}`,
    `${name} is ${renderValue(value, 'show')}`,
  );
  const inside = expressionsIn(value).flatMap(({ rests }) => [...rests]);
  const defaults = expressionsIn(value).flatMap((one) => [...one.defaults]);
  const told = defaults.map(([parameter, text]): [string, ReturnType<typeof restOf>] => {
    const phrase = `${parameter} is ${text} by default`;
    return [parameter, restOf(phrase, phrase)];
  });
  return new Map([[`Conditions.${name}`, rest], ...inside, ...told]);
}

type Nodes = ReadonlyMap<string, SyntaxNode>;

/** The condition and all that it names, through others. */
function reachable(name: string, nodes: Nodes): ReadonlySet<string> {
  const found = new Set([name]);
  for (const one of found) {
    const node = nodes.get(one);
    for (const other of node === undefined ? [] : namesIn(node)) if (nodes.has(other)) found.add(other);
  }
  return found;
}

function namesIn(node: SyntaxNode): readonly string[] {
  const call = functionCall(node, true);
  const own = call?.name === 'Condition' ? [textOf(call.argument)] : [];
  return [...own, ...childrenOf(node).flatMap(namesIn)];
}

type Deciding = { readonly nodes: Nodes; readonly scope: TemplateScope; readonly depth: number };

/** Null where the deployment decides. */
function decide(node: SyntaxNode, deciding: Deciding): boolean | null {
  const call = functionCall(node, true);
  if (call === null || deciding.depth > DEPTH) return null;
  const deeper = { ...deciding, depth: deciding.depth + 1 };
  const parts = (): readonly (boolean | null)[] => itemsOf(call.argument).map((one) => decide(one, deeper));
  switch (call.name) {
    case 'Condition': {
      const named = deciding.nodes.get(textOf(call.argument));
      return named === undefined ? null : decide(named, deeper);
    }
    case 'Equals': {
      const [left, right, more] = itemsOf(call.argument).map((one) => literalText(one, deciding.scope));
      if (left === undefined || right === undefined || more !== undefined) return null;
      return left === null || right === null ? null : left === right;
    }
    case 'Not': {
      const [only, more] = parts();
      return only === undefined || only === null || more !== undefined ? null : !only;
    }
    case 'And':
      return parts().includes(false) ? false : all(parts(), true);
    case 'Or':
      return parts().includes(true) ? true : all(parts(), false);
    default:
      return null;
  }
}

function all(parts: readonly (boolean | null)[], value: boolean): boolean | null {
  return parts.length > 0 && parts.every((part) => part === value) ? value : null;
}

/** Null where it is no text, or one that readers of numbers and of YAML could take for another. */
function literalText(node: SyntaxNode, scope: TemplateScope): string | null {
  const value = readValue(node, { scope, inCondition: true });
  if (value.kind !== 'literal' || value.value === null) return null;
  const text = String(value.value);
  if (node.kind !== 'scalar' || node.tag !== null) return text;
  const doubtful = node.style === 'plain' && /^[-+.]?\d/.test(node.text) && !INTEGER.test(node.text);
  return doubtful || node.text !== text ? null : text;
}

/** `1.0`, `1e3` and `2010-09-09` have another text once they were a number or a date. */
const INTEGER = /^(?:0|[1-9]\d{0,14})$/;
