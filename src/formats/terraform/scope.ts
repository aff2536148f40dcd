// What `var.x` and `local.x` stand for in one module instance; made by `instances`, asked by `evaluate`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import { isSecretName } from '../sensitive.ts';
import { argumentOf } from './body.ts';
import type { Argument, Block } from './body.ts';
import { convert } from './convert.ts';
import { createSignatures } from './signatures.ts';
import { assumptionsIn, isHarmless, isNull, sizeOf, toJson } from './value.ts';
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
  /** Variables of the root module of which only the default is known: whoever runs Terraform may say otherwise. */
  readonly assumptionsOf: (reference: string) => readonly string[];
};

/** What a scope reads of its module. A name that stands there twice means nothing. */
export type Definitions = {
  readonly variables: ReadonlyMap<string, Block | null>;
  readonly locals: ReadonlyMap<string, Argument | null>;
};

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
  assumptionsOf: () => NONE,
};

type Entry = {
  readonly value: Value | null;
  readonly inputKey: string;
  readonly assumptions: readonly string[];
};

export function createScope(definitions: Definitions, inputs: Inputs, intern: Interner): Scope {
  const known = new Map<string, Entry>();
  let depth = 0;
  const entryOf = (reference: string): Entry => {
    const found = known.get(reference);
    if (found !== undefined) return found;
    // What a value that is being read says of itself is unknown.
    known.set(reference, UNKNOWN);
    if (depth >= LIMITS.terraformReferences) {
      known.delete(reference);
      return beyond(reference, scope);
    }
    depth += 1;
    const entry = resolve(reference, { definitions, inputs, intern, scope });
    depth -= 1;
    known.set(reference, entry);
    return entry;
  };
  const scope: Scope = {
    lookup: (reference) => entryOf(reference).value,
    signatureOf: createSignatures(definitions, inputs, intern),
    inputKeyOf: (reference) => entryOf(reference).inputKey,
    intern,
    assumptionsOf: (reference) => entryOf(reference).assumptions,
  };
  return scope;
}

/** Too far away or too large to be read: nobody knows it, but whether it is written alike is told. */
function beyond(reference: string, { signatureOf }: Scope): Entry {
  return { ...UNKNOWN, inputKey: signatureOf(reference) };
}

const UNKNOWN: Entry = { value: null, inputKey: '?', assumptions: NONE };

type Resolving = {
  readonly definitions: Definitions;
  readonly inputs: Inputs;
  readonly intern: Interner;
  readonly scope: Scope;
};

function resolve(reference: string, resolving: Resolving): Entry {
  const dot = reference.indexOf('.');
  const name = reference.slice(dot + 1);
  const isVariable = reference.startsWith('var.');
  const value = isVariable ? variable(name, resolving) : local(name, resolving);
  const most = LIMITS.terraformValueNodes;
  if (value === null) return UNKNOWN;
  if (sizeOf(value, most) > most) return beyond(reference, resolving.scope);
  const inputKey = resolving.intern(canonicalJson(toJson(value, isVariable ? 'outline' : 'compare')));
  const assumptions = [...assumptionsIn(value)].toSorted();
  return { value: concealed(value, { reference, name, key: inputKey }), inputKey, assumptions };
}

function local(name: string, { definitions, scope }: Resolving): Value | null {
  return definitions.locals.get(name)?.evaluate(scope) ?? null;
}

/** Variables on whose defaults rests what names these. */
export function assumptionsOf(references: ReadonlySet<string>, scope: Scope): readonly string[] {
  if (references.size === 0) return NONE;
  const found = [...references].flatMap((reference) => scope.assumptionsOf(reference));
  return found.length === 0 ? NONE : [...new Set(found)].toSorted();
}

function variable(name: string, { definitions, inputs }: Resolving): Value | null {
  const block = definitions.variables.get(name);
  if (block === undefined || block === null) return null;
  const given = inputs.valueOf(name);
  if (given === null) return null;
  const isGiven = given !== undefined && !(isNull(given) && isFalse(block, 'nullable'));
  const value = isGiven ? given : argumentOf(block.body, 'default')?.evaluate(UNKNOWN_SCOPE);
  const converted = value === undefined ? null : convert(value, typeOf(block));
  if (converted === null) return null;
  return {
    ...converted,
    ...(isSensitive(block) ? { secret: true } : {}),
    ...(inputs.open && !isGiven ? { assumed: [`var.${name}`] } : {}),
  };
}

/** The type constraint as text. */
function typeOf({ body }: Block): string {
  const value = argumentOf(body, 'type')?.evaluate(UNKNOWN_SCOPE);
  if (value?.kind === 'unknown') return value.source;
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : 'any';
}

function isFalse({ body }: Block, name: string): boolean {
  const value = argumentOf(body, name)?.evaluate(UNKNOWN_SCOPE);
  return value?.kind === 'known' && value.value === false;
}

/** A variable that is declared sensitive, in whatever form: only a plain `false` is none. */
export function isSensitive({ body }: Block): boolean {
  const value = argumentOf(body, 'sensitive')?.evaluate(UNKNOWN_SCOPE);
  return value !== undefined && !(value.kind === 'known' && (value.value === false || value.value === null));
}

/** A value whose name says that it is a secret is not carried to where an innocent name would show it. */
function concealed(
  value: Value,
  of: { readonly reference: string; readonly name: string; readonly key: string },
): Value {
  const harmless = value.kind === 'known' && isHarmless(value.value);
  if (value.secret === true || harmless || !isSecretName(of.name)) return value;
  return { kind: 'unknown', key: of.key, source: of.reference, line: value.line };
}
