// Bodies as flat attributes; called by `declarations`. Nested blocks become `ingress[0].from_port`, objects `tags.Name`.
import { isSecretData, isSecretName, maskValue, namesSecret } from '../sensitive.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';
import type { Argument, Block, Body } from './body.ts';
import { blocksIn } from './dynamic-blocks.ts';
import { innerLines } from './inner-lines.ts';
import { UNKNOWN_SCOPE } from './scope.ts';
import type { Scope } from './scope.ts';
import { assumptionsIn, isFlag, isHarmless, isNull, membersOf, toJson } from './value.ts';
import type { Member, Value } from './value.ts';
import { withYaml } from './yaml-value.ts';

/** An attribute with what only Terraform's comparison needs. */
export type SourceEntry = Entry & {
  readonly file: string;
  /** Variables on whose defaults it rests, as one text; empty where there is none. */
  readonly restsOn: string;
  /** The argument as it is written, named secrets masked. */
  readonly written: () => string;
  /** An expression with what is known of its parts. */
  readonly detail?: () => string;
  /** Null by a variable's default, and so absent unless somebody who runs Terraform gives it. */
  readonly unset?: true;
};

export type Reading = {
  readonly scope: Scope;
  /** By the name of an argument; nested names are judged as well. */
  readonly isSecret: (name: string) => boolean;
  /** Whether an argument that is null is an argument that is absent, as for resources. A module's is not: it overrides. */
  readonly nullIsAbsent: boolean;
  /** Whether the order of blocks of this type means nothing. */
  readonly isUnordered: (type: string) => boolean;
};

type Place = { readonly path: string; readonly line: number; readonly secret: boolean };

/** All attributes of a body. */
export function bodyEntries(body: Body, reading: Reading): readonly SourceEntry[] {
  return walk(body, '', reading);
}

/** One argument on its own, as a local or a variable's value. There null is a value like any other. */
export function argumentEntries(
  argument: Argument,
  given: { readonly path: string; readonly secret: boolean; readonly scope: Scope },
): readonly SourceEntry[] {
  const { path, secret, scope } = given;
  return entriesOf(argument, argument.evaluate(scope), { path, secret });
}

function walk(body: Body, base: string, reading: Reading): readonly SourceEntry[] {
  const named = saysSecret(body, reading.scope);
  const own = body.arguments.flatMap((argument) => {
    const value = withYaml(argument, argument.evaluate(reading.scope));
    if (reading.nullIsAbsent && isNull(value))
      return assumptionsIn(value).size === 0 ? [] : [unset(argument, joinPath(base, argument.name))];
    const secret =
      reading.isSecret(argument.name) ||
      isSecretName(argument.name) ||
      (named && /^value$/i.test(argument.name));
    return entriesOf(argument, value, { path: joinPath(base, argument.name), secret });
  });
  const blocks = blocksIn(body, reading.scope);
  if (blocks.length === 0) return own;
  const mixed = mixedTypes(
    blocks.map(({ block }) => block),
    reading.isUnordered,
  );
  const counts = new Map<string, number>();
  const nested = blocks.flatMap(({ block, scope }) => {
    const name = [block.type, ...block.labels].reduce(joinPath, base);
    const counted = countedAs(block, mixed) ?? name;
    const index = counts.get(counted) ?? 0;
    counts.set(counted, index + 1);
    return blockEntries(block, `${name}[${index}]`, { ...reading, scope });
  });
  return [...own, ...nested];
}

/** `env { name = "DB_PASSWORD", value = … }`: a block that says in words what its value is. */
function saysSecret(body: Body, scope: Scope): boolean {
  return body.arguments.some((argument) => {
    if (!/(?:name|key|type)$/i.test(argument.name)) return false;
    const value = argument.evaluate(scope);
    return value.kind === 'known' && namesSecret(argument.name, value.value);
  });
}

/**
 * What else is counted with a block whose order counts: provisioners run in theirs whatever their label, and what a
 * `dynamic` block makes stands where it stands among the written blocks of its type. Null for a block on its own.
 */
function countedAs({ type, labels }: Block, mixed: ReadonlySet<string>): string | null {
  if (type === 'provisioner') return 'provisioner';
  const made = type === 'dynamic' ? (labels[0] ?? '') : type;
  return mixed.has(made) ? `any ${made}` : null;
}

const NONE: ReadonlySet<string> = new Set();

