// What `var.x` and `local.x` stand for in one module instance; made by `instances`, asked by `evaluate`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import { isSecretName } from '../sensitive.ts';
import { argumentOf } from './body.ts';
import type { Argument, Block } from './body.ts';
import { convert } from './convert.ts';
import { isHarmless, isNull, sizeOf, toJson } from './value.ts';
import type { Value } from './value.ts';

export type Scope = {
  /** Null where nothing is known. */
  lookup(reference: string): Value | null;
  /** Equal on both sides of a comparison where the meaning is equal; short, whatever the value. */
  keyOf(reference: string): string;
  /** Variables of the root module of which only the default is known: whoever runs Terraform may say otherwise. */
  assumptionsOf(reference: string): ReadonlySet<string>;
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
  assumptionsOf(name: string): ReadonlySet<string>;
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

const NONE: ReadonlySet<string> = new Set();

/** Nothing is known of any name: a file that could not be read may say anything. */
export const UNKNOWN_SCOPE: Scope = { lookup: () => null, keyOf: () => '?', assumptionsOf: () => NONE };

type Entry = {
  readonly value: Value | null;
  readonly key: string;
  readonly assumptions: ReadonlySet<string>;
};

export function createScope(definitions: Definitions, inputs: Inputs, intern: Interner): Scope {
  const known = new Map<string, Entry>();
  let depth = 0;
  const entryOf = (reference: string): Entry => {
    const found = known.get(reference);
    if (found !== undefined) return found;
    // What a value that is being read says of itself, and what is too far away, is unknown.
    known.set(reference, UNKNOWN);
    if (depth >= LIMITS.terraformReferences) return UNKNOWN;
    depth += 1;
    const entry = resolve(reference, { definitions, inputs, intern, scope });
    depth -= 1;
    known.set(reference, entry);
    return entry;
  };
  const scope: Scope = {
    lookup: (reference) => entryOf(reference).value,
    keyOf: (reference) => entryOf(reference).key,
    assumptionsOf: (reference) => entryOf(reference).assumptions,
  };
  return scope;
}

const UNKNOWN: Entry = { value: null, key: '?', assumptions: NONE };

type Resolving = {
  readonly definitions: Definitions;
  readonly inputs: Inputs;
  readonly intern: Interner;
  readonly scope: Scope;
};

function resolve(reference: string, resolving: Resolving): Entry {
  const dot = reference.indexOf('.');
  const name = reference.slice(dot + 1);
  const found = reference.startsWith('var.') ? variable(name, resolving) : local(name, resolving);
  if (found.value === null || sizeOf(found.value, LIMITS.terraformValueNodes) > LIMITS.terraformValueNodes)
    return UNKNOWN;
  const key = resolving.intern(canonicalJson(toJson(found.value, 'compare')));
  return { value: concealed(found.value, { reference, name, key }), key, assumptions: found.assumptions };
}

type Found = { readonly value: Value | null; readonly assumptions: ReadonlySet<string> };
const NOTHING: Found = { value: null, assumptions: NONE };

function local(name: string, { definitions, scope }: Resolving): Found {
  const argument = definitions.locals.get(name);
  if (argument === undefined || argument === null) return NOTHING;
  return { value: argument.evaluate(scope), assumptions: assumptionsOf(argument, scope) };
}

/** Variables on whose defaults an argument rests. */
export function assumptionsOf(argument: Argument, scope: Scope): ReadonlySet<string> {
  const found = [...argument.references()].flatMap((reference) => [...scope.assumptionsOf(reference)]);
  return found.length === 0 ? NONE : new Set(found);
}

function variable(name: string, { definitions, inputs }: Resolving): Found {
  const block = definitions.variables.get(name);
  if (block === undefined || block === null) return NOTHING;
  const given = inputs.valueOf(name);
  const assigned =
    given === undefined || (given !== null && isNull(given) && isFalse(block, 'nullable'))
      ? undefined
      : given;
  const type = typeOf(block);
  if (assigned === undefined) {
    const value = argumentOf(block.body, 'default')?.evaluate(UNKNOWN_SCOPE) ?? null;
    const assumptions = inputs.open ? new Set([`var.${name}`]) : NONE;
    return { value: value === null ? null : protect(convert(value, type), block), assumptions };
  }
  const value = assigned === null ? null : protect(convert(assigned, type), block);
  return { value, assumptions: inputs.assumptionsOf(name) };
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

function protect(value: Value | null, block: Block): Value | null {
  return value !== null && isSensitive(block) ? { ...value, secret: true } : value;
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
