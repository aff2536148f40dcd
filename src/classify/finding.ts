// What a finding rule is. Each file of rules/ holds one; registry.ts lists them, find.ts runs them.
import type { Diff, Finding, Mark, ParsedChange, Unreadable } from '../model/change.ts';
import type { DeclaredFact } from '../model/declaration.ts';
import type { Action, Kind, Severity } from '../model/words.ts';

/** One place where a rule holds. What is left out is taken from the rule. */
export type Hit = {
  /** One sentence, never with a value that could be a secret. */
  readonly message: string;
  /** 1-based line in the head file; null: the lines of the whole change. */
  readonly line: number | null;
  readonly severity?: Severity;
  readonly confidence?: Finding['confidence'];
  /** Where what the rule says to do does not fit: one imperative sentence. */
  readonly remedy?: string;
};

type Described = {
  /** File name of the rule, of its page in docs/findings and title of its annotation. */
  readonly id: string;
  readonly title: string;
  /** The usual severity; a hit may say less or more. */
  readonly severity: Severity;
  readonly confidence: Finding['confidence'];
  /** Why it matters: two or three sentences for the docs page. */
  readonly why: string;
  /** What to do: one sentence, shown as the fix of each finding. */
  readonly remedy: string;
};

/** What a rule may look at beside the change itself. */
export type RuleContext = {
  /** Of the change. */
  readonly kinds: readonly Kind[];
  /** All changes of the pull request, for what only two resources together tell (a role and its boundary). */
  readonly diff: Diff;
  /** ARNs of the roles that only the broker hands out. */
  readonly deployRoles: readonly string[];
  /** ARNs of revoker roles and boundary policies, and paths of deploy workflows. */
  readonly guards: readonly string[];
};

export type ChangeRule = Described & {
  readonly on: 'change';
  /** Total. Reads the change and what it touches, never the format it was written in. */
  readonly check: (change: ParsedChange, context: RuleContext) => readonly Hit[];
};

/** A hit that no single change carries: the rule names the file, and the change where there is one. */
export type PlacedHit = Hit & { readonly file: string; readonly address: string | null };

/** Asked once for the whole pull request. */
export type DiffRule = Described & {
  readonly on: 'diff';
  readonly check: (diff: Diff) => readonly PlacedHit[];
};

/** Speaks of marks that carry its id: raw text was scanned where it was still at hand. */
export type MarkRule = Described & {
  readonly on: 'mark';
  readonly check: (mark: Mark) => readonly Hit[];
};

export type UnreadableRule = Described & {
  readonly on: 'unreadable';
  readonly check: (unreadable: Unreadable) => readonly Hit[];
};

/** A change, or a file that cannot be read, in one environment: what a declared scope is compared with. */
export type Outlined = {
  /** New and old name. */
  readonly files: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
  readonly address: string | null;
  readonly environment: string | null;
  readonly kinds: readonly Kind[];
  readonly type: string | null;
  readonly action: Action;
  /** False: address, kinds, type and action may be others than these. */
  readonly understood: boolean;
};

export type DeclaredHit = Hit & { readonly thing: Outlined };

/** Asked once for the whole pull request, with all that is not without meaning. */
export type DeclaredRule = Described & {
  readonly on: 'declared';
  readonly check: (things: readonly Outlined[], declared: DeclaredFact) => readonly DeclaredHit[];
};

export type FindingRule = ChangeRule | DiffRule | MarkRule | UnreadableRule | DeclaredRule;
