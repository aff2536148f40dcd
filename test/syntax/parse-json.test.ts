// JSON through two readers that must agree.
import { expect, test } from 'vitest';
import { parseJson } from '../../src/syntax/parse-json.ts';
import { toValue } from '../../src/syntax/to-value.ts';
import fc from '../properties.ts';

test('positions reach the closing bracket', () => {
  const parsed = parseJson('{\n  "a": [1,\n    2\n  ],\n  "b": {}\n}\n');
  if (parsed.kind !== 'ok' || parsed.root.kind !== 'map') throw new Error('a map was expected');
  expect(parsed.root).toMatchObject({ line: 1, endLine: 6 });
  expect(
    parsed.root.entries.map(({ key, keyLine, keyColumn, value }) => [key, keyLine, keyColumn, value.endLine]),
  ).toEqual([
    ['a', 2, 3, 4],
    ['b', 5, 3, 5],
  ]);
});

test.each([
  ['{"Effect":"Deny","Effect":"Allow"}', 'duplicate-key', 1, 18],
  ['{"a":1,"\\u0061":2}', 'duplicate-key', 1, 8],
  ['{"a": 1, // no\n}', 'syntax', 1, 10],
  ['{"a": 1', 'syntax', 1, 8],
  ['', 'syntax', 1, 1],
  ['[1] [2]', 'syntax', 1, 5],
  ['a: 1', 'syntax', 1, 1],
  [`${'['.repeat(70)}${']'.repeat(70)}`, 'too-deep', 1, 64],
])('%j is refused with its place', (text, code, line, column) => {
  expect(parseJson(text)).toMatchObject({ kind: 'problem', problem: { code, line, column } });
});

test('never throws on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(parseJson(text).kind).toMatch(/ok|problem/);
    }),
  );
});

test('reads strings, keys, lists and literals as JSON.parse does', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.array(tie('any')),
      fc.dictionary(fc.string(), tie('any')),
    ),
  })).any;
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2), (given, indent) => {
      const text = JSON.stringify(given, null, indent);
      const parsed = parseJson(text);
      if (parsed.kind !== 'ok') throw new Error(parsed.problem.message);
      expect(JSON.parse(JSON.stringify(toValue(parsed.root)))).toEqual(JSON.parse(text));
    }),
  );
});
