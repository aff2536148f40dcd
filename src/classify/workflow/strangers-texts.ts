// What of a job holds texts of strangers: expressions, variables, outputs of steps. Called by injections.ts.
import { splitExpressions } from '../../syntax/index.ts';
import type { Followed } from '../shell/follow-texts.ts';
import { SET_BY_GITHUB } from '../shell/texts.ts';
import type { Held } from '../shell/texts.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, textOfNode } from './parts.ts';
import { untrustedIn } from './untrusted-input.ts';

/** What steps before have handed on. */
export type Handed = {
  /** `build.title`; `build.*` for any output of that step. */
  readonly outputs: Map<string, string>;
  /** Variables that they set for later steps. */
  readonly variables: Map<string, string>;
};

export function nothingHanded(): Handed {
  return { outputs: new Map(), variables: new Map() };
}

const OUTPUT = /(?<![\w.-])((?:steps|needs)\.[\w-]{1,99})\.outputs(?:\.([\w-]{1,99}))?/gi;
const VARIABLE = /(?<![\w.-])env\.([A-Za-z_][\w-]{0,99})/gi;

/** The first text of strangers that an expression gives; `held`: what the variables at this place hold. */
export function strangersIn(expression: string, held: Held, { outputs }: Handed): string | null {
  const own = untrustedIn(expression);
  if (own !== null) return own;
  const plain = expression.replaceAll(/\[\s{0,9}'([\w-]+)'\s{0,9}\]/g, '.$1');
  const isTest = (end: number): boolean => /^\s{0,9}(?:[=!]=|[<>]|&&)/.test(plain.slice(end, end + 12));
  for (const { 0: whole, 1: owner = '', 2: name, index } of plain.matchAll(OUTPUT)) {
    const found =
      outputs.get(`${owner.toLowerCase()}.${name ?? '*'}`) ?? outputs.get(`${owner.toLowerCase()}.*`);
    if (found !== undefined && !isTest(index + whole.length)) return found;
  }
  for (const { 0: whole, 1: name = '', index } of plain.matchAll(VARIABLE)) {
    const found = held.get(name);
    if (found !== undefined && !isTest(index + whole.length)) return found;
  }
  return null;
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
export function handOn(step: Node, followed: Followed, handed: Handed): void {
  const id = memberText(step, 'id').toLowerCase();
  for (const [name, input] of [...followed.outputs, ...outputsOfAction(step)])
    if (id !== '') handed.outputs.set(`steps.${id}.${name}`, input);
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
