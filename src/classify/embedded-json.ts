// JSON that stands inside a text value: policies in strings, jsonencode and heredocs. Called by state-tree.ts.
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isExpression } from './expression.ts';

/** Stands around the number of an interpolation while its text is read as JSON; private-use characters that no policy holds. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
/** Written into the text, as it is or as JSON escapes it, they would stand for an interpolation that is none. */
const FORGED = /[\uE000\uE001]|\\u[eE]00[01]/;

/** The object in a text, with `{"expression": …}` for each string that has an interpolation in it. Else null. Total. */
export function embeddedJson(value: JsonValue): JsonObject | null {
  if (isExpression(value)) {
    const body = heredocBody(value.expression);
    return body === null || FORGED.test(body) ? null : parseObject(fillInterpolations(body));
  }
  return typeof value === 'string' && /^\s*\{/.test(value) ? parseObject({ text: value, sources: [] }) : null;
}

/** The lines between `<<EOT` and `EOT`. */
function heredocBody(source: string): string | null {
  const lines = source.trim().split('\n');
  const marker = /^<<-?\s*([\w-]+)\s*$/.exec(lines[0] ?? '')?.[1];
  if (marker === undefined || lines.at(-1)?.trim() !== marker) return null;
  return lines.slice(1, -1).join('\n');
}

type Filled = {
  readonly text: string;
  /** Of the interpolations by their number, with their braces. */
  readonly sources: readonly string[];
};

/** Character by character, since interpolations nest and hold braces of their own. One outside of quotes is a whole value. */
function fillInterpolations(text: string): Filled {
  const kept: string[] = [];
  const sources: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (depth > 0) {
      depth += character === '{' ? 1 : character === '}' ? -1 : 0;
      if (depth === 0) sources.push(text.slice(start, at + 1));
    } else if (/^[$%]\{/.test(text.slice(at, at + 2))) {
      const mark = `${OPEN}${sources.length}${CLOSE}`;
      kept.push(quoted ? mark : JSON.stringify(mark));
      start = at;
      depth = 1;
      at += 1;
    } else {
      if (character === '"' && text[at - 1] !== '\\') quoted = !quoted;
      kept.push(character);
    }
  }
  return { text: kept.join(''), sources };
}

function parseObject({ text, sources }: Filled): JsonObject | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return sources.length === 0 ? (value as JsonObject) : (withSources(value, sources) as JsonObject);
  } catch {
    return null;
  }
}

function withSources(value: JsonValue, sources: readonly string[]): JsonValue {
  if (typeof value === 'string') return written(value, sources);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => withSources(member, sources));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      restored(key, sources),
      withSources(member as JsonValue, sources),
    ]),
  );
}

const MARK = /\uE000(\d+)\uE001/g;

/** As HCL writes it: an interpolation alone is its expression, one among other text is a template in quotes. */
function written(text: string, sources: readonly string[]): JsonValue {
  if (!text.includes(OPEN)) return text;
  const whole = /^\$\{([^]*)\}$/.exec(/^\uE000\d+\uE001$/.test(text) ? restored(text, sources) : '')?.[1];
  return { expression: whole === undefined ? `"${restored(text, sources)}"` : whole.trim() };
}

function restored(text: string, sources: readonly string[]): string {
  return text.replaceAll(MARK, (_mark, index: string) => sources[Number(index)] ?? '');
}
