// Canonical JSON and its digest: the one way a value becomes an identity (decision, ledger, evidence).
import { createHash, hash } from 'node:crypto';

/**
 * RFC 8785 (JCS) text of a JSON value: keys sorted by UTF-16 code units, no white space.
 * Throws a `TypeError` on what JSON cannot carry (undefined, NaN, Infinity, bigint, lone surrogates,
 * functions): a digest over a silently dropped field would be a lie.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (typeof value !== 'object') throw new TypeError(`canonical JSON cannot carry a ${typeof value}`);
  const native = isInOrder(value) ? nativeJson(value) : null;
  return native ?? (Array.isArray(value) ? canonicalArray(value) : canonicalObject(value));
}

/**
 * Where the keys stand in order already and nothing is lost by it, `JSON.stringify` writes RFC 8785 (its numbers and
 * strings are those of ECMAScript), and many times faster. Of what is false here the parts are asked again.
 */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  return Array.isArray(value) ? areInOrder(value) : hasItsKeysInOrder(value);
}

/** By index, as a list may have holes: what JSON cannot carry is refused and not skipped. */
function areInOrder(values: readonly unknown[]): boolean {
  for (let index = 0; index < values.length; index += 1) if (!isInOrder(values[index])) return false;
  return true;
}

/** Plain objects alone: another may say of itself what JSON it is, or inherit members. */
function hasItsKeysInOrder(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  let last = '';
  for (const key in members) {
    if (key < last || !isInOrder(members[key])) return false;
    last = key;
  }
  return true;
}

/** Null where a lone surrogate may be in it, which is written as an escape: the parts tell which. */
function nativeJson(value: unknown): string | null {
  const text = JSON.stringify(value);
  return text.includes(String.raw`\ud`) ? null : text;
}

/** `sha256:<hex>` over the canonical JSON of a value. */
export function digestOf(value: unknown): string {
  const sha = createHash('sha256');
  for (const piece of piecesOf(value)) sha.update(piece);
  return `sha256:${sha.digest('hex')}`;
}

const AT_ONCE = 16;

/** The text of a large pull request never stands in one: half a megabyte for each digest is more than a minor collection takes in passing. */
function* piecesOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return yield canonicalJson(value);
  const members = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const [index, key] of sortedKeys(value).entries()) {
    text += `${index === 0 ? '' : ','}${canonicalString(key)}:`;
    const member = members[key];
    if (Array.isArray(member) && member.length > AT_ONCE) {
      yield text;
      yield* piecesOfList(member);
      text = '';
    } else text += canonicalJson(member);
  }
  yield `${text}}`;
}

/** A separator goes on its own: put in front of a piece it would be one text with it, which is written out anew. */
function* piecesOfList(values: readonly unknown[]): Generator<string> {
  for (let from = 0; from < values.length; from += AT_ONCE) {
    yield from === 0 ? '[' : ',';
    yield canonicalJson(values.slice(from, from + AT_ONCE)).slice(1, -1);
  }
  yield ']';
}

/** Lower-case hex SHA-256 of text (as UTF-8) or bytes. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON cannot carry NaN or Infinity');
  return JSON.stringify(value);
}

/** Texts that stand in JSON as they are: no quote, no escape, and only what ASCII shows. Most are. */
const PLAIN = /^[ !#-[\]-~]*$/;

function canonicalString(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot carry a lone surrogate');
  return JSON.stringify(value);
}

// Texts grow piece by piece: a decision over many changes is some hundred thousand pieces, and lists of them cost more.

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1)
    text += `${index === 0 ? '' : ','}${canonicalJson(values[index])}`;
  return `${text}]`;
}

function canonicalObject(value: object): string {
  const members = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const key of sortedKeys(value))
    text += `${text === '{' ? '' : ','}${canonicalString(key)}:${canonicalJson(members[key])}`;
  return `${text}}`;
}

function sortedKeys(value: object): readonly string[] {
  // The default order of `sort` is that of UTF-16 code units.
  // oxlint-disable-next-line unicorn/no-array-sort, typescript/require-array-sort-compare
  return Object.keys(value).sort();
}
