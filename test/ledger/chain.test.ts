import { describe, expect, it } from 'vitest';
import { CHAIN_START, chainName, entryFaults, positionAfter } from '../../src/ledger/chain.ts';
import type { Entry } from '../../src/model/entry.ts';
import { chainOf } from './chain-of.ts';

const [first, second, third] = chainOf(3) as [Entry, Entry, Entry];
const faultsOf = (position: typeof CHAIN_START, entry: Entry): readonly string[] =>
  entryFaults(position, { entry, computed: entry.hash }).map(({ code }) => code);

describe('a chain', () => {
  it('is named by the numeric id of its repository', () => {
    expect(chainName(42)).toBe('repository:42');
  });

  it('is continued by the next entry and no other', () => {
    const position = positionAfter(CHAIN_START, first);
    expect(faultsOf(CHAIN_START, first)).toEqual([]);
    expect(faultsOf(position, second)).toEqual([]);
    expect(faultsOf(position, third)).toEqual(['SEQ_GAP']);
    expect(faultsOf(position, first)).toEqual(['SEQ_REPEATED']);
  });

  it('may have an entry in place of each unreadable item, unseen', () => {
    const position = { ...positionAfter(CHAIN_START, first), unread: 1 };
    expect(faultsOf(position, third)).toEqual([]);
    expect(positionAfter(position, third)).toEqual({
      seq: 3,
      hash: third.hash,
      prev: third.prev,
      unread: 0,
    });
  });

  it('is not set back by an entry of the past', () => {
    const position = positionAfter(positionAfter(CHAIN_START, first), second);
    expect(positionAfter(position, first)).toBe(position);
  });

  it('reports altered content and a broken link of one entry both', () => {
    const position = positionAfter(CHAIN_START, first);
    const codes = entryFaults(position, { entry: { ...second, prev: first.prev }, computed: 'other' });
    expect(codes.map(({ code }) => code)).toEqual(['HASH_MISMATCH', 'PREV_MISMATCH']);
  });
});
