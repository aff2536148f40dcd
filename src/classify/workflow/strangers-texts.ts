// What of a job holds texts of strangers: expressions, variables, outputs of steps and jobs, inputs. Called by injections.ts and text-flows.ts.
import { splitExpressions } from '../../syntax/index.ts';
import type { Followed } from '../shell/follow-texts.ts';
import { SET_BY_GITHUB } from '../shell/texts.ts';
import type { Held } from '../shell/texts.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, textOfNode, textsBelow } from './parts.ts';
import { untrustedIn } from './untrusted-input.ts';

/** What a job was given, and what steps before have handed on. */
export type Handed = {
  /** `steps.build.title`, `needs.plan.title`, `inputs.title`, `matrix.name`, all in small letters; `*` for any name. */
  readonly values: Map<string, string>;
  /** Variables that were set for later steps. */
  readonly variables: Map<string, string>;
};

export type Given = { readonly values: Held; readonly variables: Held };

export const NOTHING_GIVEN: Given = { values: new Map(), variables: new Map() };

/** What a job begins with: what it is given, and what its matrix makes of that. */
export function handedTo(job: Node, given: Given): Handed {
  const handed: Handed = { values: new Map(given.values), variables: new Map(given.variables) };
  const strategy = childOf(job, 'strategy');
  const matrix = strategy === undefined ? undefined : childOf(strategy, 'matrix');
  for (const { text, name } of matrix === undefined ? [] : textsBelow(matrix)) {
    const input = strangersInText(text, SET_BY_GITHUB, handed);
    const key = /^(?:matrix|include|\d+)$/.test(name) ? '*' : name.toLowerCase();
    if (input !== null) handed.values.set(`matrix.${key}`, input);
  }
  return handed;
}

const VALUE =
  /(?<![\w.-])(?:((?:steps|needs|jobs)\.[\w-]{1,99})\.outputs|(inputs|matrix|secrets))(?:\.([\w-]{1,99}))?/gi;
/** All that every step or job gave. */
const WHOLE = /\b(?:tojson|join)\(\s{0,9}(steps|needs|jobs)\s{0,9}[),]/gi;
const VARIABLE = /(?<![\w.-])env\.([A-Za-z_][\w-]{0,99})/gi;
/** What they give is true or false, or a digest. */
const TESTS = /\b(?:contains|startswith|endswith|hashfiles)\([^()]*\)/gi;

/** The first text of strangers that an expression gives; `held`: what the variables at this place hold. */
export function strangersIn(expression: string, held: Held, { values }: Handed): string | null {
  const own = untrustedIn(expression);
  if (own !== null) return own;
  const plain = expression.replaceAll(/\[\s{0,9}'([\w-]+)'\s{0,9}\]/g, '.$1').replaceAll(TESTS, "''");
  const isTest = (from: number, end: number): boolean =>
    /^\s{0,9}(?:[=!]=|[<>]|&&)/.test(plain.slice(end, end + 12)) ||
    /[=!<>]\s{0,9}$/.test(plain.slice(Math.max(0, from - 10), from));
  for (const { 0: whole, 1: step, 2: context = '', 3: name, index } of values.size > 0
    ? plain.matchAll(VALUE)
    : []) {
    const found = valueOf((step ?? context).toLowerCase(), name?.toLowerCase(), values);
    if (found !== undefined && !isTest(index, index + whole.length)) return found;
  }
  for (const [, context = ''] of values.size > 0 ? plain.matchAll(WHOLE) : []) {
    const found = valueOf(context.toLowerCase(), undefined, values);
    if (found !== undefined) return found;
  }
  for (const { 0: whole, 1: name = '', index } of plain.matchAll(VARIABLE)) {
    const found = held.get(name);
    if (found !== undefined && !isTest(index, index + whole.length)) return found;
  }
  return null;
}

/** Without a name: any that there is. */
function valueOf(owner: string, name: string | undefined, values: Held): string | undefined {
  if (name !== undefined) return values.get(`${owner}.${name}`) ?? values.get(`${owner}.*`);
  for (const [key, input] of values) if (key.startsWith(`${owner}.`)) return input;
  return undefined;
}

/** The first in all expressions of a text. */
export function strangersInText(text: string, held: Held, handed: Handed): string | null {
  for (const expression of expressionsOf(text)) {
    const found = strangersIn(expression, held, handed);
    if (found !== null) return found;
  }
  return null;
}

export function expressionsOf(text: string): readonly string[] {
  return splitExpressions(text)
    .filter(({ kind }) => kind === 'expression')
    .map((piece) => piece.text);
}

/** What the variables of each holder hold, the widest first: workflow, job, step. The nearest counts. */
export function heldBy(holders: readonly (Node | undefined)[], handed: Handed): Held {
  const held = new Map(SET_BY_GITHUB);
  holders.forEach((holder, index) => {
    // A step sets variables for those after it over those of the job, and below its own.
    if (index === holders.length - 1) for (const [name, input] of handed.variables) held.set(name, input);
    for (const node of (holder === undefined ? undefined : childOf(holder, 'env'))?.children ?? []) {
      const input = strangersInText(textOfNode(node), held, handed);
      if (input === null) held.delete(node.name);
      else held.set(node.name, input);
    }
  });
  return held;
}

/** Later steps see what this one hands on, by its id. */
export function handOn(step: Node, followed: Omit<Followed, 'runs' | 'forged'>, handed: Handed): void {
  const id = memberText(step, 'id').toLowerCase();
  for (const [name, input] of [...followed.outputs, ...outputsOfAction(step)])
    if (id !== '') handed.values.set(`steps.${id}.${name.toLowerCase()}`, input);
  for (const [name, input] of followed.variables) handed.variables.set(name, input);
}

export const JSON_NAMES = 'names of changed files as JSON';

/** Actions whose outputs are names that a pull request chose, where they are told not to make them harmless: as their pages document it. */
function outputsOfAction(step: Node): readonly (readonly [string, string])[] {
  const uses = memberText(step, 'uses').split('@', 1)[0]?.toLowerCase() ?? '';
  const input = (name: string): string => memberText(step, 'with', name);
  if (uses === 'tj-actions/changed-files' && input('safe_output') === 'false')
    return [['*', 'names of changed files']];
  if (uses === 'dorny/paths-filter' && input('list-files') === 'csv')
    return [['*', 'names of changed files']];
  if (uses === 'dorny/paths-filter' && input('list-files') === 'json') return [['*', JSON_NAMES]];
  if (/\b(?:pull-request-comment-branch|comment-branch)$/.test(uses))
    return [['head_ref', 'github.head_ref']];
  return [];
}
