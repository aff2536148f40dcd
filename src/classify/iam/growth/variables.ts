// Policy variables: which clauses use which, and which values of them are worth a comparison. Called by ground.ts.
import { LIMITS } from '../../../config/limits.ts';
import type { PolicyText } from '../policy-document.ts';
import type { Clause, Clauses } from './clause.ts';
import { standIn } from './glob.ts';
import { parseTemplate } from './text-template.ts';
import type { Work } from './work.ts';
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

/** A stand-in that no variable has by itself. */
const SAME_VALUE = standIn(Number.MAX_SAFE_INTEGER);

type Text = {
  readonly clause: Clauses;
  readonly pieces: readonly Piece[];
  /** The condition key it is compared with, null for a resource. */
  readonly key: string | null;
  /** It is left out or must not be met, so that a value which meets it takes something away. */
  readonly negated: boolean;
};

/** Keeps the texts of all clauses that have variables in them. */
export class VariableTable {
  readonly #clauses: readonly Clause[];
  readonly #texts: readonly Text[];
  readonly #values: ReadonlyMap<string, readonly (string | null)[]>;
  readonly #generic: Valuation;
  readonly #users: ReadonlyMap<string, Clauses>;
  /** Some combination of values was left out. */
  capped = false;

  constructor(clauses: readonly Clause[], work: Work) {
    const texts = clauses.flatMap(textsOf);
    const keys = [...new Set(texts.flatMap(({ pieces }) => pieces.flatMap(keyOf)))];
    this.#clauses = clauses;
    this.#texts = keys.length === 0 ? [] : texts;
    this.#generic = new Map(keys.map((key, index) => [key, standIn(index)]));
    work.spend(keys.length * this.#texts.length * (1 + this.#texts.length));
    this.#users = new Map(
      keys.map((key) => [
        key,
        this.#texts
          .filter(({ pieces }) => pieces.some((piece) => keyOf(piece)[0] === key))
          .reduce((set, { clause }) => set | clause, 0n),
      ]),
    );
    this.#values = new Map(keys.map((key) => [key, this.#specialValues(key)]));
  }

  /** Every variable worth "some value" that equals no text. */
  get generic(): Valuation {
    return this.#generic;
  }

  /**
   * For points where only these clauses matter: a stand-in for "some value" that equals no text, and the values that could
   * take away what the other side allows. All other variables keep their stand-in.
   */
  valuationsFor(clauses: Clauses): readonly Valuation[] {
    let valuations: readonly Valuation[] = [this.#generic, ...this.#equals(clauses)];
    for (const [key, users] of this.#users) {
      if ((users & clauses) === 0n) continue;
      const special = this.#values.get(key) ?? [];
      const tried = special.slice(0, LIMITS.growthVariableValues);
      const wider = [
        ...valuations,
        ...valuations.flatMap((valuation) => tried.map((value) => new Map(valuation).set(key, value))),
      ];
      this.capped ||= special.length > tried.length || wider.length > LIMITS.growthValuations;
      valuations = wider.slice(0, LIMITS.growthValuations);
    }
    return valuations;
  }

  /** Two variables may have the same value, which matters where what they name is left out: any two of them, and all. */
  #equals(clauses: Clauses): readonly Valuation[] {
    const negated = this.#texts.filter((text) => text.negated && (text.clause & clauses) !== 0n);
    const keys = [...new Set(negated.flatMap(({ pieces }) => pieces.flatMap(keyOf)))];
    if (keys.length < 2) return [];
    const pairs = keys.flatMap((first, at) => keys.slice(at + 1).map((second) => [first, second]));
    const groups = keys.length === 2 ? pairs : [keys, ...pairs];
    this.capped ||= groups.length >= LIMITS.growthValuations;
    return groups
      .slice(0, LIMITS.growthValuations - 1)
      .map((group) => new Map([...this.#generic, ...group.map((key) => [key, SAME_VALUE] as const)]));
  }

  /** Variables that texts of these clauses use: their condition keys have that value and no other. */
  usedBy(clauses: Clauses): ReadonlySet<string> {
    return new Set([...this.#users].filter(([, users]) => (users & clauses) !== 0n).map(([key]) => key));
  }

  /**
   * A text that a value meets can only take something away where it is negated: elsewhere the stand-in meets fewer texts than
   * any value, and hides nothing. What conditions ask of the variable's own key is always tried, and its absence with it.
   */
  #specialValues(key: string): readonly (string | null)[] {
    const own = this.#texts.filter((text) => text.key === key);
    const asked = own.flatMap(({ pieces }) => literalOf(pieces));
    const isAsked = this.#clauses.some(({ statement }) =>
      statement.conditions.some((condition) => condition.key.toLowerCase() === key),
    );
    const places = this.#texts.flatMap((text) => placesOf(key, text));
    const met = this.#texts.flatMap((text) => {
      const literal = literalOf(text.pieces)[0] ?? '';
      return places
        .filter((place) => place.key === text.key && (place.negated || text.negated))
        .flatMap((place) => valueAt(literal, place));
    });
    const negated = places.some((place) => place.negated && place.key !== null);
    return [...new Set([...asked, ...met]), ...(isAsked || negated ? [null] : [])];
  }
}

function textsOf({ statement, variables, bit }: Clause): readonly Text[] {
  const read = (texts: readonly PolicyText[]): readonly (readonly Piece[])[] =>
    texts.flatMap((text) =>
      text.kind === 'known' ? [parseTemplate(text.text, { variables, wildcards: true })] : [],
    );
  const { resources, conditions } = statement;
  return [
    ...read(resources?.texts ?? []).map((pieces) => ({
      clause: bit,
      pieces,
      key: null,
      negated: resources?.not === true,
    })),
    ...conditions.flatMap(({ operator, key, values }) =>
      read(values).map((pieces) => ({
        clause: bit,
        pieces,
        key: key.toLowerCase(),
        negated: /not|forallvalues/i.test(operator),
      })),
    ),
  ];
}

function keyOf(piece: Piece): readonly string[] {
  return piece.kind === 'variable' ? [piece.key] : [];
}

/** The text with a plain word for each wildcard; nothing where another variable stands. */
function literalOf(pieces: readonly Piece[]): readonly string[] {
  if (pieces.some(({ kind }) => kind === 'variable')) return [];
  return [pieces.map((piece) => (piece.kind === 'literal' ? piece.text : 'x')).join('')];
}

type Place = Pick<Text, 'key' | 'negated'> & { readonly before: string; readonly after: string };

/** The literal text on both sides of the variable. */
function placesOf(wanted: string, { pieces, key, negated }: Text): readonly Place[] {
  return pieces.flatMap((piece, at) => {
    if (piece.kind !== 'variable' || piece.key !== wanted) return [];
    const [before = '', after = ''] = [pieces[at - 1], pieces[at + 1]].map((near) =>
      near?.kind === 'literal' ? near.text : '',
    );
    return [{ key, negated, before, after }];
  });
}

/** What stands in a text where the variable would: up to the text that follows it, and up to the next separator. */
function valueAt(text: string, { before, after }: Place): readonly string[] {
  const start = text.indexOf(before);
  if (start === -1) return [];
  const rest = text.slice(start + before.length);
  const end = after === '' ? rest.length : rest.indexOf(after);
  const word = rest.split(/[/:]/, 1)[0] ?? '';
  return [...(end >= 0 ? [rest.slice(0, end)] : []), word];
}
