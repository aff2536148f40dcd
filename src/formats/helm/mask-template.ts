// A Go template as text that a YAML reader takes: what is computed becomes a marked hole; called by `readTemplate`.
import type { Problem } from '../format.ts';
import { divideLines, isAction } from './divide-lines.ts';
import type { Part } from './divide-lines.ts';
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
  const lines = divideLines(templateLines(text, scanned.actions)).map(({ kept, dropped, lineEnds }) => {
    loose.push(...dropped);
    return kept.map(fill).join('') + '\n'.repeat(lineEnds);
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
