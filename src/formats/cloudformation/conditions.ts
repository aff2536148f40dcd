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
const DEPTH = 100;

export function readConditions(
  document: SyntaxNode,
  scope: TemplateScope,
): ReadonlyMap<string, TemplateCondition> {
  const section = member(document, 'Conditions');
  const entries = section?.kind === 'map' ? section.entries : [];
  const nodes = new Map(entries.map(({ key, value }) => [key, value]));
  // A macro may put other conditions in their place.
  const certain = ![...transformNames(document)].some(isRemoteTransform);
  const restsOf = restsReader(nodes, scope);
  const known = new Map<string, boolean | null>();
  return new Map(
    [...nodes.keys()].map((name): [string, TemplateCondition] => {
      const decided = certain ? decideNamed(name, { nodes, scope, known, depth: 0 }) : null;
      return [name, { decided, rests: restsOf(name) }];
    }),
  );
}

/** So many conditions in a row are told one by one; further down another word in any condition counts. */
const DEEPEST = 100;

/** What a condition says with what those say that it names; each is read once, since thousands may name each other. */
function restsReader(nodes: Nodes, scope: TemplateScope): (name: string) => Rests {
  const known = new Map<string, Rests>();
  let all: Rests | null = null;
  const everything = (): Rests =>
    bundle(new Map([...nodes].flatMap(([name, node]) => [...ownRests(name, node, scope)])));
  const restsOf = (name: string, depth: number): Rests => {
    const found = known.get(name);
    const node = nodes.get(name);
    if (found !== undefined || node === undefined) return found ?? new Map();
    if (depth > DEEPEST) return (all ??= everything());
    const own = ownRests(name, node, scope);
    // Where conditions name each other in a ring.
    known.set(name, own);
    const others = namesIn(node).flatMap((other) => [...restsOf(other, depth + 1)]);
    const rests = bundle(new Map([...own, ...others]));
    known.set(name, rests);
    return rests;
  };
  return (name) => restsOf(name, 0);
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

function namesIn(node: SyntaxNode): readonly string[] {
  const call = functionCall(node, true);
  const own = call?.name === 'Condition' ? [textOf(call.argument)] : [];
  return [...own, ...childrenOf(node).flatMap(namesIn)];
}

type Deciding = {
  readonly nodes: Nodes;
  readonly scope: TemplateScope;
  /** Each is decided once: a few that name each other several times over are many ways. */
  readonly known: Map<string, boolean | null>;
  readonly depth: number;
};

/** Null where the deployment decides. */
function decide(node: SyntaxNode, deciding: Deciding): boolean | null {
  const call = functionCall(node, true);
  if (call === null || deciding.depth > DEPTH) return null;
  const deeper = { ...deciding, depth: deciding.depth + 1 };
  const parts = (): readonly (boolean | null)[] => itemsOf(call.argument).map((one) => decide(one, deeper));
  switch (call.name) {
    case 'Condition':
      return decideNamed(textOf(call.argument), deeper);
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
      return whole(parts(), true);
    case 'Or':
      return whole(parts(), false);
    default:
      return null;
  }
}

function decideNamed(name: string, deciding: Deciding): boolean | null {
  const { nodes, known } = deciding;
  const [node, found] = [nodes.get(name), known.get(name)];
  if (node === undefined || found !== undefined) return found ?? null;
  // Where conditions name each other in a ring.
  known.set(name, null);
  const decided = decide(node, deciding);
  known.set(name, decided);
  return decided;
}

/** `And` (all `true`) and `Or` (all `false`): one part of the other sort decides it. */
function whole(parts: readonly (boolean | null)[], value: boolean): boolean | null {
  if (parts.includes(!value)) return !value;
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
