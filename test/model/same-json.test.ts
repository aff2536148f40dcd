// Two values are the same where their canonical texts are.
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { sameJson } from '../../src/model/same-json.ts';
import fc from '../properties.ts';

const value = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(null, true, 0, -0, 1, '', 'a', 'b'),
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('any'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).any;

test('the same where canonical JSON is the same', () => {
  let same = 0;
  fc.assert(
    fc.property(value, value, (a, b) => {
      const expected = canonicalJson(a) === canonicalJson(b);
      if (expected) same += 1;
      expect(sameJson(a, b)).toBe(expected);
      expect(sameJson(a, structuredClone(a))).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  expect(same).toBeGreaterThan(100);
});

test.each<[JsonValue, JsonValue, boolean]>([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: null }, {}, false],
  [{ a: null }, { b: null }, false],
  [[null], [], false],
  [[], {}, false],
  ['1', 1, false],
])('%j and %j: %s', (a, b, same) => {
  expect(sameJson(a, b)).toBe(same);
});
