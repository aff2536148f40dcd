// The principals that the documents tell apart, with the clauses that take each. Called by compare-pair.ts.
import type { Bounds, Clause, Clauses, Pair } from './clause.ts';
import { union } from './clause.ts';
import { boundsOf, symbolTable, unsharedOf } from './listing.ts';
import type { Listing, Symbol } from './listing.ts';
import { knownEntry, names, requestersOf } from './principals.ts';
import type { Requester } from './principals.ts';
import type { Weight } from './resource-cells.ts';
import { principalPlace, symbolOf } from './symbols.ts';
import type { Work } from './work.ts';

export type PrincipalCell = {
  readonly bounds: Bounds;
  readonly weight: Weight;
  readonly requester: Requester | null;
  /** Set where the cell is an unknown principal itself. */
  readonly symbol: string | null;
  /** Condition keys that follow from who asks, by lower-case key; null: the request does not carry it. */
  readonly pins: ReadonlyMap<string, string | null>;
  /** The same as a text, to tell cells apart. */
  readonly pinned: string;
};

type Entry = { readonly type: string; readonly text: string; readonly clauses: Clauses };

/** Asking whether an entry names somebody, in steps. */
const NAMING = 10;

/** Policies of an identity name nobody: one cell. */
export function principalCells(pair: Pair, work: Work): readonly PrincipalCell[] {
  const listing = listingOf(pair);
  const anyone: Bounds = boundsOf(listing, 0n, 0n);
  if (pair.clauses.every(({ statement }) => statement.principals === null))
    return [{ bounds: anyone, weight: 'full', requester: null, symbol: null, pins: new Map(), pinned: '' }];
  const entries = entriesOf(pair);
  const requesters = requestersOf([...entries, ...askedIn(pair)]);
  work.spend(
    (requesters.length + listing.symbols.length) * (entries.length + listing.symbols.length) * NAMING,
  );
  const real = requesters.flatMap((requester) => cellsOf(requester, entries, listing));
  return [...real, ...listing.symbols.map((symbol) => symbolCell(symbol, entries, listing))];
}

function cellsOf(
  requester: Requester,
  entries: readonly Entry[],
  listing: Listing,
): readonly PrincipalCell[] {
  const listed = union(entries.filter((entry) => names(entry, requester)).map(({ clauses }) => clauses));
  const maybe = unsharedOf({
    ...listing,
    symbols: listing.symbols.filter((symbol) => canBe(symbol, requester)),
  });
  const pins = pinsOf(requester);
  const cell = (bounds: Bounds, weight: Weight): PrincipalCell => ({
    bounds,
    weight,
    requester,
    symbol: null,
    pins,
    pinned: [...pins].join(';'),
  });
  const telling = listing.symbols.filter((symbol) => symbol.shared && canBe(symbol, requester));
  return [
    cell(boundsOf(listing, listed, maybe), 'full'),
    ...telling.map(({ clauses }) => cell(boundsOf(listing, listed | clauses, maybe), 'possible')),
  ];
}

/** An unknown principal that stands for itself: known ones of its type may be the same. */
function symbolCell(symbol: Symbol, entries: readonly Entry[], listing: Listing): PrincipalCell {
  const type = typeOf(symbol);
  const isStar = (entry: Entry): boolean =>
    entry.text === '*' && ['aws', '*', type].includes(entry.type.toLowerCase());
  const near = entries.filter((entry) => !isStar(entry) && entry.type.toLowerCase() === type);
  const others = listing.symbols.filter(
    (other) => other.id !== symbol.id && !other.shared && typeOf(other) === type,
  );
  const listed = symbol.clauses | union(entries.filter(isStar).map(({ clauses }) => clauses));
  const maybe = union([...near, ...others].map(({ clauses }) => clauses));
  return {
    bounds: boundsOf(listing, listed, maybe),
    weight: 'certain',
    requester: null,
    symbol: symbol.id,
    pins: new Map(),
    pinned: '',
  };
}

function typeOf({ id }: Symbol): string {
  return /^principal (\S*) /.exec(id)?.[1] ?? '';
}

function canBe(symbol: Symbol, requester: Requester): boolean {
  const type = typeOf(symbol);
  return requester.kind === 'aws'
    ? type === 'aws' || type === '*'
    : requester.kind === 'other' && type === requester.type;
}

function entriesOf({ clauses }: Pair): readonly Entry[] {
  return clauses.flatMap(({ statement, bit }) =>
    (statement.principals?.entries ?? []).flatMap((given) => {
      const entry = symbolOf(principalPlace(given), given.text) === null ? knownEntry(given) : null;
      return entry === null ? [] : [{ ...entry, clauses: bit }];
    }),
  );
}

/** A condition on who asks is another way to name a principal. */
function askedIn({ clauses }: Pair): readonly { type: string; text: string }[] {
  return clauses
    .flatMap(({ statement }) => statement.conditions)
    .filter(({ key }) => /^aws:principal(?:arn|account)$/i.test(key))
    .flatMap(({ values }) => values.flatMap((value) => (value.kind === 'known' ? [value.text] : [])))
    .filter((text) => /^(?:arn:|\d{12}$)/.test(text))
    .map((text) => ({ type: 'AWS', text }));
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html: for a session it is the role's
 * ARN; services, identity providers and anonymous requests have none.
 */
function pinsOf(requester: Requester): ReadonlyMap<string, string | null> {
  const arn = requester.kind === 'aws' ? requester.arn : null;
  const account = requester.kind === 'aws' ? [['aws:principalaccount', requester.account] as const] : [];
  return new Map<string, string | null>([['aws:principalarn', arn], ...account]);
}

/** Policies of resources and roles must name somebody; those of identities name nobody and mean their holder. */
function listingOf({ clauses, use, shared }: Pair): Listing {
  const bitsOf = (holds: (clause: Clause) => boolean): Clauses =>
    union(clauses.filter(holds).map(({ bit }) => bit));
  const absent = bitsOf(({ statement }) => statement.principals === null);
  const mustName = use === 'trust' || use === 'resource';
  const found = clauses.flatMap(({ statement, bit }) =>
    (statement.principals?.entries ?? []).flatMap((entry) => {
      const id = symbolOf(principalPlace(entry), entry.text);
      return id === null ? [] : [{ id, bit }];
    }),
  );
  return {
    taking: bitsOf(({ statement }) => statement.principals?.not === false),
    leaving: bitsOf(({ statement }) => statement.principals?.not === true),
    everything: mustName ? 0n : absent,
    unclear: mustName ? absent : 0n,
    symbols: symbolTable(found, shared),
  };
}
