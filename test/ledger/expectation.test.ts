import { describe, expect, it } from 'vitest';
import { parseExpectation } from '../../src/ledger/index.ts';

const HASH = 'ab'.repeat(32);

describe('parseExpectation', () => {
  it.each([
    [`12:${HASH}`, { seq: 12, hash: HASH }],
    [` 12:${HASH}\n`, { seq: 12, hash: HASH }],
    [`12:${HASH.slice(0, 16)}`, { seq: 12, hash: HASH.slice(0, 16) }],
    [`repository:7:12:${HASH}`, { chain: 'repository:7', seq: 12, hash: HASH }],
    [`12:${HASH.slice(0, 15)}`, null],
    [`12:${HASH}0`, null],
    [`0:${HASH}`, null],
    [`12:${HASH.toUpperCase()}`, null],
    [HASH, null],
    ['', null],
  ])('%j gives %j', (text, expected) => {
    expect(parseExpectation(text)).toEqual(expected);
  });
});
