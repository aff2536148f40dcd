// The scope of one module instance: each name is resolved once, when it is first asked for. Called by `instances`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import { once } from '../../model/once.ts';
import { isSecretName } from '../sensitive.ts';
import { UNKNOWN_SCOPE } from './scope.ts';
import type { Calls, Definitions, Inputs, Interner, Scope } from './scope.ts';
import { outputKey, outputValue } from './output-value.ts';
import { createSignatures } from './signatures.ts';
import { thingKey, thingValue } from './thing-value.ts';
import { assumptionsIn, isHarmless, sizeOf, toJson } from './value.ts';
import type { Value } from './value.ts';
import { variableValue } from './variable-value.ts';

/** What a module instance is given by its surroundings. */
export type Surroundings = {
  readonly inputs: Inputs;
  readonly calls: Calls;
  readonly intern: Interner;
  readonly effort: Effort;
};

/** What may still be done for one root, whichever of its modules asks. */
export type Effort = {
  /** Names that are being resolved, one for the other. */
  depth: number;
  /** Rounds of `for` and `dynamic` that may still be gone, and instances told apart. */
  rounds: number;
  /** Modules that may still be followed for what they return. */
  modules: number;
};

export function createEffort(): Effort {
  return { depth: 0, rounds: LIMITS.terraformRounds, modules: LIMITS.terraformOutputModules };
}

type Entry = {
  readonly value: Value | null;
  readonly inputKey: () => string;
  readonly assumptions: () => readonly string[];
};

type Resolving = Surroundings & { readonly definitions: Definitions; readonly scope: Scope };

const NONE: readonly string[] = [];
const UNKNOWN: Entry = { value: null, inputKey: () => '?', assumptions: () => NONE };

export function createScope(definitions: Definitions, surroundings: Surroundings): Scope {
  const { intern, effort } = surroundings;
  const known = new Map<string, Entry>();
  const entryOf = (reference: string): Entry => {
    const found = known.get(reference);
    if (found !== undefined) return found;
    // What a value that is being read says of itself is unknown.
    known.set(reference, UNKNOWN);
    if (effort.depth >= LIMITS.terraformReferences) {
      known.delete(reference);
      return beyond(reference, scope);
    }
    effort.depth += 1;
    const entry = resolve(reference, { ...surroundings, definitions, scope });
    effort.depth -= 1;
    known.set(reference, entry);
    return entry;
  };
  const scope: Scope = {
    lookup: (reference) => entryOf(reference).value,
    signatureOf: createSignatures(definitions, surroundings),
    inputKeyOf: (reference) => entryOf(reference).inputKey(),
    intern,
    names: UNKNOWN_SCOPE.names,
    spend: () => (effort.rounds -= 1) >= 0,
    assumptionsOf: (reference) => entryOf(reference).assumptions(),
  };
  return scope;
}

/** Too far away or too large to be read: nobody knows it, but whether it is written alike is told. */
function beyond(reference: string, { signatureOf }: Scope): Entry {
  return withKey(UNKNOWN, signatureOf(reference));
}

function resolve(reference: string, resolving: Resolving): Entry {
  const root = reference.slice(0, reference.indexOf('.'));
  const name = reference.slice(reference.indexOf('.') + 1);
  switch (root) {
    case 'var':
      return entry(variableValue(name, resolving), { reference, name, use: 'outline', resolving });
    case 'local': {
      const value = resolving.definitions.locals.get(name)?.evaluate(resolving.scope) ?? null;
      return entry(value, { reference, name, use: 'compare', resolving });
    }
    case 'module': {
      const value = outputValue(name, resolving);
      const last = name.slice(name.indexOf('.') + 1);
      const found = entry(value, { reference, name: last, use: 'outline', resolving });
      return value === null ? withKey(found, outputKey(name, resolving)) : found;
    }
    default: {
      // Of a block only what is read of it counts, and for what it finds out itself all that it is told.
      const found = entry(thingValue(reference, resolving), {
        reference,
        name: '',
        use: 'outline',
        resolving,
      });
      return withKey(found, thingKey(reference, resolving));
    }
  }
}

type Naming = {
  readonly reference: string;
  readonly name: string;
  readonly use: 'outline' | 'compare';
  readonly resolving: Resolving;
};

function entry(value: Value | null, { reference, name, use, resolving }: Naming): Entry {
  const most = LIMITS.terraformValueNodes;
  if (value === null) return UNKNOWN;
  if (sizeOf(value, most) > most) return beyond(reference, resolving.scope);
  // Most names are read for their value alone, and writing it out costs more than finding it.
  const inputKey = once(() => resolving.intern(canonicalJson(toJson(value, use))));
  const assumptions = once(() => [...assumptionsIn(value)].toSorted());
  return { value: concealed(value, { reference, name, key: inputKey }), inputKey, assumptions };
}

function withKey({ value, assumptions }: Entry, key: string): Entry {
  return { value, inputKey: () => key, assumptions };
}

/** A value whose name says that it is a secret is not carried to where an innocent name would show it. */
function concealed(
  value: Value,
  of: { readonly reference: string; readonly name: string; readonly key: () => string },
): Value {
  const harmless = value.kind === 'known' && isHarmless(value.value);
  if (value.secret === true || harmless || !isSecretName(of.name)) return value;
  const key = of.key();
  return { kind: 'unknown', key, inputs: key, source: of.reference, line: value.line };
}
