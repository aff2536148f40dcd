// YAML that stands as text in Terraform, as the value it says: manifests and values of charts. Called by `functions` and `entries`.
import { LIMITS } from '../../config/limits.ts';
import { parseYaml, toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { resolveTree } from '../resolved-tree.ts';
import type { Argument } from './body.ts';
import { itemsOf, sizeOf } from './value.ts';
import type { Member, Value } from './value.ts';

/** Stands for an interpolation, with its number between two of them; a private-use character that no manifest holds. */
const HOLE = '\uE000';

/** The text and what its holes stand for. */
type Text = {
  readonly text: string;
  readonly holes: readonly string[];
  /** What is known of the holes, for comparison. */
  readonly inputs: string;
  readonly lineOf: (inner: number) => number;
};

/** A map or list; null for all that is not one document which every reader takes alike. Total. */
export function yamlValue(value: Value): Value | null {
  if (value.kind === 'json') return value.value;
  const text = value.secret === true ? null : textOf(value);
  if (text === null || text.text.length > LIMITS.terraformTextCharacters) return null;
  const { documents, problems } = parseYaml(text.text);
  const [document] = documents;
  if (problems.length > 0 || documents.length !== 1 || document === undefined) return null;
  const tree = resolveTree(document);
  if (tree.kind !== 'ok' || tree.node.kind === 'scalar') return null;
  const { assumed, elsewhere } = value;
  const read = valueOf(tree.node, text);
  if (hasOddKey(read) || sizeOf(read, LIMITS.terraformValueNodes) > LIMITS.terraformValueNodes) return null;
  return {
    ...read,
    ...(assumed === undefined ? {} : { assumed }),
    ...(elsewhere === undefined ? {} : { elsewhere, line: value.line }),
  };
}

/**
 * The argument's value with YAML read in it: the object of the provider kubectl
 * (https://registry.terraform.io/providers/gavinbunney/kubectl/latest/docs/resources/kubectl_manifest) and what a
 * `helm_release` gives its chart (https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release).
 */
export function withYaml({ name }: Pick<Argument, 'name'>, value: Value): Value {
  if (name === 'yaml_body') return yamlValue(value) ?? value;
  if (name !== 'values' || value.kind !== 'list') return value;
  return { ...value, items: itemsOf(value).map((item) => objectIn(item) ?? item) };
}

/** Keys that have a meaning of their own where values are shown, and keys that are computed. */
function hasOddKey(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(hasOddKey);
  if (value.kind !== 'object') return false;
  return value.members.some(
    (member) => member.key.includes('${') || ODD_KEYS.includes(member.key) || hasOddKey(member.value),
  );
}

const ODD_KEYS: readonly string[] = ['expression', 'json', '__proto__'];

function objectIn(item: Value): Value | null {
  const read = yamlValue(item);
  return read?.kind === 'object' ? read : null;
}

function textOf(value: Value): Text | null {
  const { line } = value;
  if (value.kind === 'known' && typeof value.value === 'string') {
    const lineOf = (inner: number): number => (value.heredoc === true ? line + inner : line);
    return { text: value.value, holes: [], inputs: '', lineOf };
  }
  if (value.kind !== 'unknown') return null;
  const body = /^<<-?[ \t]*\S+[ \t]*\r?\n/.test(value.source)
    ? value.source.split('\n').slice(1, -1).join('\n')
    : null;
  const filled = body === null ? null : withHoles(body);
  return filled === null
    ? null
    : { ...filled, inputs: value.inputs ?? value.key, lineOf: (inner) => line + inner };
}

/** Null where a directive decides what the text is. */
function withHoles(body: string): Pick<Text, 'text' | 'holes'> | null {
  const holes: string[] = [];
  let text = '';
  let at = 0;
  while (at < body.length) {
    const two = body.slice(at, at + 2);
    if (two === '%{' || two.startsWith(HOLE)) return null;
    if (two !== '${' || body[at - 1] === '$') {
      text += body[at] ?? '';
      at += 1;
      continue;
    }
    const end = endOfInterpolation(body, at + 2);
    text += `${HOLE}${holes.length}${HOLE}`;
    holes.push(body.slice(at, end));
    at = end;
  }
  return { text, holes };
}

/** Behind the brace that closes it: interpolations nest and hold braces of their own. */
function endOfInterpolation(body: string, from: number): number {
  let depth = 1;
  for (let at = from; at < body.length; at += 1) {
    if (body[at] === '{') depth += 1;
    if (body[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return body.length;
}

function valueOf(node: SyntaxNode, text: Text): Value {
  const line = text.lineOf(node.line);
  switch (node.kind) {
    case 'list':
      return { kind: 'list', items: node.items.map((item) => valueOf(item, text)), line };
    case 'map': {
      const members = node.entries.map(({ key, keyLine, value }): Member => ({
        key: written(key, text),
        line: text.lineOf(keyLine),
        value: valueOf(value, text),
      }));
      return { kind: 'object', members, line };
    }
    case 'scalar':
    case 'alias':
      return scalar(node, text);
  }
}

function scalar(node: SyntaxNode, text: Text): Value {
  const plain = toValue(node);
  const line = text.lineOf(node.line);
  if (typeof plain === 'object' && plain !== null)
    return { kind: 'unknown', key: JSON.stringify(plain), source: JSON.stringify(plain), line };
  if (typeof plain !== 'string' || !plain.includes(HOLE)) return { kind: 'known', value: plain, line };
  const source = written(plain, text);
  return { kind: 'unknown', key: `${source} ${text.inputs}`, source, inputs: text.inputs, line };
}

/** With the interpolations as they are in the file. */
function written(scalar: string, { holes }: Text): string {
  return scalar.replaceAll(/\uE000(\d{1,9})\uE000/g, (_all, at: string) => holes[Number(at)] ?? '');
}
