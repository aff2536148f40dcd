// JSON that stands inside a text value: policies in strings, jsonencode and heredocs. Called by state-tree.ts.
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isExpression } from './expression.ts';

/** Stands for an interpolation while its text is read as JSON; a private-use character no policy holds. */
const HOLE = '\uE000';

/** The object in a text, with `{"expression": …}` for each string that has an interpolation in it. Else null. Total. */
export function embeddedJson(value: JsonValue): JsonObject | null {
  if (isExpression(value)) {
    const body = heredocBody(value.expression);
    return body === null ? null : parseObject(fillInterpolations(body));
  }
  return typeof value === 'string' && /^\s*\{/.test(value) ? parseObject(value) : null;
}

/** The lines between `<<EOT` and `EOT`. */
function heredocBody(source: string): string | null {
  const lines = source.trim().split('\n');
  const marker = /^<<-?\s*([\w-]+)\s*$/.exec(lines[0] ?? '')?.[1];
  if (marker === undefined || lines.at(-1)?.trim() !== marker) return null;
  return lines.slice(1, -1).join('\n');
}

/** Character by character, since interpolations nest and hold braces of their own. One outside of quotes is a whole value. */
function fillInterpolations(text: string): string {
  const kept: string[] = [];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (depth > 0) depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    else if (/^[$%]\{/.test(text.slice(at, at + 2))) {
      kept.push(quoted ? HOLE : JSON.stringify(HOLE));
      depth = 1;
      at += 1;
    } else {
      if (character === '"' && text[at - 1] !== '\\') quoted = !quoted;
      kept.push(character);
    }
  }
  return kept.join('');
}

function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text, (_key, member: JsonValue) => withHoles(member)) as JsonValue;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

function withHoles(member: JsonValue): JsonValue {
  return typeof member === 'string' && member.includes(HOLE)
    ? { expression: member.replaceAll(HOLE, '${…}') }
    : member;
}
