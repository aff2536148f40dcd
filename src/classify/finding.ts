// What a finding rule is. Each file of rules/ holds one; registry.ts lists them, find.ts runs them.
import type { Finding, ParsedChange, Unreadable } from '../model/change.ts';
import type { Kind, Severity } from '../model/words.ts';

/** One place where a rule holds. What is left out is taken from the rule. */
export type Hit = {
  /** One sentence, never with a value that could be a secret. */
  readonly message: string;
  /** 1-based line in the head file; null: the lines of the whole change. */
  readonly line: number | null;
  readonly severity?: Severity;
  readonly confidence?: Finding['confidence'];
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

export type ChangeRule = Described & {
  readonly on: 'change';
  /** Total. Reads the change and its kinds, never the format it was written in. */
  readonly check: (change: ParsedChange, kinds: readonly Kind[]) => readonly Hit[];
};

export type UnreadableRule = Described & {
  readonly on: 'unreadable';
  readonly check: (unreadable: Unreadable) => readonly Hit[];
};

export type FindingRule = ChangeRule | UnreadableRule;
