// An expression as a key for comparison and as source text for people; called by `readValue`.
import { SENSITIVE, isSecretName } from '../sensitive.ts';
import { decodeQuoted } from './strings.ts';
import { innermost, templatePieces } from './node.ts';
import type { HclNode } from './node.ts';

/** Separators whose form has no meaning: `{a = 1, b : 2}` is `{a = 1 <newline> b = 2}`. */
const SILENT = new Set([',', '=', ':']);
/** Words with a meaning of their own elsewhere; as a key they are their text. */
const WORDS = new Set(['bool_lit', 'null_lit']);
/** A whole number that is its own text as a key. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** Structure and tokens without layout. Brackets show the structure, so a dropped comma cannot merge two elements. */
export function expressionKey(node: HclNode, text: string): string {
  if (isTemplate(node)) {
    const pieces = templatePieces(node, text);
    const opener = text.slice(node.start, node.children[0]?.end);
    return `(${node.type} ${opener} ${pieces.map((piece) => pieceKey(piece, text)).join(' ')})`;
  }
  if (node.type === 'template_directive' || node.children.length === 0)
    return JSON.stringify(text.slice(node.start, node.end));
  const children = node.children.filter((child) => !(SILENT.has(child.type) && node.type !== 'conditional'));
  const [only] = children;
  if (children.length === 1 && only !== undefined) return expressionKey(only, text);
  return `(${node.type} ${children.map((child) => expressionKey(child, text)).join(' ')})`;
}

function pieceKey(piece: string | HclNode, text: string): string {
  return typeof piece === 'string' ? JSON.stringify(piece) : expressionKey(piece, text);
}

/** Source text on one line without comments; literal members with a secret's name are masked. */
export function expressionSource(node: HclNode, text: string): string {
  const parts: string[] = [];
  let end = node.start;
  let previous: HclNode | null = null;
  const emit = (leaf: HclNode, shown: string): void => {
    if (parts.length > 0 && leaf.start > end) parts.push(' ');
    parts.push(shown);
    end = leaf.end;
  };
  const visit = (current: HclNode): void => {
    if (isTemplate(current) || current.children.length === 0 || current.type === 'template_directive') {
      emit(current, text.slice(current.start, current.end));
      previous = current;
      return;
    }
    for (const [index, child] of current.children.entries()) {
      const before = current.children[index - 1];
      if (child.type === 'object_elem' && before?.type === 'object_elem') parts.push(',');
      const hidden = current.type === 'object_elem' && index === 2 && isSecretMember(current, text);
      if (hidden) emit(child, JSON.stringify(SENSITIVE));
      else visit(child);
    }
  };
  visit(node);
  return previous === null ? text.slice(node.start, node.end) : parts.join('');
}

function isSecretMember(element: HclNode, text: string): boolean {
  const [key, , value] = element.children;
  if (key === undefined || value === undefined) return false;
  const inner = innermost(value);
  return isSecretName(staticKey(key, text) ?? '') && inner.type !== 'bool_lit' && inner.type !== 'null_lit';
}

function isTemplate({ type }: HclNode): boolean {
  return type === 'string_lit' || type === 'quoted_template' || type === 'heredoc_template';
}

/** The key of an object member where it is written down: a word or a string without interpolation; else null (`1.0` is key "1"). */
export function staticKey(node: HclNode, text: string): string | null {
  if (node.children.length !== 1) return null;
  const inner = innermost(node);
  if (inner.type === 'string_lit') return decodeQuoted(text.slice(inner.start + 1, inner.end - 1));
  if (inner.type === 'variable_expr') return text.slice(inner.start, inner.end);
  const source = text.slice(node.start, node.end);
  return WORDS.has(inner.type) || PLAIN_NUMBER.test(source) ? source : null;
}
