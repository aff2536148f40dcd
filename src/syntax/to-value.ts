// A positioned tree as a plain value; called by the policy stage and by formats that read whole documents.
import type { JsonValue } from '../model/json.ts';
import type { SyntaxNode, SyntaxScalar } from './node.ts';

/**
 * YAML 1.2 core schema, with one difference: a number whose decimal spelling would change (`012`, `1.10`, `0x1f`, 21
 * digits) stays text, so an account id never loses a digit. Maps have no prototype; of a doubled key the last wins
 * (the tree reports it). A local tag becomes `{"!Tag": value}`, an alias its source text (`*name`): neither is expanded.
 */
export function toValue(node: SyntaxNode): JsonValue {
  const value = untagged(node);
  const { tag } = node;
  return tag === null || tag.startsWith('!!') || tag === '!' ? value : bare([[tag, value]]);
}

function untagged(node: SyntaxNode): JsonValue {
  switch (node.kind) {
    case 'map':
      return bare(node.entries.map((entry) => [entry.key, toValue(entry.value)]));
    case 'list':
      return node.items.map(toValue);
    case 'alias':
      return `*${node.name}`;
    case 'scalar':
      return node.style === 'plain' && (node.tag === null || node.tag.startsWith('!!'))
        ? plain(node)
        : node.text;
  }
}

function bare(pairs: readonly (readonly [string, JsonValue])[]): JsonValue {
  const object = Object.create(null) as { [key: string]: JsonValue };
  for (const [key, value] of pairs) object[key] = value;
  return object;
}

function plain({ text, tag }: SyntaxScalar): JsonValue {
  if (tag === '!!str') return text;
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  return String(number) === text ? number : text;
}
