// One use of a module: a root with its values, or what a call makes of it. Called by `collect`.
import { memory } from '../../model/memory.ts';
import { LIMITS } from '../../config/limits.ts';
import { asSeen } from './as-seen.ts';
import { argumentOf } from './body.ts';
import type { Argument, Block } from './body.ts';
import { isNone, keysOf } from './keys.ts';
import type { Keys } from './keys.ts';
import type { Module } from './modules.ts';
import { providersIn } from './providers.ts';
import type { Providers } from './providers.ts';
import type { VariablesFile } from './repository.ts';
import { createEffort, createScope } from './create-scope.ts';
import type { Effort } from './create-scope.ts';
import { localSource } from './declarations.ts';
import { dependsOnKey, instancesIn, isUnspeakable, keyText } from './each.ts';
import { sourceFolder } from './variable-homes.ts';
import { UNKNOWN_SCOPE } from './scope.ts';
import type { Called, Calls, Inputs, Interner, Scope } from './scope.ts';
import { signed } from './signatures.ts';
import type { Value } from './value.ts';

/** One step of an address: a call or a resource, with the keys that are made of it. */
export type Level = { readonly name: string; readonly keys: Keys; readonly providers: Providers };

export type Variation = { readonly address: string; readonly scope: Scope };

export type Instance = {
  readonly module: Module;
  /** `module.vpc.module.subnets`; empty for a root. */
  readonly address: string;
  readonly scope: Scope;
  /**
   * The same by the keys of the calls that lead here, where their arguments depend on them; else it alone. `address` has
   * those keys.
   */
  readonly variations: readonly Variation[];
  /** The calls that lead here, the outermost first: what one text says may be made many times. */
  readonly calls: readonly Level[];
  /** False where a count above it is zero. */
  readonly exists: boolean;
  /** Itself and the modules around it. */
  readonly trail: readonly Module[];
  readonly making: Making;
};

/** What the instances of one root on one side share. */
export type Making = {
  /** The modules of that side, by key. */
  readonly modules: (key: string) => Module | null;
  readonly intern: Interner;
  readonly effort: Effort;
  /** Never the same on both sides: for what is too far away to be compared. */
  readonly side: string;
};

/** Files in the order in which they apply; later values win. What nobody sets has its default. */
export function rootInstance(
  module: Module,
  files: readonly VariablesFile[],
  given: Omit<Making, 'effort'>,
): Instance {
  const making = { ...given, effort: createEffort() };
  const inputs: Inputs = {
    valueOf: (name) => {
      let value: Value | null | undefined;
      for (const { body } of files) {
        const given = body === null ? undefined : argumentOf(body, name);
        if (body === null) value = null;
        if (given !== undefined) value = given.evaluate(UNKNOWN_SCOPE);
      }
      return value;
    },
    signatureOf: (name) =>
      JSON.stringify(
        files.map(({ body }) => (body === null ? null : (argumentOf(body, name)?.text() ?? ''))),
      ),
    open: true,
  };
  const scope = scopeIn(module, inputs, () => instance, making);
  const instance: Instance = {
    module,
    address: '',
    scope,
    variations: [{ address: '', scope }],
    calls: [],
    exists: true,
    trail: [module],
    making,
  };
  return instance;
}

function scopeIn(module: Module, inputs: Inputs, instance: () => Instance, making: Making): Scope {
  if (module.blind) return UNKNOWN_SCOPE;
  const calls = createCalls(instance);
  return createScope(module.definitions, { inputs, calls, intern: making.intern, effort: making.effort });
}

/** Files of which nobody knows which applies: what any of them sets is unknown. */
export function unsettled(files: readonly VariablesFile[]): VariablesFile | null {
  const names = new Set(files.flatMap(({ body }) => body?.arguments.map(({ name }) => name) ?? []));
  if (files.length === 0) return null;
  const [first] = files;
  const any = (name: string): Value => ({
    kind: 'unknown',
    key: `any ${name}`,
    source: `var.${name}`,
    line: 1,
  });
  const unknown = [...names].map((name) => ({
    name,
    file: first?.path ?? '',
    line: 1,
    endLine: 1,
    text: () => name,
    source: () => name,
    references: () => NONE,
    evaluate: () => any(name),
  }));
  const blind = files.some(({ body }) => body === null);
  return { path: '', body: blind ? null : { arguments: unknown, blocks: [] } };
}

const NONE: ReadonlySet<string> = new Set();

