import { describe, expect, it } from 'vitest';
import { hashOfLine, isCanonicalLine } from '../../src/ledger/canonical-line.ts';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { JsonObject } from '../../src/model/json.ts';
import fc from '../properties.ts';
import { chainOf, record } from './chain-of.ts';

const json = fc.jsonValue({ stringUnit: 'binary' });

describe('isCanonicalLine', () => {
  it('agrees with the canonical form of any value', () => {
    fc.assert(
      fc.property(json, fc.boolean(), (value, canonical) => {
        fc.pre(JSON.stringify(value).isWellFormed() && !JSON.stringify(value).includes('\\ud'));
        const text = canonical ? canonicalJson(value) : JSON.stringify(value);
        const parsed: unknown = JSON.parse(text);
        expect(isCanonicalLine(text, parsed)).toBe(canonicalJson(parsed) === text);
      }),
    );
  });

  it.each([
    ['{"10":1,"9":2}', true],
    ['{"9":1,"10":2}', false],
    ['{"b":1,"a":2}', false],
    ['[{"b":1,"a":2}]', false],
    ['-0', false],
    ['1e3', false],
    ['1e400', false],
  ])('judges %s: %s', (text, expected) => {
    const judge = (): boolean => {
      try {
        return isCanonicalLine(text, JSON.parse(text));
      } catch {
        return false;
      }
    };
    expect(judge()).toBe(expected);
  });
});

describe('hashOfLine', () => {
  it('is the hash of the entry, whatever its fields hold', () => {
    const tricky = fc.oneof(fc.constant(',"hash":"x"'), fc.constant('\\,"hash":"'), fc.string());
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constant('hash'), tricky), tricky), tricky, (data, text) => {
        fc.pre([text, ...Object.entries(data).flat()].every((part) => part.isWellFormed()));
        const [entry] = chainOf(1, 'repository:1', (n) => ({
          ...record(n),
          actor: text,
          subject: { ...record(n).subject, repository: text, head: text },
          data: data as JsonObject,
        }));
        expect(hashOfLine(canonicalJson(entry))).toBe(entry?.hash);
      }),
    );
  });
});
