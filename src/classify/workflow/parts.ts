// A change of a workflow or an action as its parts: jobs, steps, events and texts. Read by the rules about pipelines.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { splitExpressions } from '../../syntax/index.ts';
import { isExpression } from '../expression.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textsOf } from '../values.ts';

/** A job, a step, or something else that has a name. */
export type Named = { readonly name: string; readonly node: Node };

/** A job, a part of the top level of a workflow, or a part of an action. */
export function isPipelinePart({ type }: ParsedChange): boolean {
  return type === 'workflow_job' || type === 'workflow' || type === 'action';
}

export function isJob({ type }: ParsedChange): boolean {
  return type === 'workflow_job';
}

/** What stands in the part itself. */
export function ownTree(state: ResourceState | null): Node {
  const tree = treeOf(state);
  return { ...tree, children: tree.children.filter(({ name }) => name !== AROUND) };
}

/** What the format puts beside a part: for a job the events and permissions of its workflow, for the top level all jobs. */
const AROUND = 'workflow';

export function aroundOf(state: ResourceState | null): Node | undefined {
  return childOf(treeOf(state), AROUND);
}

/** All jobs of the workflow, as a part of its top level sees them. */
export function jobsAround(state: ResourceState | null): readonly Named[] {
  const around = aroundOf(state);
  const jobs = around === undefined ? undefined : childOf(around, 'jobs');
  return jobs?.children.map((node) => ({ name: node.name, node })) ?? [];
}

/** Events that start the workflow of this part. An action does not know them. */
export function eventsAround(state: ResourceState | null): readonly string[] {
  const around = aroundOf(state);
  return around === undefined ? [] : textsOf(childOf(around, 'on')).known;
}

/** Steps of a job or of a composite action in their order, those of parallel groups included. */
export function stepsIn(tree: Node): readonly Named[] {
  const runs = childOf(tree, 'runs');
  return stepsBelow(childOf(tree, 'steps') ?? (runs === undefined ? undefined : childOf(runs, 'steps')));
}

function stepsBelow(list: Node | undefined): readonly Named[] {
  return (list?.children ?? []).flatMap((node) => [
    { name: node.name, node },
    ...stepsBelow(childOf(node, 'parallel')),
  ]);
}

/** Text of one member, as written; empty where it is absent or no single text. */
export function memberText(node: Node, ...names: readonly string[]): string {
  const found = names.reduce<Node | undefined>(
    (at, name) => (at === undefined ? at : childOf(at, name)),
    node,
  );
  return found === undefined ? '' : textOfNode(found);
}

export type Text = {
  readonly text: string;
  readonly line: number;
  /** Of the member it is the value of. */ readonly name: string;
};

/** Every value below a node as written, expressions with their braces. */
export function textsBelow(node: Node): readonly Text[] {
  return walk(node).flatMap((found) => {
    const { known, unknown } = ownTextsOf(found);
    return [...known, ...unknown].map((text) => ({ text, line: found.line, name: found.name }));
  });
}

/** The insides of all `${{ }}` below a node, and conditions, which need no braces. */
export function expressionsBelow(node: Node): readonly Text[] {
  return textsBelow(node).flatMap((found) => {
    const pieces = splitExpressions(found.text).filter(({ kind }) => kind === 'expression');
    if (pieces.length === 0) return found.name === 'if' ? [found] : [];
    return pieces.map(({ text }) => ({ ...found, text }));
  });
}

/** What the head has and the base has not, by a key that does not know lines. Each key once. */
export function newOnes<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const seen = new Set(before.map(keyOf));
  return after.filter((item) => seen.size < seen.add(keyOf(item)).size);
}

/** `Job deploy`, `This action`, `This workflow`: how a message begins. */
export function titleOf({ type, address }: ParsedChange): string {
  if (type === 'workflow_job') return `Job ${short(address.slice('jobs.'.length))}`;
  return type === 'action' ? 'This action' : 'This workflow';
}

/** `Step "Build" of job deploy`. */
export function stepTitle(step: Named, change: ParsedChange): string {
  const owner = isJob(change) ? titleOf(change).replace('Job', 'job') : titleOf(change).toLowerCase();
  return `Step "${short(step.name)}" of ${owner}`;
}

const MOST_OF_A_NAME = 90;

/** A name of the pull request's own choosing must not bury the sentence it stands in. */
export function short(name: string): string {
  const plain = name.replaceAll(/[\s`]+/g, ' ');
  return plain.length > MOST_OF_A_NAME ? `${plain.slice(0, MOST_OF_A_NAME - 1).toWellFormed()}…` : plain;
}

/** The one value of a node, as written. */
export function textOfNode(node: Node): string {
  if (isExpression(node.value)) return node.value.expression;
  return ownTextsOf(node).known.join(' ');
}
