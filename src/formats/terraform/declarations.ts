// The addressable things of a module: resources, calls, variables, single locals …; called by `collect`, read by `compare`.
import { memory } from '../../model/memory.ts';
import { stepsOf } from '../../model/terraform-address.ts';
import { isUnordered } from '../align/unordered-blocks.ts';
import { isSecretName } from '../sensitive.ts';
import { isOpaque, nullIsAbsent } from './block-types.ts';
import { argumentOf } from './body.ts';
import type { Argument, Block } from './body.ts';
import { dependsOnKey, instancesIn } from './each.ts';
import type { Each } from './each.ts';
import { argumentEntries, bodyEntries } from './entries.ts';
import type { SourceEntry } from './entries.ts';
import { ONCE, keysOf } from './keys.ts';
import type { Keys } from './keys.ts';
import type { Module } from './modules.ts';
import { defaultProvider } from './providers.ts';
import { UNKNOWN_SCOPE } from './scope.ts';
import type { Scope } from './scope.ts';
import { secretArguments } from './secret-arguments.ts';
import { toJson } from './value.ts';

/** Lines are 1-based. */
export type Piece = { readonly file: string; readonly line: number; readonly endLine: number };

export type Declaration = {
  /** Block type; with the address it is what makes two declarations the same thing. */
  readonly block: string;
  /** Inside its module. */
  readonly address: string;
  /** As changes have it: the resource type, else the block type. */
  readonly type: string;
  /** Where it stands: first the thing itself, then what overrides it. */
  readonly pieces: readonly [Piece, ...Piece[]];
  /** As written: equal text in equal surroundings needs no comparison. */
  readonly text: string;
  readonly references: ReadonlySet<string>;
  /** A human must read it. */
  readonly opaque: boolean;
  /** Whether a new value of something it names makes Terraform act. */
  readonly acts: boolean;
  /** Of a `moved` block: two addresses inside its module. */
  readonly move: { readonly from: string; readonly to: string } | null;
  readonly keys: (scope: Scope) => Keys;
  /** Inside of its module, the name of the configuration that it is managed by; null for what has none. */
  readonly provider: string | null;
  /** Its instances, each with what its key says; null where they are not known, or all alike. */
  readonly instances: (scope: Scope) => readonly Each[] | null;
  readonly entries: (scope: Scope) => readonly SourceEntry[];
  /** With the arguments that only a default leaves out. */
  readonly allEntries: (scope: Scope) => readonly SourceEntry[];
};

const known = memory<Module, readonly Declaration[]>();

export function declarationsOf(module: Module): readonly Declaration[] {
  const found = known.get(module) ?? [
    ...module.blocks.flatMap((block) => (block.type === 'locals' ? locals(block) : [declaration(block)])),
    // Not the thing itself, so it is never compared with one.
    ...module.orphans.map((block) => ({ ...declaration(block), block: `override ${block.type}` })),
  ];
  known.set(module, found);
  return found;
}

function locals({ body }: Block): readonly Declaration[] {
  return body.arguments.map((argument) => valueDeclaration(argument, { block: 'local', type: 'locals' }));
}

/** A local, or the value of a variable in a variables file. */
export function valueDeclaration(
  argument: Argument,
  as: { readonly block: 'local' | 'var'; readonly type: string; readonly secret?: boolean },
): Declaration {
  const { name, file, line, endLine } = argument;
  const secret = as.secret === true || isSecretName(name);
  return {
    block: `${as.block} value`,
    address: `${as.block}.${name}`,
    type: as.type,
    pieces: [{ file, line, endLine }],
    text: argument.text(),
    references: argument.references(),
    opaque: false,
    acts: false,
    move: null,
    keys: () => ONCE,
    provider: null,
    instances: () => null,
    entries: (scope) => argumentEntries(argument, { path: 'value', secret, scope }),
    allEntries: (scope) => argumentEntries(argument, { path: 'value', secret, scope }),
  };
}

function declaration(block: Block): Declaration {
  const { type, labels, file, line, endLine, overrides } = block;
  const instance = type === 'resource' || type === 'data';
  const allEntries = (scope: Scope): readonly SourceEntry[] =>
    bodyEntries(block.body, {
      scope,
      isSecret: secretArguments(block),
      nullIsAbsent: nullIsAbsent(type),
      isUnordered: (name) => isUnordered(labels[0] ?? type, name),
    });
  return {
    block: type,
    address: addressOf(block),
    type: instance ? (labels[0] ?? type) : type,
    pieces: [{ file, line, endLine }, ...overrides],
    text: block.text,
    references: block.references(),
    opaque: isOpaque(type),
    acts: isActing(block),
    move: moveIn(block),
    provider: instance ? (textOf(block, 'provider')[0] ?? defaultProvider(labels[0] ?? '')) : null,
    keys: instance || type === 'module' ? onceForEach((scope) => keysOf(block, scope)) : () => ONCE,
    instances: (scope) => (dependsOnKey(block.text) ? instancesIn(block, scope) : null),
    entries: (scope) => allEntries(scope).filter(({ unset }) => unset !== true),
    allEntries,
  };
}

/** Whoever compares asks several times, and a computed `for_each` may be all of a configuration. */
function onceForEach(keysIn: (scope: Scope) => Keys): (scope: Scope) => Keys {
  const known = new WeakMap<Scope, Keys>();
  return (scope) => {
    const keys = known.get(scope) ?? keysIn(scope);
    known.set(scope, keys);
    return keys;
  };
}

/** What a module from elsewhere makes of its arguments is hidden in it; of a local one every resource is read itself. */
function isActing(block: Block): boolean {
  if (block.type === 'module') return localSource(block) === null;
  return !['locals', 'variable', 'output', 'moved', 'check'].includes(block.type);
}

function moveIn(block: Block): Declaration['move'] {
  const [from, to] =
    block.type === 'moved' ? [addressIn(block, 'from'), addressIn(block, 'to')] : [null, null];
  return from === null || to === null ? null : { from, to };
}

/** Null for what is no address. */
function addressIn(block: Block, name: 'from' | 'to'): string | null {
  const [text = ''] = textOf(block, name);
  return stepsOf(text) === null ? null : text;
}

/** The source of a call of a module in the same repository, as written. */
export function localSource({ body }: Block): string | null {
  const value = argumentOf(body, 'source')?.evaluate(UNKNOWN_SCOPE);
  const source = value?.kind === 'known' ? value.value : null;
  return typeof source === 'string' && /^\.{1,2}(?:\/|$)/.test(source) ? source : null;
}

function addressOf(block: Block): string {
  const name = block.labels.join('.');
  switch (block.type) {
    case 'resource':
      return name;
    case 'variable':
      return `var.${name}`;
    case 'provider':
      return `provider.${[name, ...textOf(block, 'alias')].join('.')}`;
    case 'terraform':
      return 'terraform';
    case 'moved':
    case 'import':
      return `${block.type}[${textOf(block, 'to').join('')}]`;
    case 'removed':
      return `removed[${textOf(block, 'from').join('')}]`;
    default:
      return [block.type, ...block.labels].join('.');
  }
}

/** The text of an argument, as literal or as reference. */
function textOf({ body }: Block, name: string): readonly string[] {
  const value = argumentOf(body, name)?.evaluate(UNKNOWN_SCOPE);
  if (value === undefined) return [];
  if (value.kind === 'unknown') return [value.source];
  return [value.kind === 'known' ? String(value.value) : JSON.stringify(toJson(value, 'show'))];
}
