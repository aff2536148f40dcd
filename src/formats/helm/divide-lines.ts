// Which actions of a template stand in a value, and which outside of any; called by `maskTemplate`.
import type { Action } from './scan-actions.ts';

export type Part = string | Action;

export type DividedLine = {
  /** What stays: texts, and actions that are a value or a part of one. */
  readonly kept: readonly Part[];
  readonly dropped: readonly Action[];
  /** Line ends inside of its actions. */
  readonly lineEnds: number;
};

/** An action behind `name:` is no value where the lines below it are: it prints more of them. */
export function divideLines(lines: readonly (readonly Part[])[]): readonly DividedLine[] {
  const result: DividedLine[] = [];
  let below: readonly Part[] = [];
  for (const parts of lines.toReversed()) {
    const divided = divide(parts);
    const lineEnds = parts.filter(isAction).reduce((sum, { line, endLine }) => sum + endLine - line, 0);
    const opens = isBlockName(divided.kept) && isInside(below, divided.kept);
    result.push({ ...(opens ? withoutActions(divided) : divided), lineEnds });
    const [content] = divided.kept.filter(isContent);
    if (content !== undefined && !isRemark(content)) below = divided.kept;
  }
  return result.toReversed();
}

export function isAction(part: Part | undefined): part is Action {
  return typeof part === 'object';
}

/** `name:` with actions behind it and nothing else. */
function isBlockName([first, ...rest]: readonly Part[]): boolean {
  return isInk(first) && first.trimEnd().endsWith(':') && rest.some(isAction) && !rest.some(isInk);
}

/** By their columns: deeper than the name, or a list that starts right below it. */
function isInside(below: readonly Part[], name: readonly Part[]): boolean {
  const [text, next] = [name[0], below[0]].map((part) => (typeof part === 'string' ? part : ''));
  const column = /^\s*(?:- +)*/.exec(text ?? '')?.[0].length ?? 0;
  const nextColumn = /^\s*/.exec(next ?? '')?.[0].length ?? 0;
  if (!below.some(isContent)) return false;
  return nextColumn > column || (nextColumn === column && (next ?? '').trimStart().startsWith('- '));
}

function withoutActions({ kept, dropped }: Divided): Divided {
  return { kept: kept.filter((part) => !isAction(part)), dropped: [...dropped, ...kept.filter(isAction)] };
}

type Divided = Pick<DividedLine, 'kept' | 'dropped'>;

/** Control around the text of a line goes; so do all actions of a line without text, and of a comment. */
function divide(parts: readonly Part[]): Divided {
  const code = parts.filter((part) => !isAction(part) || part.kind !== 'comment');
  const [first, last] = [code.findIndex(isContent), code.findLastIndex(isContent)];
  if (!code.some(isInk) || isRemark(code[first])) return { kept: [], dropped: code.filter(isAction) };
  const head = code.slice(0, first);
  if (!head.some(isAction)) return { kept: code, dropped: [] };
  const indent = head.filter((part) => !isAction(part)).slice(0, 1);
  const [start, ...rest] = code.slice(first, last + 1);
  return {
    kept: [...indent, isInk(start) ? start.trimStart() : (start ?? ''), ...rest],
    dropped: [...head, ...code.slice(last + 1)].filter(isAction),
  };
}

function isInk(part: Part | undefined): part is string {
  return typeof part === 'string' && part.trim() !== '';
}

function isRemark(part: Part | undefined): boolean {
  return isInk(part) && part.trimStart().startsWith('#');
}

function isContent(part: Part): boolean {
  return isInk(part) || (isAction(part) && part.kind === 'output');
}
