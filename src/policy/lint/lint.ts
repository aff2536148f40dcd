// What a lint is: a sign that part of a valid policy does not do what it seems to. One per file, listed in registry.ts, run by `lintPolicy`.
import type { Facts } from '../../model/facts.ts';
import type { Kind } from '../../model/words.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { Layer } from '../layers/layer.ts';
import type { Path } from '../locate.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';

/** Words that other parts of the program give a meaning to. */
export type Vocabulary = {
  /** Finding ids. */
  readonly findings: readonly string[];
  /** Ids of formats, as changes carry them. */
  readonly formats: readonly string[];
  /** Resource types with their kinds, of all tables. */
  readonly types: ReadonlyMap<string, readonly Kind[]>;
};

/** What is known of the world that the policy is for. Null: not known, and then nothing is said about it. */
export type Surroundings = {
  /** Paths of the repository at one commit. */
  readonly tree: readonly string[] | null;
  readonly people: KnownPeople | null;
  /** RFC 3339. */
  readonly now: string | null;
  /** What some change of the repository was found to hold. */
  readonly found: readonly { readonly finding: string; readonly address: string }[] | null;
};

export type KnownPeople = Pick<Facts, 'teams' | 'permissions'> & {
  /** Teams that were asked for: one of them that has no members here is unknown. Null: all that there are. */
  readonly asked: readonly string[] | null;
  /** Numeric ids by lower-cased login. */
  readonly accounts: { readonly [login: string]: number };
};

export const NOTHING_KNOWN: Surroundings = { tree: null, people: null, now: null, found: null };

export type LintInput = {
  /** Only the repository's own file knows where it lies: floor and extended files are for many repositories. */
  readonly layer: Layer;
  readonly document: PolicyDocument;
  readonly root: SyntaxNode;
  /** Of all layers that decide together, in the order of their rank, this one among them. */
  readonly documents: readonly PolicyDocument[];
  readonly words: Vocabulary;
  readonly surroundings: Surroundings;
};

export type Warning = { readonly path: Path; readonly message: string };

export type Lint = {
  /** Name of the file, and key of `PROBLEM_CODES`. */
  readonly code: ProblemCode;
  /** Total. Says nothing where it is not sure. */
  readonly find: (input: LintInput) => readonly Warning[];
};
