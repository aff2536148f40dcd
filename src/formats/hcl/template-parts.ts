// Pieces of a template to its parts: white space trimmed, indentation removed, directives closed; called by `parseTemplate`.
import type { HclExpression, HclTemplatePart, Span } from './expression.ts';
import { syntaxError } from './refusal.ts';
import { isSpace, spaceEnd, spaceStart } from './spaces.ts';

export type Trim = { readonly before: boolean; readonly after: boolean };
export type Directive = 'if' | 'else' | 'endif' | 'for' | 'endfor';

/** What the text of a template is cut into. A heredoc's text has one piece per line, and trimming stays inside of it. */
export type Piece =
  | (Span & { readonly kind: 'text'; readonly text: string })
  | (Span & { readonly kind: 'interpolation'; readonly value: HclExpression; readonly trim: Trim })
  | (Span & { readonly kind: 'directive'; readonly word: Directive; readonly trim: Trim });
type Text = Extract<Piece, { kind: 'text' }>;

/** In the order of HCL: trims first, then the indentation of `<<-`, then neighbouring texts are one. */
export function finishTemplate(pieces: readonly Piece[], flush: boolean): readonly HclTemplatePart[] {
  const trimmed = pieces.map((piece, index) => trim(piece, pieces[index - 1], pieces[index + 1]));
  return closeDirectives(flush ? withoutIndentation(trimmed) : trimmed);
}

function trim(piece: Piece, before: Piece | undefined, after: Piece | undefined): Piece {
  if (piece.kind !== 'text') return piece;
  const { text } = piece;
  const start = isTrimming(before, 'after') ? spaceEnd(text, 0, text.length) : 0;
  const end = isTrimming(after, 'before') ? spaceStart(text, start, text.length) : text.length;
  return end - start === text.length ? piece : { ...piece, text: text.slice(start, end) };
}

function isTrimming(piece: Piece | undefined, side: keyof Trim): boolean {
  return piece !== undefined && piece.kind !== 'text' && piece.trim[side];
}

/**
 * The smallest indentation of all lines is taken away from each. A blank line neither sets it nor loses it; a line that
 * starts with a sequence has none.
 */
function withoutIndentation(pieces: readonly Piece[]): readonly Piece[] {
  let smallest = Number.POSITIVE_INFINITY;
  const indented = new Set<Piece>();
  let lineStart = true;
  for (const piece of pieces) {
    if (lineStart && piece.kind !== 'text') smallest = 0;
    if (lineStart && piece.kind === 'text' && !isBlank(piece)) {
      smallest = Math.min(smallest, spaceEnd(piece.text, 0, piece.text.length));
      indented.add(piece);
    }
    lineStart = piece.kind === 'text' && piece.text.endsWith('\n');
  }
  if (smallest === 0) return pieces;
  return pieces.map((piece) =>
    piece.kind === 'text' && indented.has(piece) ? { ...piece, text: cut(piece.text, smallest) } : piece,
  );
}

function isBlank({ text }: Text): boolean {
  return text.endsWith('\n') && spaceEnd(text, 0, text.length) === text.length;
}

/** HCL counts what people see as characters: a combining mark behind the last space goes with it. */
function cut(text: string, spaces: number): string {
  if (!(text.charCodeAt(spaces) >= 0x80) || isSpace(text.charCodeAt(spaces))) return text.slice(spaces);
  const seen = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)[Symbol.iterator]();
  let length = 0;
  for (let count = 0; count < spaces; count += 1) length += seen.next().value?.segment.length ?? 0;
  return text.slice(length);
}

/** Texts joined, and each `%{ if }` or `%{ for }` with all up to its end as one part. */
function closeDirectives(pieces: readonly Piece[]): readonly HclTemplatePart[] {
  const parts: HclTemplatePart[] = [];
  const open: Opener[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'directive') {
      if (open.length === 0) append(parts, piece);
      continue;
    }
    const outermost = open[0]?.piece ?? piece;
    step(open, piece);
    if (open.length === 0)
      parts.push({ kind: 'directive', start: outermost.start, end: piece.end, line: outermost.line });
  }
  const [unclosed] = open;
  if (unclosed !== undefined) throw syntaxError(unclosed.piece.line, 'a template directive is not closed');
  return parts.map((part) => (part.kind === 'text' ? { ...part, text: part.text.normalize('NFC') } : part));
}

type Opener = {
  readonly piece: Extract<Piece, { kind: 'directive' }>;
  closer: 'endif' | 'endfor';
  hasElse: boolean;
};

/** One directive more: it opens, continues or closes. */
function step(open: Opener[], piece: Extract<Piece, { kind: 'directive' }>): void {
  if (piece.word === 'if' || piece.word === 'for') {
    open.push({ piece, closer: `end${piece.word}`, hasElse: false });
    return;
  }
  const innermost = open.at(-1);
  if (innermost !== undefined && innermost.closer === piece.word) open.pop();
  else if (piece.word === 'else' && innermost?.closer === 'endif' && !innermost.hasElse)
    innermost.hasElse = true;
  else throw syntaxError(piece.line, 'a template directive stands where none belongs');
}

function append(parts: HclTemplatePart[], piece: Exclude<Piece, { kind: 'directive' }>): void {
  const last = parts.at(-1);
  if (piece.kind === 'text' && last?.kind === 'text')
    parts[parts.length - 1] = { ...last, text: last.text + piece.text, end: piece.end };
  else parts.push(piece);
}
