// One use of a module: a root with its values, or what a call makes of it. Called by `collect`.
import { joinPath } from '../state.ts';
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';
import { countOf } from './declarations.ts';
import type { Module } from './modules.ts';
import type { VariablesFile } from './repository.ts';
import { UNKNOWN_SCOPE, createScope } from './scope.ts';
import type { Inputs, Interner, Scope } from './scope.ts';
import { signed } from './signatures.ts';
import type { Value } from './value.ts';

export type Instance = {
  readonly module: Module;
  /** `module.vpc.module.subnets`; empty for a root. */
  readonly address: string;
  readonly scope: Scope;
  /** False where a count above it is zero. */
  readonly exists: boolean;
};

/** Files in the order in which they apply; later values win. What nobody sets has its default. */
export function rootInstance(module: Module, files: readonly VariablesFile[], intern: Interner): Instance {
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
  const scope = module.blind ? UNKNOWN_SCOPE : createScope(module.definitions, inputs, intern);
  return { module, address: '', scope, exists: true };
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
export function calledInstance(caller: Instance, call: Block, module: Module, intern: Interner): Instance {
  const known = new Map<string, Value | null | undefined>();
  const inputs: Inputs = {
    valueOf: (name) => {
      if (!known.has(name)) {
        const value = argumentOf(call.body, name)?.evaluate(caller.scope);
        known.set(name, value === undefined ? undefined : asSeen(value, `var.${name}`));
      }
      return known.get(name);
    },
    signatureOf: (name) => {
      const argument = argumentOf(call.body, name);
      if (argument === undefined) return '';
      const given = { text: argument.text(), references: argument.references() };
      return signed(given, caller.scope.signatureOf, intern);
    },
    open: false,
  };
  const name = `module.${call.labels[0] ?? ''}`;
  return {
    module,
    address: caller.address === '' ? name : `${caller.address}.${name}`,
    scope: module.blind ? UNKNOWN_SCOPE : createScope(module.definitions, inputs, intern),
    exists: caller.exists && countOf(call, caller.scope) !== 0,
  };
}

/** Expressions of the caller mean nothing inside: there they are the variable they arrive in. */
function asSeen(value: Value, name: string): Value {
  switch (value.kind) {
    case 'unknown':
      return { ...value, source: name, detail: () => value.source };
    case 'list':
      return { ...value, items: value.items.map((item, index) => asSeen(item, `${name}[${index}]`)) };
    case 'object':
      return {
        ...value,
        members: value.members.map((member) => ({
          ...member,
          value: asSeen(member.value, joinPath(name, member.key)),
        })),
      };
    case 'known':
    case 'json':
      return value;
  }
}
