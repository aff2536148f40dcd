// Doubt marks expressions, wherever they stand, and nothing that is known.
import { expect, test } from 'vitest';
import { withDoubt } from '../../src/formats/with-doubt.ts';
import type { JsonValue } from '../../src/model/json.ts';
import fc from '../properties.ts';

const MARKED = { expression: 'local.a (what it refers to changed)' };

test.each<[JsonValue, JsonValue]>([
  [{ expression: 'local.a' }, MARKED],
  [
    ['x', { expression: 'local.a' }],
    ['x', MARKED],
  ],
  [
    '{"Action":{"expression":"local.a"},"Effect":"Allow"}',
    JSON.stringify({ Action: MARKED, Effect: 'Allow' }),
  ],
  ['a text with "expression" in it', 'a text with "expression" in it'],
  [
    { name: 'x', size: 3 },
    { name: 'x', size: 3 },
  ],
])('%j', (given, expected) => {
  expect(withDoubt(given)).toEqual(expected);
});

test('what holds no expression stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      if (JSON.stringify(value).includes('expression')) return;
      expect(withDoubt(value as JsonValue)).toEqual(value);
    }),
  );
});
