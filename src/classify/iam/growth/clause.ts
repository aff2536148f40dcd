// What statements say apart from their effect. Two documents are compared clause by clause: a clause that both have is one.
import type { PolicyStatement, PolicyUse } from '../policy-document.ts';

/** A set of clauses, one bit each. */
export type Clauses = bigint;

export type Clause = {
  readonly bit: Clauses;
  readonly use: PolicyUse;
  /** Its document has version 2012-10-17, so that `${aws:username}` is a variable. */
  readonly variables: boolean;
  readonly statement: PolicyStatement;
};

/** How one side uses the clauses. */
export type Side = {
  readonly allow: Clauses;
  readonly deny: Clauses;
  /** The effect is computed: it may be Allow; as a Deny it denies nothing. */
  readonly maybeAllow: Clauses;
  /** Sources of parts that could not be read and that the other side does not have: they may allow anything. */
  readonly opaque: readonly string[];
  /** The statement of this side that holds the clause. */
  readonly statements: ReadonlyMap<Clauses, PolicyStatement>;
  /** Stands in where a line is needed and no statement has one. */
  readonly line: number;
};

export type Pair = {
  readonly use: PolicyUse;
  readonly clauses: readonly Clause[];
  readonly before: Side;
  readonly after: Side;
  /** Ids of unknown texts that stand in the same place on both sides: they cancel. See symbols.ts. */
  readonly shared: ReadonlySet<string>;
  /** A ceiling that the base has and the head has not: what it held back is free. */
  readonly ceilingGone: boolean;
};

/** Clauses that match at a point for sure, and those that may: unknown texts lie in between. */
export type Bounds = { readonly sure: Clauses; readonly possible: Clauses };

/** The clauses of a set, one by one. */
export function each(set: Clauses, clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter(({ bit }) => (set & bit) !== 0n);
}

export function union(sets: Iterable<Clauses>): Clauses {
  let all = 0n;
  for (const set of sets) all |= set;
  return all;
}
