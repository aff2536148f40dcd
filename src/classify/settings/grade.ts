// How strong a setting is on one side of a change: called by weakenings.ts.
import { isExpression } from '../expression.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import type { Setting } from './setting.ts';

export type Grade = {
  /** Null: cannot be told. */
  readonly strength: number | null;
  /** As written, empty where nothing is. */
  readonly text: string;
  /** Source text where it is computed. */
  readonly expression: string | null;
  /** 1-based; null where nothing is set. */
  readonly line: number | null;
};

/** The weakest of all places of the setting: one listener without TLS is enough. What is computed comes before what is strong. */
export function gradeOf(tree: Node, setting: Setting): Grade {
  const grades = placesOf(tree, setting.path).map((node) => gradeOfNode(node, setting));
  return grades.toSorted((a, b) => rank(a, setting) - rank(b, setting))[0] ?? gradeOfAbsence(tree, setting);
}

/** Where a setting stands, by its path as in a row of a table. */
export function placesOf(tree: Node, path: string): readonly Node[] {
  return path.split(' ').flatMap((one) => nodesAt([tree], stepsOf(one)));
}

function gradeOfAbsence(tree: Node, { absent, unless = '' }: Setting): Grade {
  const inherits = unless.split(' ').some((argument) => isGiven(tree, argument));
  return { strength: inherits ? null : absent, text: '', expression: null, line: null };
}

/** `name`, or `name=value`. A value that is computed may be any. */
function isGiven(tree: Node, argument: string): boolean {
  const [name = '', value] = argument.split('=');
  const node = childOf(tree, name);
  if (node === undefined || value === undefined) return node !== undefined;
  const { known, unknown } = textsOf(node);
  return unknown.length > 0 || known.includes(value);
}

function gradeOfNode(node: Node, { scale }: Setting): Grade {
  const { known, unknown } = textsOf(node);
  const [expression = null] = unknown;
  const computed = expression !== null && scale.tells !== 'presence';
  return {
    strength: computed ? null : scale.strengthOf(known),
    text: known.join(', '),
    expression,
    line: node.line,
  };
}

/** Certainly off first, then unknown, then the rest by strength. */
function rank({ strength }: Grade, { created }: Setting): number {
  if (strength === null) return (created?.below ?? 1) - 0.5;
  return strength;
}

/** A step is a name, or `[name]` for the member of a list of pairs. */
function stepsOf(path: string): readonly string[] {
  return path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

function nodesAt(nodes: readonly Node[], steps: readonly string[]): readonly Node[] {
  const [step, ...rest] = steps;
  if (step === undefined) return nodes;
  return nodesAt(
    nodes.flatMap((node) => membersOf(node)).flatMap((node) => below(node, step)),
    rest,
  );
}

/** The members of a list, or the node itself. */
function membersOf(node: Node): readonly Node[] {
  const isList = node.children.length > 0 && node.children.every(({ name }) => /^\d+$/.test(name));
  return isList ? node.children : [node];
}

function below(node: Node, step: string): readonly Node[] {
  const wanted = /^\[(.*)\]$/.exec(step)?.[1];
  if (wanted !== undefined) return pairsNamed(node, wanted);
  // A computed block may hold anything.
  if (node.children.length === 0 && isExpression(node.value)) return [node];
  const found = childOf(node, step);
  return found === undefined ? generated(node, step) : [found];
}

/** `dynamic "x" { for_each = …, content { … } }` makes blocks of type x: how many, only the apply knows. */
function generated(node: Node, step: string): readonly Node[] {
  const dynamic = node.children.find(({ name }) => name === 'dynamic');
  const block = dynamic && childOf(dynamic, step);
  return block === undefined ? [] : membersOf(block).flatMap((one) => childOf(one, 'content') ?? []);
}

/** `{name = "rds.force_ssl", value = 1}` in whatever words for name and value, or `rds.force_ssl: 1` in a map. */
function pairsNamed(node: Node, wanted: string): readonly Node[] {
  const direct = childOf(node, wanted);
  if (direct !== undefined) return [direct];
  const name = ['name', 'key', 'parameter_name'].map((word) => childOf(node, word)).find(Boolean);
  const value = ['value', 'parameter_value'].map((word) => childOf(node, word)).find(Boolean);
  return value !== undefined && textsOf(name).known.includes(wanted) ? [value] : [];
}
