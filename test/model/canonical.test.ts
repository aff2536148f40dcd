import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256Hex } from '../../src/model/canonical.ts';
import fc from '../properties.ts';

describe('canonicalJson', () => {
  it('is RFC 8785: the example of its section 3.2.2', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code units, as section 3.2.3 wants', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it.each([undefined, NaN, Infinity, 1n, () => 1, '\ud800', { a: undefined }, [undefined]])(
    'refuses %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );

  it('does not depend on key order and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed: unknown = JSON.parse(canonicalJson(value));
        expect(canonicalJson(parsed)).toBe(canonicalJson(value));
        expect(parsed).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  // Each has its keys in order, but for one thing that JSON.stringify writes in its own way.
  it.each([
    ['a date', { a: new Date(0) }, '{"a":{}}'],
    ['a negative zero', { a: -0 }, '{"a":0}'],
    ['numbers as keys', { '9': 1, '10': 2 }, '{"10":2,"9":1}'],
    ['an escape as text', { a: String.raw`\ud800` }, String.raw`{"a":"\\ud800"}`],
    ['a member without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    ['an object that says what it is', { a: Object.create({ toJSON: () => 'b' }) as unknown }, '{"a":{}}'],
  ])('%s', (_name, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['a hole', { a: Array.from({ length: 3 }).fill(1, 0, 2) }],
    ['half a character as key', { '\ud800': 1 }],
    ['half a character deep inside', { a: [{ b: 'x\udc00' }] }],
    ['its own way to say what it is', { a: 1, toJSON: () => 2 }],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('is one text in whichever order the keys come', () => {
    const turned = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, member]) => [key, turned(member)]),
          );
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('digests lists of any length as their text, half of it or all', () => {
    const list = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 50 });
    fc.assert(
      fc.property(list, fc.jsonValue(), (changes, rest) => {
        for (const value of [{ changes, rest }, { a: rest, changes }, changes, { changes: { changes } }])
          expect(digestOf(value)).toBe(`sha256:${sha256Hex(canonicalJson(value))}`);
      }),
    );
    const holes = Array.from({ length: 40 }).fill(1, 0, 39);
    expect(() => digestOf({ holes })).toThrow(TypeError);
  });

  it('digests the canonical text', () => {
    expect(digestOf({ b: 1, a: 2 })).toBe(`sha256:${sha256Hex('{"a":2,"b":1}')}`);
  });
});
