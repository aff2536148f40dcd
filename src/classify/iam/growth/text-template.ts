// Reads one text of a policy: what is literal, what is a wildcard, what is a policy variable. Called by glob.ts and variables.ts.

export type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  /** `?`: any one character. */
  | { readonly kind: 'one' }
  /** `*`: any characters, also none. */
  | { readonly kind: 'many' }
  /** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`; the key in lower case, since keys are case-insensitive. */
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | null };

export type Reading = {
  /** Variables have a meaning in documents of version 2012-10-17 only; elsewhere they are literal text. */
  readonly variables: boolean;
  /** `StringEquals` compares stars literally. */
  readonly wildcards: boolean;
};

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html: `${*}`, `${?}` and `${$}` stand for
 * the characters themselves.
 */
export function parseTemplate(text: string, { variables, wildcards }: Reading): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const variable = variables && text.startsWith('${', at) ? variableAt(text, at) : null;
    const piece = variable?.piece ?? pieceOf(text[at] ?? '', wildcards);
    const last = pieces.at(-1);
    if (piece.kind === 'literal' && last?.kind === 'literal')
      pieces[pieces.length - 1] = { kind: 'literal', text: last.text + piece.text };
    else pieces.push(piece);
    at = variable?.end ?? at + 1;
  }
  return pieces;
}

function pieceOf(character: string, wildcards: boolean): Piece {
  if (wildcards && character === '*') return { kind: 'many' };
  if (wildcards && character === '?') return { kind: 'one' };
  return { kind: 'literal', text: character };
}

/** What is not closed is literal text. */
function variableAt(text: string, at: number): { readonly piece: Piece; readonly end: number } | null {
  const close = text.indexOf('}', at);
  if (close === -1) return null;
  const inside = text.slice(at + 2, close);
  const end = close + 1;
  if (['*', '?', '$'].includes(inside)) return { piece: { kind: 'literal', text: inside }, end };
  const comma = inside.indexOf(',');
  const key = (comma === -1 ? inside : inside.slice(0, comma)).trim().toLowerCase();
  const quoted = comma === -1 ? null : inside.slice(comma + 1).trim();
  const fallback = quoted === null ? null : quoted.replace(/^'/, '').replace(/'$/, '');
  return key === '' ? null : { piece: { kind: 'variable', key, fallback }, end };
}
