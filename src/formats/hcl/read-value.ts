// Expression nodes to values: literals decoded, everything else kept as source; called by `readBody`.
import { decodeHeredoc, decodeQuoted } from './strings.ts';
import { innermost, templatePieces } from './node.ts';
import type { HclNode } from './node.ts';
import { expressionKey, expressionSource, staticKey } from './render.ts';
import type { HclMember, HclValue } from './value.ts';

/** Total: what is no literal is an expression. */
export function readValue(node: HclNode, text: string): HclValue {
  const inner = innermost(node);
  // Parentheses around the whole have no meaning: only the source that people see keeps them.
  return (
    literal(inner, text) ?? {
      kind: 'expression',
      key: expressionKey(inner, text),
      source: expressionSource(node, text),
    }
  );
}

function literal(node: HclNode, text: string): HclValue | null {
  const source = text.slice(node.start, node.end);
  switch (node.type) {
    case 'bool_lit':
      return { kind: 'literal', value: source === 'true' };
    case 'null_lit':
      return { kind: 'literal', value: null };
    case 'numeric_lit':
      return number(source);
    case 'unary_operation':
      return node.children[1]?.type === 'literal_value' ? number(source.replace(/^-\s*/, '-')) : null;
    case 'string_lit':
      return string(decodeQuoted(source.slice(1, -1)));
    case 'heredoc_template':
      return heredoc(node, text);
    case 'tuple':
      return list(node, text);
    case 'object':
      return object(node, text);
    case 'function_call':
      return jsonencode(node, text);
    default:
      return null;
  }
}

/** Only a number that keeps all its digits: others would compare equal although they differ. */
function number(source: string): HclValue | null {
  const digits = source.replace(/[eE].*$|\D/g, '').replace(/^0+/, '');
  const value = /^-?\d[\d.eE+-]*$/.test(source) ? Number(source) : NaN;
  return Number.isFinite(value) && digits.length <= 15 ? { kind: 'literal', value } : null;
}

function string(value: string | null): HclValue | null {
  return value === null ? null : { kind: 'literal', value };
}

function heredoc(node: HclNode, text: string): HclValue | null {
  const pieces = templatePieces(node, text);
  const only = pieces[0] ?? '';
  if (pieces.length > 1 || typeof only !== 'string') return null;
  return string(decodeHeredoc(only, text.startsWith('<<-', node.start)));
}

function list(node: HclNode, text: string): HclValue {
  const items = node.children.filter((child) => child.type === 'expression');
  return { kind: 'list', items: items.map((item) => readValue(item, text)) };
}

/** A computed or doubled key, or one that could be taken for our own marker, leaves the whole object an expression. */
function object(node: HclNode, text: string): HclValue | null {
  const members: HclMember[] = [];
  const seen = new Set(['expression', 'json', '__proto__']);
  for (const element of node.children) {
    const [keyNode, , valueNode] = element.children;
    if (element.type !== 'object_elem' || keyNode === undefined || valueNode === undefined) continue;
    const key = staticKey(keyNode, text);
    if (key === null || seen.has(key)) return null;
    seen.add(key);
    members.push({ key, line: element.line, value: readValue(valueNode, text) });
  }
  return { kind: 'object', members };
}

function jsonencode(node: HclNode, text: string): HclValue | null {
  if (text.slice(node.start, node.children[0]?.end) !== 'jsonencode') return null;
  const given = node.children.find((child) => child.type === 'function_arguments');
  const [argument] = given?.children ?? [];
  if (argument === undefined || given?.children.some((child) => child.type === 'ellipsis')) return null;
  const value = readValue(argument, text);
  return value.kind === 'object' || value.kind === 'list' ? { kind: 'json', value } : null;
}
