// Which values of manifests and chart values are secrets; called by `treeEntries`.
import type { JsonValue } from '../../model/json.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { SENSITIVE, isSecretName, maskValue } from '../sensitive.ts';
import { member, textOf } from '../tree.ts';

/** Where a tree keeps secrets. */
export type SecretPlaces = {
  /** Dotted paths of values that are secrets whatever their names; null for none. */
  readonly always: RegExp | null;
  /** Whether a map with a secret's name may hold secrets under any name: not in objects whose schema is known. */
  readonly deep: boolean;
};

/** Last part of a name that points to a secret or speaks about one. */
const ABOUT =
  /(?:name|names|namespace|ref|refs|path|file|files|url|uri|type|kind|group|version|enabled|create|audience|audiences|policy|seconds|ttl|mode|issuer|field|property|annotations|labels)$/i;
/** A map that points to a secret: what is in it are names and keys. */
const POINTER = /(?:ref|refs|selector|from|template)$/i;

export function isSecretPath(segments: readonly string[], { always, deep }: SecretPlaces): boolean {
  if (always?.test(segments.join('.')) === true) return true;
  const leaf = segments.at(-1) ?? '';
  if (ABOUT.test(leaf)) return false;
  const around = segments.slice(0, -1);
  if (around.some((segment) => POINTER.test(segment))) return false;
  return (
    isSecretName(leaf) || (deep && around.some((segment) => isSecretName(segment) && !ABOUT.test(segment)))
  );
}

/** `{name: DB_PASSWORD, value: …}`: what `value` holds is a secret. */
export function isNamedSecret(map: SyntaxNode): boolean {
  return ['name', 'key'].some((key) => isSecretName(textOf(member(map, key))));
}

export const SECRET_DATA: readonly string[] = ['data', 'stringData'];

export function isSecretObject(map: SyntaxNode): boolean {
  return textOf(member(map, 'kind')) === 'Secret';
}

/** Flags, nothing and empty things are no secrets, and rules need to see them. */
export function mayBeSecret(node: SyntaxNode): boolean {
  if (node.kind !== 'scalar') return node.kind !== 'map' || node.entries.length > 0;
  return !/^(?:|~|null|true|false|yes|no|on|off)$/i.test(node.text);
}

/** A list of plain values, where `--password` may stand before what it announces. */
export function hideArguments(values: readonly JsonValue[]): JsonValue {
  return values.map((value, index) => {
    const flag = values[index - 1];
    const announced = typeof flag === 'string' && /^--?[\w-]+$/.test(flag) && isSecretName(flag);
    return announced && typeof value === 'string' && !value.startsWith('-') ? SENSITIVE : hideText(value);
  });
}

/** A value without the secrets in its texts: assignments of configuration files and flags of commands among them. */
export function hideText(value: JsonValue): JsonValue {
  return typeof value === 'string' ? maskValue(hideFlags(hideAssignments(value))) : maskValue(value);
}

const ASSIGNMENT = /^([ \t]*(?:- |export )?["']?([\w.-]{1,120})["']?[ \t]*[:=][ \t]*)(\S.*)$/gm;

function hideAssignments(text: string): string {
  return text.replaceAll(ASSIGNMENT, (line: string, start: string, name: string) =>
    isSecretName(name) && !ABOUT.test(name) ? `${start}${SENSITIVE}` : line,
  );
}

function hideFlags(text: string): string {
  return text.replaceAll(/(--?([\w-]{1,80})[= ])([^\s"']+)/g, (all: string, start: string, name: string) =>
    isSecretName(name) && !ABOUT.test(name) ? `${start}${SENSITIVE}` : all,
  );
}
