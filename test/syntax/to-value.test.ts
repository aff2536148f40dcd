// Values of trees: the core schema, and what stays text.
import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { parseYaml } from '../../src/syntax/parse-yaml.ts';
import { toValue } from '../../src/syntax/to-value.ts';

const valueOf = (text: string): JsonValue | undefined => parseYaml(text).documents.map(toValue)[0];

test.each<[string, JsonValue]>([
  ['1', 1],
  ['-1.5', -1.5],
  ['012', '012'],
  ['1.10', '1.10'],
  ['0x1f', '0x1f'],
  ['123456789012345678901', '123456789012345678901'],
  ['111122223333', 111122223333],
  ['"1"', '1'],
  ['true', true],
  ['False', false],
  ['no', 'no'],
  ['~', null],
  ['null', null],
  ['2027-03-31', '2027-03-31'],
  ['!!str 1', '1'],
  ['! 1', '1'],
  ['|\n  1\n', '1\n'],
  ['[a, [b]]', ['a', ['b']]],
])('%j', (text, expected) => {
  expect(valueOf(text)).toEqual(expected);
});

test('a local tag and an alias are shown, not resolved', () => {
  expect(JSON.stringify(valueOf('a: !Ref x\nb: &b !Sub [1]\nc: *b'))).toBe(
    '{"a":{"!Ref":"x"},"b":{"!Sub":[1]},"c":"*b"}',
  );
});

test('maps have no prototype and keep __proto__ as a key', () => {
  const value = valueOf('__proto__: {a: 1}');
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect(Object.keys(value as object)).toEqual(['__proto__']);
});
