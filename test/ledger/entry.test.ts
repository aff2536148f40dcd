import { describe, expect, it } from 'vitest';
import { readEntry, readStoredEntry } from '../../src/ledger/entry.ts';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { Entry } from '../../src/model/entry.ts';
import { CHAIN, chainOf } from './chain-of.ts';

const ENTRY = chainOf(1)[0] as Entry;
const LINE = canonicalJson(ENTRY);

function malformed(why: string, chain: string | null = CHAIN, seq: number | null = 1): unknown {
  return { kind: 'malformed', chain, seq, why };
}

describe('readEntry', () => {
  it('reads a value and a line alike', () => {
    const expected = { kind: 'entry', entry: ENTRY, computed: ENTRY.hash };
    expect(readEntry(ENTRY)).toEqual(expected);
    expect(readEntry(LINE)).toEqual(expected);
  });

  it('takes types that only a newer server knows', () => {
    expect(readEntry({ ...ENTRY, type: 'quota.raised' })).toMatchObject({ kind: 'entry' });
  });

  it.each([
    ['v', 2],
    ['chain', ''],
    ['seq', 0],
    ['seq', 1.5],
    ['ts', '2026-11-21 12:00'],
    ['type', 7],
    ['subject', { ...ENTRY.subject, pull: '7' }],
    ['subject', { ...ENTRY.subject, more: 1 }],
    ['actor', null],
    ['data', []],
    ['prev', 'A'.repeat(64)],
    ['hash', 'short'],
  ])('refuses %s: %j', (field, value) => {
    const chain = field === 'chain' ? null : CHAIN;
    const seq = field === 'seq' ? null : 1;
    expect(readEntry({ ...ENTRY, [field]: value })).toEqual(
      malformed(`its field ${field} is missing or malformed`, chain, seq),
    );
  });

  it('refuses a missing and an unknown field', () => {
    const { actor: _, ...rest } = ENTRY;
    expect(readEntry(rest)).toEqual(malformed('its field actor is missing or malformed'));
    expect(readEntry({ ...ENTRY, more: 1 })).toEqual(malformed('it has a field that entries do not have'));
  });

  it.each([
    ['white space', ` ${LINE}`],
    ['another order of keys', JSON.stringify(ENTRY)],
    ['an equal key twice', LINE.replace('"v":1', '"v":1,"v":1')],
    ['an escape that need not be', LINE.replace('aigov', '\\u0061igov')],
  ])('refuses a line with %s', (_name, line) => {
    expect(readEntry(line)).toEqual(malformed('it is not canonical JSON'));
  });

  it.each([
    ['{', 'it is not JSON that an entry could be'],
    ['"\\ud800"', 'it is not JSON that an entry could be'],
    ['[]', 'it is not a JSON object'],
    ['null', 'it is not a JSON object'],
  ])('refuses the line %s', (line, why) => {
    expect(readEntry(line)).toEqual(malformed(why, null, null));
  });
});

describe('readStoredEntry', () => {
  const row = { chain: CHAIN, seq: 1, pull: 7, body: LINE };

  it('reads a row whose columns agree with its text', () => {
    expect(readStoredEntry(row)).toMatchObject({ kind: 'entry', entry: ENTRY });
  });

  it.each([
    { ...row, chain: 'repository:2' },
    { ...row, seq: 2 },
    { ...row, pull: null },
  ])('refuses a row whose columns contradict it: %#', (edited) => {
    const { chain, seq } = edited;
    expect(readStoredEntry(edited)).toEqual(malformed('its columns contradict its text', chain, seq));
  });

  it('names an unreadable row by its columns', () => {
    expect(readStoredEntry({ ...row, body: '' })).toEqual(malformed('it is not JSON that an entry could be'));
  });
});
