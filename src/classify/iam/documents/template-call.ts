// A function of a template out of the text of its expression: `!If ["Name", {…}, {…}]`. Called by the files beside that follow one.
import type { JsonValue } from '../../../model/json.ts';

/** Deeper than any policy: what goes on is left an expression. */
const DEPTH = 100;

/** Characters that a text may grow to when each function in it is told what its names say. */
const MOST = 4_000_000;

export type TemplateCall = {
  /** `If`, `Sub`, `Join` … */
  readonly name: string;
  /** Its argument; functions inside of it are `{expression: …}`. */
  readonly given: JsonValue;
  /** What is told behind it of the names in it (` (Stage is "dev" by default)`), empty for nothing. */
  readonly told: string;
};

/** Null for every other text, and for one that cannot be taken apart. Total. */
export function templateCall(source: string): TemplateCall | null {
  const name = /^!([A-Z]\w*) /.exec(source)?.[1];
  if (name === undefined) return null;
  try {
    const reader = { text: source, at: name.length + 2 };
    const given = readValue(reader, 0);
    const told = source.slice(reader.at);
    // A function takes some seven characters at least.
    if (told.length * (source.length / 7) > MOST) return null;
    return told === '' || /^ \(.*\)$/s.test(told) ? { name, given: withTold(given, told), told } : null;
  } catch {
    return null;
  }
}

/** What is told stands behind the whole; an inner function means nothing without it. */
function withTold(value: JsonValue, told: string): JsonValue {
  if (told === '' || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => withTold(item, told));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]): [string, JsonValue] => [
      key,
      key === 'expression' && typeof member === 'string'
        ? `${member}${told}`
        : withTold(member as JsonValue, told),
    ]),
  );
}

type Reader = { readonly text: string; at: number };

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

/** JSON, and functions with their short tags, as the reader of templates writes expressions. */
function readValue(reader: Reader, depth: number): JsonValue {
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

function readFunction(reader: Reader, depth: number): JsonValue {
  const from = reader.at;
  if (take(reader, FUNCTION) === '') throw new Error('no function');
  // `!Ref AWS::NoValue` and `!GetAtt Key.Arn` have a bare word.
  const structured = /["[{!]/.test(reader.text[reader.at] ?? '');
  if (structured) readValue(reader, depth + 1);
  else take(reader, WORD);
  return { expression: reader.text.slice(from, reader.at) };
}

function readMember(reader: Reader, depth: number): [string, JsonValue] {
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
