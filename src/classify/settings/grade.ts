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

/** One place of a setting. What a `dynamic` block makes may be made or not: only the apply knows. */
type Place = { readonly node: Node; readonly certain: boolean };

/** The weakest of all places of the setting: one listener without TLS is enough. What is computed comes before what is strong. */
export function gradeOf(tree: Node, setting: Setting): Grade {
  const grades = findPlaces(tree, setting.path)
    .filter(({ node }) => !isNothing(node))
    .map((place) => gradeOfPlace(place, setting));
  return grades.toSorted((a, b) => rank(a, setting) - rank(b, setting))[0] ?? gradeOfAbsence(tree, setting);
}

/** Where a setting stands, by its path as in a row of a table. */
export function placesOf(tree: Node, path: string): readonly Node[] {
  return findPlaces(tree, path).map(({ node }) => node);
}

function findPlaces(tree: Node, path: string): readonly Place[] {
  return path.split(' ').flatMap((one) => placesAt([{ node: tree, certain: true }], stepsOf(one)));
}

/** Plans write what is not set as null, and blocks that are not there as an empty list. */
function isNothing({ value, children }: Node): boolean {
  return children.length === 0 && (value === null || (Array.isArray(value) && value.length === 0));
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

function gradeOfPlace({ node, certain }: Place, { scale, absent }: Setting): Grade {
  const { known, unknown } = textsOf(node);
  const [expression = null] = unknown;
  const computed = expression !== null && scale.tells !== 'presence';
  const strength = computed ? null : scale.strengthOf(known);
  return {
    // What may not be there is worth the same only where its absence is worth as much.
    strength: certain || strength === absent ? strength : null,
    text: known.join(', '),
    expression: expression ?? (certain ? null : 'dynamic'),
    line: node.line,
  };
}

/** Certainly off first, then unknown, then the rest by strength. */
function rank({ strength }: Grade, { created }: Setting): number {
  if (strength === null) return (created?.below ?? 1) - 0.5;
  return strength;
}

const steps = new Map<string, readonly string[]>();

/** A step is a name, or `[name]` for the member of a list of pairs. Paths stand in tables, so there are few. */
function stepsOf(path: string): readonly string[] {
  const known = steps.get(path) ?? path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
  steps.set(path, known);
  return known;
}

function placesAt(places: readonly Place[], steps: readonly string[]): readonly Place[] {
  const [step, ...rest] = steps;
  if (step === undefined) return places;
  const next = places.flatMap(({ node, certain }) =>
    membersOf(node)
      .flatMap((member) => below(member, step))
      .map((place) => ({ node: place.node, certain: certain && place.certain })),
  );
  return placesAt(next, rest);
}

/** The members of a list, or the node itself. */
function membersOf(node: Node): readonly Node[] {
  const isList = node.children.length > 0 && node.children.every(({ name }) => /^\d+$/.test(name));
  return isList ? node.children : [node];
}

function below(node: Node, step: string): readonly Place[] {
  const wanted = /^\[(.*)\]$/.exec(step)?.[1];
  if (wanted !== undefined) return pairsNamed(node, wanted).map((found) => ({ node: found, certain: true }));
  // A computed block may hold anything.
  if (node.children.length === 0 && isExpression(node.value)) return [{ node, certain: false }];
  const found = childOf(node, step);
  return found === undefined ? generated(node, step) : [{ node: found, certain: true }];
}

/** `dynamic "x" { for_each = …, content { … } }` makes blocks of type x: how many, only the apply knows. */
function generated(node: Node, step: string): readonly Place[] {
  const dynamic = node.children.find(({ name }) => name === 'dynamic');
  const block = dynamic && childOf(dynamic, step);
  if (block === undefined) return [];
  return membersOf(block).flatMap((one) => {
    const content = childOf(one, 'content');
    const each = childOf(one, 'for_each');
    const certain = each !== undefined && textsOf(each).known.length > 0;
    return content === undefined ? [] : [{ node: content, certain }];
  });
}

/** `{name = "rds.force_ssl", value = 1}` in whatever words for name and value, or `rds.force_ssl: 1` in a map. */
function pairsNamed(node: Node, wanted: string): readonly Node[] {
  const direct = childOf(node, wanted);
  if (direct !== undefined) return [direct];
  const name = ['name', 'key', 'parameter_name'].map((word) => childOf(node, word)).find(Boolean);
  const value = ['value', 'parameter_value'].map((word) => childOf(node, word)).find(Boolean);
  return value !== undefined && textsOf(name).known.includes(wanted) ? [value] : [];
}
