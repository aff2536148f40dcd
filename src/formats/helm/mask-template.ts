// A Go template as text that a YAML reader takes: what is computed becomes a marked hole; called by `readTemplate`.
import type { Problem } from '../format.ts';
import { scanActions } from './scan-actions.ts';
import type { Action } from './scan-actions.ts';

export type MaskedTemplate =
  | {
      readonly kind: 'ok';
      /** Line by line like the template. */
      readonly text: string;
      /** Sources of the holes, by their number in the text. */
      readonly holes: readonly string[];
      /** Actions that stand outside of any value, by line. */
      readonly loose: readonly Action[];
      /** 1-based lines with an action, or a part of one, that is no comment. */
      readonly acting: ReadonlySet<number>;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Private-use characters around the number of a hole: no YAML syntax, and refused in a template's own text. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
export const HOLE = /\uE000(\d+)\uE001/g;

/**
 * Comments go, and so do lines of actions alone and control around the text of a line: both branches of an `if` stand
 * side by side then. Any other action is a hole in a value or a name. Line ends stay where they are.
 */
export function maskTemplate(text: string): MaskedTemplate {
  const scanned = scanActions(text);
  if (scanned.kind === 'problem') return refuse(scanned.line, 'an action {{ … }} never ends');
  if (text.includes(OPEN) || text.includes(CLOSE)) return refuse(1, 'the text holds private-use characters');
  const holes: string[] = [];
  const loose: Action[] = [];
  const fill = (part: Part): string =>
    isAction(part) ? `${OPEN}${holes.push(part.source) - 1}${CLOSE}` : part;
  const lines = templateLines(text, scanned.actions).map((parts) => {
    const { kept, dropped } = divide(parts);
    loose.push(...dropped);
    const inner = parts.filter(isAction).reduce((sum, { line, endLine }) => sum + endLine - line, 0);
    return kept.map(fill).join('') + '\n'.repeat(inner);
  });
  const acting = new Set(scanned.actions.filter(({ kind }) => kind !== 'comment').flatMap(linesOf));
  return { kind: 'ok', text: lines.join('\n'), holes, loose, acting };
}

function refuse(line: number, message: string): MaskedTemplate {
  return { kind: 'problem', problem: { line, why: 'parse-error', message } };
}

function linesOf({ line, endLine }: Action): readonly number[] {
  return Array.from({ length: endLine - line + 1 }, (_, index) => line + index);
}

type Part = string | Action;

/** Lines of a template as parts; an action of several lines belongs to the line where it starts. */
function templateLines(text: string, actions: readonly Action[]): readonly (readonly Part[])[] {
  const lines: Part[][] = [[]];
  let at = 0;
  const addText = (until: number): void => {
    const [first = '', ...rest] = text.slice(at, until).split(/\r\n|\n|\r/);
    lines.at(-1)?.push(first);
    for (const next of rest) lines.push([next]);
  };
  for (const action of actions) {
    addText(action.start);
    lines.at(-1)?.push(action);
    at = action.end;
  }
  addText(text.length);
  return lines;
}

type Divided = { readonly kept: readonly Part[]; readonly dropped: readonly Action[] };

/** What stays in the text of a line, and which of its actions stand outside of it. */
function divide(parts: readonly Part[]): Divided {
  const code = parts.filter((part) => !isAction(part) || part.kind !== 'comment');
  const [first, last] = [code.findIndex(isContent), code.findLastIndex(isContent)];
  const remark = code[first];
  if (!code.some(isInk) || (isInk(remark) && remark.trimStart().startsWith('#')))
    return { kept: [], dropped: code.filter(isAction) };
  const head = code.slice(0, first);
  if (!head.some(isAction)) return { kept: code, dropped: [] };
  const indent = head.filter((part) => !isAction(part)).slice(0, 1);
  const [start, ...rest] = code.slice(first, last + 1);
  return {
    kept: [...indent, isInk(start) ? start.trimStart() : (start ?? ''), ...rest],
    dropped: [...head, ...code.slice(last + 1)].filter(isAction),
  };
}

function isAction(part: Part | undefined): part is Action {
  return typeof part === 'object';
}

function isInk(part: Part | undefined): part is string {
  return typeof part === 'string' && part.trim() !== '';
}

function isContent(part: Part): boolean {
  return isInk(part) || (isAction(part) && part.kind === 'output');
}
