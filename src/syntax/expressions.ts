// Where a text of GitHub Actions holds `${{ … }}`; formats mask around it, rules look into it.

/** A piece of a text in reading order: plain, or the inside of one `${{ … }}`. */
export type TextPiece = { readonly kind: 'text' | 'expression'; readonly text: string };

const OPEN = '${{';
const CLOSE = '}}';

/** The pieces of a text; joined with their braces they are the text again. An expression that never closes is plain. */
export function splitExpressions(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
    const close = closing(text, open + OPEN.length);
    if (close < 0) break;
    if (open > from) pieces.push({ kind: 'text', text: text.slice(from, open) });
    pieces.push({ kind: 'expression', text: text.slice(open + OPEN.length, close) });
    from = close + CLOSE.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** Offset of the `}}` that ends an expression: one inside of a quoted text does not. -1 where there is none. */
function closing(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith(CLOSE, at)) return at;
  }
  return -1;
}
