// Loops of a template (`Fn::ForEach`) as what they make, where the values are written down. Called by `readTemplate`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { itemsOf } from '../tree.ts';

/** A name in a loop and what it stands for in one turn. */
type Turn = { readonly name: string; readonly value: string };
/** What loops may still make. */
type Budget = { nodes: number };

/** Some hundred resources, more than a stack may have of its own: beyond that a small text would grow without end. */
const MOST_NODES = 20_000;

/**
 * `Fn::ForEach::Topics: [Name, [a, b], {Topic${Name}: {…}}]` is the two members that it makes, wherever it stands
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html). A loop
 * over what only the deployment knows, or one that would make too much, is left as it is. Total.
 */
export function unrollLoops(document: SyntaxNode): SyntaxNode {
  return holdsLoop(document) ? unrolled(document, { nodes: MOST_NODES }) : document;
}

function holdsLoop(node: SyntaxNode): boolean {
  if (node.kind === 'list') return node.items.some(holdsLoop);
  if (node.kind !== 'map') return false;
  return node.entries.some(({ key, value }) => key.startsWith('Fn::ForEach::') || holdsLoop(value));
}

function unrolled(node: SyntaxNode, budget: Budget): SyntaxNode {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => unrolled(item, budget)) };
  if (node.kind !== 'map') return node;
  return { ...node, entries: node.entries.flatMap((entry) => turnsOf(entry, budget)) };
}

function turnsOf(entry: SyntaxEntry, budget: Budget): readonly SyntaxEntry[] {
  const loop = entry.key.startsWith('Fn::ForEach::') ? loopIn(entry.value) : null;
  const cost = loop === null ? 0 : loop.values.length * sizeOf(entry.value);
  if (loop === null || cost > budget.nodes) return [{ ...entry, value: unrolled(entry.value, budget) }];
  budget.nodes -= cost;
  return loop.values.flatMap((value) =>
    loop.body.map((one) => replaced(one, { name: loop.name, value })).flatMap((one) => turnsOf(one, budget)),
  );
}

type Loop = {
  readonly name: string;
  readonly values: readonly string[];
  readonly body: readonly SyntaxEntry[];
};

function loopIn(node: SyntaxNode): Loop | null {
  const [name, over, body] = itemsOf(node);
  if (name?.kind !== 'scalar' || over?.kind !== 'list' || over.tag !== null || body?.kind !== 'map')
    return null;
  const values = over.items.flatMap((item) =>
    item.kind === 'scalar' && item.tag === null ? [item.text] : [],
  );
  return values.length < over.items.length ? null : { name: name.text, values, body: body.entries };
}

function sizeOf(node: SyntaxNode): number {
  if (node.kind === 'list') return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
  if (node.kind === 'map') return node.entries.reduce((sum, { value }) => sum + sizeOf(value), 1);
  return 1;
}

function replaced({ value, ...entry }: SyntaxEntry, turn: Turn): SyntaxEntry {
  return { ...entry, key: textFor(entry.key, turn), value: nodeFor(value, turn) };
}

function nodeFor(node: SyntaxNode, turn: Turn): SyntaxNode {
  switch (node.kind) {
    case 'alias':
      return node;
    case 'scalar':
      if (node.tag === '!Ref' && node.text === turn.name) return { ...node, tag: null, text: turn.value };
      return { ...node, text: textFor(node.text, turn) };
    case 'list':
      return { ...node, items: node.items.map((item) => nodeFor(item, turn)) };
    case 'map': {
      const [only, another] = node.entries;
      const isName = only?.key === 'Ref' && another === undefined && only.value.kind === 'scalar';
      if (isName && only.value.kind === 'scalar' && only.value.text === turn.name)
        return { ...only.value, text: turn.value };
      return { ...node, entries: node.entries.map((entry) => replaced(entry, turn)) };
    }
  }
}

/** `&{Name}` is the value without what no logical name may hold. */
function textFor(text: string, { name, value }: Turn): string {
  return text
    .replaceAll(`\${${name}}`, () => value)
    .replaceAll(`&{${name}}`, () => value.replaceAll(/[^A-Za-z0-9]/g, ''));
}
