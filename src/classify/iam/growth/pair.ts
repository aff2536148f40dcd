// Two sets of documents of one use -> their clauses and what each side does with them. Called by compare-documents.ts and escalations.ts.
import type { PolicyDocument, PolicyStatement, PolicyUse } from '../policy-document.ts';
import { clauseKey } from './clause-key.ts';
import type { Clause, Clauses, Pair, Side } from './clause.ts';
import { sharedSymbols } from './symbols.ts';

export function pairOf(
  use: PolicyUse,
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Pair {
  const clauses = new Map<string, Clause>();
  const sides = [before, after].map((documents) => membersOf(documents, clauses));
  const [old = [], fresh = []] = sides;
  return {
    use,
    clauses: [...clauses.values()],
    before: sideOf(old, without(before, after), before),
    after: sideOf(fresh, without(after, before), after),
    shared: sharedSymbols(before, after),
    ceilingGone: false,
  };
}

type Member = { readonly clause: Clause; readonly statement: PolicyStatement };

function membersOf(documents: readonly PolicyDocument[], clauses: Map<string, Clause>): readonly Member[] {
  return documents.flatMap(({ use, version, statements }) =>
    statements.map((statement) => {
      const variables = version === '2012-10-17';
      const key = clauseKey(statement, variables);
      const clause = clauses.get(key) ?? { bit: 1n << BigInt(clauses.size), use, variables, statement };
      clauses.set(key, clause);
      return { clause, statement };
    }),
  );
}

function sideOf(
  members: readonly Member[],
  opaque: readonly string[],
  documents: readonly PolicyDocument[],
): Side {
  const withEffect = (effect: PolicyStatement['effect']): Clauses =>
    members
      .filter(({ statement }) => statement.effect === effect)
      .reduce((set, { clause }) => set | clause.bit, 0n);
  return {
    allow: withEffect('Allow'),
    deny: withEffect('Deny'),
    maybeAllow: withEffect('unknown'),
    opaque,
    statements: new Map(members.map(({ clause, statement }) => [clause.bit, statement])),
    line: documents[0]?.line ?? 1,
  };
}

/** Parts that could not be read and that the others do not have. */
function without(documents: readonly PolicyDocument[], others: readonly PolicyDocument[]): readonly string[] {
  const known = new Set(others.flatMap(({ unknown }) => unknown));
  return [...new Set(documents.flatMap(({ unknown }) => unknown))].filter((source) => !known.has(source));
}
