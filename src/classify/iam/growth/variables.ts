// Policy variables: which the documents use, and which values of them are worth a comparison. Called by compare-pair.ts.
import { LIMITS } from '../../../config/limits.ts';
import type { Clause, Pair } from './clause.ts';
import { standIn } from './glob.ts';
import { parseTemplate } from './text-template.ts';
import type { Piece } from './text-template.ts';

/** What each variable is worth in one comparison, by lower-case key; null: the request does not carry it. */
export type Valuation = ReadonlyMap<string, string | null>;

/** Without a value the text fits nothing, unless it brings one along. */
export function fill(pieces: readonly Piece[], valuation: Valuation): readonly Piece[] | null {
  const filled: Piece[] = [];
  for (const piece of pieces) {
    const value = piece.kind === 'variable' ? (valuation.get(piece.key) ?? piece.fallback) : '';
    if (value === null) return null;
    filled.push(piece.kind === 'variable' ? { kind: 'literal', text: value } : piece);
  }
  return filled;
}

/**
 * A stand-in for "some value" that equals no text, no value at all, and the values that make a variable meet another text
 * of the documents. `complete`: nothing was left out.
 */
export function valuationsOf({ clauses }: Pair): {
  readonly valuations: readonly Valuation[];
  readonly complete: boolean;
} {
  const texts = clauses.flatMap(textsOf);
  const keys = [...new Set(texts.flatMap(({ pieces }) => pieces.flatMap(keyOf)))];
  if (keys.length === 0) return { valuations: [new Map()], complete: true };
  let complete = true;
  let valuations: readonly Valuation[] = [new Map()];
  for (const [index, key] of keys.entries()) {
    const special = specialValues(key, texts);
    const values = [standIn(index), null, ...special.slice(0, LIMITS.growthVariableValues)];
    const wider = valuations.flatMap((valuation) =>
      values.map((value) => new Map(valuation).set(key, value)),
    );
    complete &&= special.length <= LIMITS.growthVariableValues && wider.length <= LIMITS.growthValuations;
    valuations = wider.slice(0, LIMITS.growthValuations);
  }
  return { valuations, complete };
}

type Text = { readonly pieces: readonly Piece[]; readonly key: string | null };

function textsOf({ statement, variables }: Clause): readonly Text[] {
  const read = (text: string): readonly Piece[] => parseTemplate(text, { variables, wildcards: true });
  const known = (given: { readonly kind: string; readonly text?: string }): readonly string[] =>
    given.kind === 'known' && given.text !== undefined ? [given.text] : [];
  return [
    ...(statement.resources?.texts ?? []).flatMap(known).map((text) => ({ pieces: read(text), key: null })),
    ...statement.conditions.flatMap(({ key, values }) =>
      values.flatMap(known).map((text) => ({ pieces: read(text), key: key.toLowerCase() })),
    ),
  ];
}

function keyOf(piece: Piece): readonly string[] {
  return piece.kind === 'variable' ? [piece.key] : [];
}

/** Values that conditions ask of the variable's own key, and what stands in its place in other texts. */
function specialValues(key: string, texts: readonly Text[]): readonly string[] {
  const asked = texts.filter((text) => text.key === key).flatMap(({ pieces }) => literalOf(pieces));
  const places = texts.flatMap(({ pieces }) => placesOf(key, pieces));
  const met = texts.flatMap(({ pieces }) => {
    const text = literalOf(pieces)[0] ?? '';
    return places.flatMap(({ before, after }) => valueBetween(text, before, after));
  });
  return [...new Set([...asked, ...met])].filter((value) => value !== '');
}

/** The text with a plain word for each wildcard; nothing where another variable stands. */
function literalOf(pieces: readonly Piece[]): readonly string[] {
  if (pieces.some(({ kind }) => kind === 'variable')) return [];
  return [pieces.map((piece) => (piece.kind === 'literal' ? piece.text : 'x')).join('')];
}

/** The literal text on both sides of the variable. */
function placesOf(key: string, pieces: readonly Piece[]): readonly { before: string; after: string }[] {
  return pieces.flatMap((piece, at) => {
    if (piece.kind !== 'variable' || piece.key !== key) return [];
    const [before, after] = [pieces[at - 1], pieces[at + 1]].map((near) =>
      near?.kind === 'literal' ? near.text : '',
    );
    return [{ before: before ?? '', after: after ?? '' }];
  });
}

function valueBetween(text: string, before: string, after: string): readonly string[] {
  const start = before === '' ? 0 : text.indexOf(before) + before.length;
  if (before !== '' && !text.includes(before)) return [];
  const rest = text.slice(start);
  const end = after === '' ? rest.length : rest.indexOf(after);
  return [
    ...(end > 0 ? [rest.slice(0, end)] : []),
    ...((rest.split(/[/:]/, 1)[0] ?? '') ? [rest.split(/[/:]/, 1)[0] ?? ''] : []),
  ];
}