/** What a call of a local module makes. */
export function calledInstance(caller: Instance, call: Block, module: Module): Instance {
  const { making } = caller;
  const name = `module.${call.labels[0] ?? ''}`;
  const keys = keysOf(call, caller.scope);
  const inside = (around: Scope): Scope =>
    scopeIn(module, argumentsOf(call, { scope: around, making }), () => instance, making);
  const address = joined(caller.address, name);
  const scope = inside(caller.scope);
  const instance: Instance = {
    module,
    address,
    scope,
    variations: variationsOf(call, { caller, name, own: { address, scope }, inside }),
    calls: [...caller.calls, { name, keys, providers: providersIn(call) }],
    exists: caller.exists && !isNone(keys),
    trail: [...caller.trail, module],
    making,
  };
  return instance;
}

type Varying = {
  readonly caller: Instance;
  readonly name: string;
  readonly own: Variation;
  readonly inside: (around: Scope) => Scope;
};

function variationsOf(call: Block, { caller, name, own, inside }: Varying): readonly Variation[] {
  const alone = [own];
  const found = caller.variations.flatMap(({ address, scope }) => {
    const made = dependsOnKey(call.text) ? instancesIn(call, scope) : null;
    if (made === null || made.some(({ key }) => isUnspeakable(key)))
      return [{ address: joined(address, name), around: scope }];
    return made.map((each) => ({
      address: `${joined(address, name)}${keyText(each.key)}`,
      around: each.scope,
    }));
  });
  if (
    found.length > LIMITS.terraformInstanceChanges ||
    (found.length === 1 && found[0]?.around === caller.scope)
  )
    return alone;
  return found.map(({ address, around }) => ({ address, scope: inside(around) }));
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function argumentsOf(call: Block, { scope, making }: Pick<Instance, 'scope' | 'making'>): Inputs {
  const known = new Map<string, Value | null | undefined>();
  return {
    valueOf: (name) => {
      if (!known.has(name)) {
        const value = argumentOf(call.body, name)?.evaluate(scope);
        known.set(name, value === undefined ? undefined : asSeen(value, `var.${name}`));
      }
      return known.get(name);
    },
    signatureOf: (name) => {
      const argument = argumentOf(call.body, name);
      if (argument === undefined) return '';
      const own = signedArgument(argument, scope, making.intern);
      if (!dependsOnKey(argument.text())) return own;
      return [own, ...keysSigned(call, scope, making.intern)].join(' ');
    },
    open: false,
  };
}

/** What the calls of a module give back to it. Each is followed once, when it is first asked for. */
function createCalls(instance: () => Instance): Calls {
  const known = new Map<string, Called | null>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, null);
    const called = follow(instance(), name);
    known.set(name, called);
    return called;
  };
}

/** Null for a module from elsewhere, for a circle, and where a name stands twice. */
function follow(caller: Instance, name: string): Called | null {
  const { module, making, scope } = caller;
  const [call, ...others] = module.blocks.filter(
    ({ type, labels }) => type === 'module' && labels[0] === name,
  );
  const source = call === undefined || others.length > 0 ? null : localSource(call);
  const target = source === null ? null : making.modules(sourceFolder(module.folder, source));
  if (call === undefined || target === null || caller.trail.includes(target)) return null;
  making.effort.modules -= 1;
  if (making.effort.modules < 0 || caller.calls.length >= LIMITS.terraformDepth) return beyond(making.side);
  const whole = calledInstance(caller, call, target);
  const made = instancesIn(call, scope)?.map(({ key, scope: inside }) => ({
    key,
    scope: key === null ? whole.scope : calledInstance({ ...caller, scope: inside }, call, target).scope,
  }));
  const number = keysSigned(call, scope, making.intern);
  return {
    definitions: target.definitions,
    scope: whole.scope,
    instances: made ?? null,
    signature: making.intern([target.folder, ...number].join(' ')),
  };
}

/** What says how many instances there are, and what their keys are. */
function keysSigned(call: Block, scope: Scope, intern: Interner): readonly string[] {
  const several = ['count', 'for_each'].flatMap((name) => argumentOf(call.body, name) ?? []);
  return several.map((argument) => signedArgument(argument, scope, intern));
}

function signedArgument(argument: Argument, { signatureOf }: Scope, intern: Interner): string {
  return signed({ text: argument.text(), references: argument.references() }, signatureOf, intern);
}

/** Too far away to be followed: whatever it gives back may be another on the other side. */
function beyond(side: string): Called {
  const nothing = new Map<string, null>();
  return {
    definitions: { variables: nothing, locals: nothing, outputs: nothing, things: nothing },
    scope: UNKNOWN_SCOPE,
    instances: null,
    signature: `beyond ${side}`,
  };
}

/** Equal where the calls that lead to a module make as many of it, under the same keys and with the same providers. */
export function shapeOf(calls: readonly Level[]): string {
  const shape =
    shapes.get(calls) ??
    JSON.stringify(calls.map(({ keys: { known, id }, providers }) => [known ?? id, [...(providers ?? [])]]));
  shapes.set(calls, shape);
  return shape;
}

/** Every declaration of a module asks. */
const shapes = memory<readonly Level[], string>();
