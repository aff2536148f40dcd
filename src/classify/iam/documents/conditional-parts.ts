// What a part of a template can be that stands behind a condition: `!If ["Name", {…}, {…}]`. Called by find-documents.ts.
import type { JsonObject, JsonValue } from '../../../model/json.ts';

/** Deeper than any policy: what goes on is left an expression. */
const DEPTH = 32;

/** The objects among the ways of an `!If`, those in lists and inner conditions included; empty for every other expression. Total. */
export function conditionalParts(source: string): readonly JsonObject[] {
  if (!source.startsWith('!If ')) return [];
  try {
    const reader = { text: source, at: 0 };
    const value = readValue(reader, 0);
    return reader.at === source.length ? objectsIn(value) : [];
  } catch {
    return [];
  }
}

type Reader = { readonly text: string; at: number };
/** An `!If` is its two ways, any other function an expression. */
type Part = JsonValue;

const FUNCTION = /![\w:]+ ?/y;
const WORD = /[\w:.-]+/y;
const TEXT = /"(?:[^"\\]|\\.)*"/y;
const PLAIN = /[\w.+-]+/y;

/** What the pattern finds right here, and a step behind it; empty for nothing. */
function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

function objectsIn(value: Part): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => objectsIn(item));
  if (typeof value !== 'object' || value === null || 'expression' in value) return [];
  return [value as JsonObject];
}

/** JSON, and functions with their short tags, as the reader of templates writes expressions. */
function readValue(reader: Reader, depth: number): Part {
  if (depth > DEPTH) throw new Error('too deep');
  const first = reader.text[reader.at] ?? '';
  switch (first) {
    case '!':
      return readFunction(reader, depth);
    case '{':
      return Object.fromEntries(readMembers(reader, '}', () => readMember(reader, depth)));
    case '[':
      return readMembers(reader, ']', () => readValue(reader, depth + 1));
    default:
      return readScalar(reader);
  }
}

function readFunction(reader: Reader, depth: number): Part {
  const from = reader.at;
  const name = take(reader, FUNCTION);
  if (name === '') throw new Error('no function');
  // `!Ref AWS::NoValue` and `!GetAtt Key.Arn` have a bare word.
  const structured = /["[{!]/.test(reader.text[reader.at] ?? '');
  const given = structured ? readValue(reader, depth + 1) : take(reader, WORD);
  if (name === '!If ' && Array.isArray(given)) return given.slice(1);
  return { expression: reader.text.slice(from, reader.at) };
}

function readMember(reader: Reader, depth: number): [string, Part] {
  const key = readScalar(reader);
  if (typeof key !== 'string' || !reader.text.startsWith(': ', reader.at)) throw new Error('no member');
  reader.at += 2;
  return [key, readValue(reader, depth + 1)];
}

function readMembers<T>(reader: Reader, end: string, read: () => T): readonly T[] {
  const members: T[] = [];
  reader.at += 1;
  while (reader.text[reader.at] !== end) {
    members.push(read());
    if (reader.text.startsWith(', ', reader.at)) reader.at += 2;
    else if (reader.text[reader.at] !== end) throw new Error('no end');
  }
  reader.at += 1;
  return members;
}

/** A text in quotes, a number or a word of JSON. */
function readScalar(reader: Reader): JsonValue {
  const token = take(reader, TEXT) || take(reader, PLAIN);
  if (token === '') throw new Error('no value');
  return JSON.parse(token) as JsonValue;
}