/** Types of which a body has written and `dynamic` blocks, and whose order counts. */
function mixedTypes(blocks: readonly Block[], isUnordered: (type: string) => boolean): ReadonlySet<string> {
  const made = blocks.filter(({ type }) => type === 'dynamic').flatMap(({ labels }) => labels);
  if (made.length === 0) return NONE;
  const written = new Set(blocks.map(({ type }) => type));
  return new Set(made.filter((type) => written.has(type) && !isUnordered(type)));
}

/** A block without content is still there: `features {}`, `logging {}`. */
function blockEntries(block: Block, path: string, reading: Reading): readonly SourceEntry[] {
  const inside = walk(block.body, path, within(block, shadowed(block, reading)));
  if (inside.length > 0) return inside;
  const { line, file } = block;
  return [{ path, line, file, compare: {}, shown: {}, sensitive: false, restsOn: '', written: () => '' }];
}

/** `set_sensitive { name, value }`, `secret_text_binding { text }`: what a block of such a type holds is secret. */
function within({ type }: Block, reading: Reading): Reading {
  const { isSecret } = reading;
  if (!isSecretName(type)) return reading;
  return { ...reading, isSecret: (name) => isSecret(name) || /^(?:value|text|content|data)$/.test(name) };
}

/** The iterator of a `dynamic` block may take the name of a root: `local.value` is then its own. */
function shadowed({ type, labels, body }: Block, reading: Reading): Reading {
  if (type !== 'dynamic') return reading;
  const iterator = body.arguments.find(({ name }) => name === 'iterator');
  const named = iterator === undefined ? labels[0] : iterator.text().trim();
  return named === 'var' || named === 'local' ? { ...reading, scope: UNKNOWN_SCOPE } : reading;
}

function entriesOf(
  argument: Argument,
  value: Value,
  given: { readonly path: string; readonly secret: boolean },
): readonly SourceEntry[] {
  const { file, line } = argument;
  const source = { file, written: () => argument.source() };
  return valueEntries(value, { ...given, line }, source);
}

/** Of the argument, the same for all entries of its value. */
type Source = Pick<SourceEntry, 'file' | 'written'>;

function valueEntries(value: Value, place: Place, source: Source): readonly SourceEntry[] {
  if (value.kind !== 'object' || value.secret === true || value.members.length === 0)
    return [leaf(value, place, source)];
  const members = membersOf(value);
  const textOf = (member: Member): unknown => (member.value.kind === 'known' ? member.value.value : null);
  const named = members.some((member) => namesSecret(member.key, textOf(member)));
  const isSecretObject = members.some((member) => member.key === 'kind' && textOf(member) === 'Secret');
  return members.flatMap((member) =>
    valueEntries(
      member.value,
      {
        path: joinPath(place.path, member.key),
        line: value.elsewhere === true ? place.line : member.line,
        secret:
          place.secret ||
          isSecretName(member.key) ||
          (named && /^value$/i.test(member.key)) ||
          (isSecretObject && isSecretData(member.key)),
      },
      source,
    ),
  );
}

function unset(argument: Argument, path: string): SourceEntry {
  const { line, file } = argument;
  const json = { expression: argument.source() };
  const written = (): string => argument.source();
  return {
    path,
    line,
    file,
    compare: json,
    shown: json,
    sensitive: false,
    restsOn: '',
    written,
    unset: true,
  };
}

/** Null is shown as an expression: in a document a bare null means absence. `for_each = {a = null}` has one instance. */
function leaf(value: Value, { path, line, secret }: Place, { file, written }: Source): SourceEntry {
  const assumptions = assumptionsIn(value);
  const restsOn = assumptions.size === 0 ? '' : [...assumptions].toSorted().join(' ');
  const assumed = restsOn === '' ? {} : ({ assumed: true } as const);
  if (isNull(value) && value.secret !== true) {
    const json = { expression: 'null' };
    return { path, line, compare: json, shown: json, sensitive: false, restsOn, ...assumed, file, written };
  }
  const harmless = value.kind === 'known' && isHarmless(value.value);
  return {
    path,
    line,
    compare: toJson(value, 'compare'),
    shown: maskValue(toJson(value, 'show')),
    sensitive: (value.secret === true && !isFlag(value)) || (secret && !harmless),
    restsOn,
    file,
    written,
    ...assumed,
    ...innerLines(value, line),
    ...(value.kind === 'unknown' && value.detail !== undefined ? { detail: value.detail } : {}),
  };
}
