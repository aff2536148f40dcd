// What names stand for in one module instance; made by `create-scope`, asked by `evaluate`.
import { argumentOf } from './body.ts';
import type { Argument, Block } from './body.ts';
import type { Value } from './value.ts';

export type Scope = {
  /** Null where nothing is known. */
  readonly lookup: (reference: string) => Value | null;
  /** Equal on both sides of a comparison where all that it rests on is written alike; asked before anything is evaluated. */
  readonly signatureOf: (reference: string) => string;
  /**
   * Equal where the value is, for what is computed from it; short, whatever the value. Of a variable only what is known
   * counts: that a caller passes on something unknown in other words would make everything that touches it look new.
   */
  readonly inputKeyOf: (reference: string) => string;
  /** Texts as the keys have them. */
  readonly intern: Interner;
  /** What `each`, `for` and `dynamic` call something, for the expressions inside of them. */
  readonly names: ReadonlyMap<string, Value>;
  /** One more round of a `for`; false where there were too many. */
  readonly spend: () => boolean;
  /** Variables of the root module of which only the default is known: whoever runs Terraform may say otherwise. */
  readonly assumptionsOf: (reference: string) => readonly string[];
};

/** What a scope reads of its module. A name that stands there twice means nothing. */
export type Definitions = {
  readonly variables: ReadonlyMap<string, Block | null>;
  readonly locals: ReadonlyMap<string, Argument | null>;
  readonly outputs: ReadonlyMap<string, Block | null>;
  /** Resources and data sources by address. */
  readonly things: ReadonlyMap<string, Block | null>;
};

/** What a call of a module of this repository gives back. */
export type Called = {
  readonly definitions: Definitions;
  /** As of one instance of which the key is not known. */
  readonly scope: Scope;
  /** One for each key; null where the keys are not known. A call without `count` and `for_each` has one, without a key. */
  readonly instances: readonly { readonly key: string | number | null; readonly scope: Scope }[] | null;
  /** Equal for the same folder called in the same number. */
  readonly signature: string;
};

/** Null where the module is not of this repository, or must not be followed. */
export type Calls = (name: string) => Called | null;

/** Values from outside: of the caller's arguments, or of variables files. */
export type Inputs = {
  /** Undefined where nothing is given, so that the default holds; null where something is, and nobody knows what. */
  valueOf(name: string): Value | null | undefined;
  /** See `Scope`. */
  signatureOf(name: string): string;
  /** Whether there may be more values than these. */
  readonly open: boolean;
};

/** Equal texts to equal short ids: keys of keys would grow without end. */
export type Interner = (text: string) => string;

export function createInterner(): Interner {
  const ids = new Map<string, string>();
  return (text) => {
    const known = ids.get(text) ?? `#${ids.size}`;
    ids.set(text, known);
    return known;
  };
}

const NONE: readonly string[] = [];

/** Nothing is known of any name: a file that could not be read may say anything. */
export const UNKNOWN_SCOPE: Scope = {
  lookup: () => null,
  signatureOf: () => '?',
  inputKeyOf: () => '?',
  intern: (text) => text,
  names: new Map(),
  spend: () => false,
  assumptionsOf: () => NONE,
};

/** Variables on whose defaults rests what names these. */
export function assumptionsOf(references: ReadonlySet<string>, scope: Scope): readonly string[] {
  if (references.size === 0) return NONE;
  const found = [...references].flatMap((reference) => scope.assumptionsOf(reference));
  return found.length === 0 ? NONE : [...new Set(found)].toSorted();
}

/** The same surroundings with more names, which hide what has the same name outside. */
export function withNames(scope: Scope, names: Readonly<Record<string, Value>>): Scope {
  return { ...scope, names: new Map([...scope.names, ...Object.entries(names)]) };
}

/** A variable or output that is declared sensitive, in whatever form: only a plain `false` is none. */
export function isSensitive({ body }: Block): boolean {
  const value = argumentOf(body, 'sensitive')?.evaluate(UNKNOWN_SCOPE);
  return value !== undefined && !(value.kind === 'known' && (value.value === false || value.value === null));
}
