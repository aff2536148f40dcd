// Nesting of an HCL text, measured before any parser sees it; called by `createHclParser`.
// Deep nesting and long prefix runs overflow the stack of the Go reader, which then stays dead for its whole process.
import { LIMITS } from '../../config/limits.ts';

type Frame =
  | { readonly kind: 'code'; readonly closer: string; questions: number }
  | { readonly kind: 'string' }
  | { readonly kind: 'heredoc'; readonly marker: string };

/** Runs that cannot change the depth, skipped in one step. */
const PLAIN_CODE = /[^"#/<!\-?,\n()[\]{}]+/y;
const PLAIN_TEXT = /[^"\\\n$%]+/y;
const CLOSER: { readonly [opener: string]: string } = { '(': ')', '[': ']', '{': '}' };

/**
 * 1-based line of the first place that nests brackets, blocks and templates, repeats prefix operators or chains
 * conditionals beyond `LIMITS.hclDepth`; null when there is none. A light lexer: it knows strings, heredocs, comments
 * and templates only, reads each character once and never throws.
 */
export function scanDepth(text: string): number | null {
  const stack: Frame[] = [{ kind: 'code', closer: '', questions: 0 }];
  let line = 1;
  let prefixes = 0;
  let at = 0;
  const advance = (to: number): void => {
    for (; at < to; at += 1) if (text.charCodeAt(at) === 10) line += 1;
  };
  while (at < text.length) {
    const frame = stack.at(-1) ?? { kind: 'code', closer: '', questions: 0 };
    const behind = skip(frame.kind === 'code' ? PLAIN_CODE : PLAIN_TEXT, text, at);
    if (behind > at && !isHeredocLine(frame, text, at)) {
      if (/\S/.test(text.slice(at, behind))) prefixes = 0;
      at = behind;
      continue;
    }
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (frame.kind !== 'code') {
      advance(templateStep(text, at, stack));
    } else if (char === '#' || (char === '/' && next === '/')) {
      advance(indexOr(text, '\n', at));
    } else if (char === '/' && next === '*') {
      advance(indexOr(text, '*/', at + 2) + 2);
    } else if (char === '<' && next === '<' && heredocAt(text, at) !== null) {
      const found = heredocAt(text, at);
      if (found !== null) stack.push({ kind: 'heredoc', marker: found.marker });
      advance(found?.end ?? at + 1);
    } else {
      prefixes = char === '!' || char === '-' ? prefixes + 1 : /\s/.test(char) ? prefixes : 0;
      codeStep(char, frame, stack);
      advance(at + 1);
    }
    const top = stack.at(-1);
    const questions = top?.kind === 'code' ? top.questions : 0;
    if (Math.max(stack.length - 1, prefixes, questions) > LIMITS.hclDepth) return line;
  }
  return null;
}

function skip(run: RegExp, text: string, at: number): number {
  run.lastIndex = at;
  return run.test(text) ? run.lastIndex : at;
}

function isHeredocLine(frame: Frame, text: string, at: number): boolean {
  return frame.kind === 'heredoc' && text.charAt(at - 1) === '\n';
}

function codeStep(char: string, frame: Extract<Frame, { kind: 'code' }>, stack: Frame[]): void {
  if (char === '"') stack.push({ kind: 'string' });
  const closer = CLOSER[char];
  if (closer !== undefined) stack.push({ kind: 'code', closer, questions: 0 });
  else if (char === frame.closer && stack.length > 1) stack.pop();
  else if (char === '?') frame.questions += 1;
  else if (char === ',' || (char === '\n' && frame.closer !== ')' && frame.closer !== ']'))
    frame.questions = 0;
}

/** One step inside a string or heredoc; answers the offset behind it. */
function templateStep(text: string, at: number, stack: Frame[]): number {
  const frame = stack.at(-1);
  const char = text.charAt(at);
  if (frame?.kind === 'heredoc' && isHeredocLine(frame, text, at)) {
    const end = indexOr(text, '\n', at);
    if (text.slice(at, end).trim() === frame.marker) {
      stack.pop();
      return end;
    }
  }
  if (frame?.kind === 'string' && char === '\\') return at + 2;
  if (frame?.kind === 'string' && (char === '"' || char === '\n')) {
    stack.pop();
    return at + 1;
  }
  if ((char === '$' || char === '%') && text.charAt(at + 1) === char && text.charAt(at + 2) === '{')
    return at + 3;
  if ((char === '$' || char === '%') && text.charAt(at + 1) === '{') {
    stack.push({ kind: 'code', closer: '}', questions: 0 });
    return at + 2;
  }
  return at + 1;
}

function heredocAt(text: string, at: number): { readonly marker: string; readonly end: number } | null {
  const end = indexOr(text, '\n', at);
  const found = /^<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?$/u.exec(
    text.slice(at, Math.min(end, at + 300)),
  );
  return found?.[1] === undefined ? null : { marker: found[1], end: end + 1 };
}

function indexOr(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found;
}
