// What a value of a manifest says, for comparison and for people; called by `treeEntries` and `objectChange`.
import type { JsonValue } from '../../model/json.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { EXPRESSION_TAG } from '../tree.ts';
import { hideArguments, hideText } from './secrets.ts';

/** Words that YAML 1.1 and 1.2 read as different things: `yes`, `014`, `1_000`, `22:30`. */
const AMBIGUOUS = /^(?:y|n|yes|no|on|off|[=~]|[-+.]?[\d.][\w:.+-]*)$/i;

/** A plain word that readers take differently is not the same word in quotes. The order of map keys means nothing. */
export function meaningOf(node: SyntaxNode): JsonValue {
  if (node.kind === 'list') return node.items.map(meaningOf);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, meaningOf(value)]));
  const value = toValue(node);
  const ambiguous = node.kind === 'scalar' && node.style === 'plain' && AMBIGUOUS.test(node.text);
  return ambiguous && typeof value === 'string' ? { plain: value } : value;
}

/** Null is nothing to one reader and "remove this" to the next, so it is told as a word. */
export function shownOf(node: SyntaxNode): JsonValue {
  const value = toValue(node);
  if (value === null) return { expression: 'null' };
  if (isList(value)) return hideArguments(value);
  return node.tag === EXPRESSION_TAG && node.kind === 'scalar'
    ? { expression: hideText(node.text) }
    : hideText(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
