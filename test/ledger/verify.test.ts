import { describe, expect, it } from 'vitest';
import { seal, verifyChain, type LedgerFault } from '../../src/ledger/index.ts';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { Entry } from '../../src/model/entry.ts';
import fc from '../properties.ts';
import { CHAIN, TS, chainOf, record } from './chain-of.ts';

const SOUND = chainOf(5);
const HEAD = { chain: CHAIN, seq: 5, hash: SOUND[4]?.hash ?? '' };

/** The chain with the entry at `seq` replaced. */
function withEntry(seq: number, change: (entry: Entry) => unknown): readonly unknown[] {
  return SOUND.map((entry) => (entry.seq === seq ? change(entry) : entry));
}

/** An editor who also recomputes the hash of what he edits. */
function resealed(entry: Entry, n: number): Entry {
  const { chain, seq, ts, prev } = entry;
  return seal(record(n), { chain, seq, ts, prev });
}

const without = (...seqs: readonly number[]): readonly Entry[] =>
  SOUND.filter(({ seq }) => !seqs.includes(seq));

const codes = (faults: readonly LedgerFault[]): readonly string[] =>
  faults.map(({ code, chain, seq }) => `${code} ${chain ?? '-'} ${seq ?? '-'}`);

const CASES: readonly {
  readonly name: string;
  readonly given: readonly unknown[];
  readonly found: readonly string[];
}[] = [
  { name: 'a sound chain', given: SOUND, found: [] },
  { name: 'a sound chain as lines', given: SOUND.map((entry) => canonicalJson(entry)), found: [] },
  { name: 'no entries', given: [], found: [] },
  {
    name: 'an edited value',
    given: withEntry(3, (entry) => ({ ...entry, actor: 'mallory' })),
    found: [`HASH_MISMATCH ${CHAIN} 3`],
  },
  {
    name: 'an edited value as a line',
    given: withEntry(3, (entry) => canonicalJson({ ...entry, actor: 'mallory' })),
    found: [`HASH_MISMATCH ${CHAIN} 3`],
  },
  {
    name: 'content without canonical form',
    given: withEntry(3, (entry) => ({ ...entry, data: { text: '\ud800' } })),
    found: [`HASH_MISMATCH ${CHAIN} 3`],
  },
  {
    name: 'an edited and resealed entry',
    given: withEntry(3, (entry) => resealed(entry, 99)),
    found: [`PREV_MISMATCH ${CHAIN} 4`],
  },
  {
    name: 'a first entry that continues something',
    given: [seal(record(1), { chain: CHAIN, seq: 1, ts: TS, prev: 'a'.repeat(64) })],
    found: [`PREV_MISMATCH ${CHAIN} 1`],
  },
  { name: 'a missing entry', given: without(3), found: [`SEQ_GAP ${CHAIN} 4`] },
  { name: 'missing first entries', given: without(1, 2), found: [`SEQ_GAP ${CHAIN} 3`] },
  {
    name: 'two entries swapped',
    given: [0, 2, 1, 3, 4].map((index) => SOUND[index]),
    found: [`SEQ_GAP ${CHAIN} 3`, `SEQ_REPEATED ${CHAIN} 2`],
  },
  {
    name: 'an entry twice',
    given: SOUND.flatMap((entry) => (entry.seq === 3 ? [entry, entry] : [entry])),
    found: [`SEQ_REPEATED ${CHAIN} 3`],
  },
  {
    name: 'a fork',
    given: SOUND.flatMap((entry) => (entry.seq === 3 ? [entry, resealed(entry, 99)] : [entry])),
    found: [`CHAIN_FORKED ${CHAIN} 3`],
  },
  {
    name: 'an unreadable line: what follows is judged from what precedes',
    given: withEntry(3, () => '{"v":1'),
    found: [`ENTRY_MALFORMED ${CHAIN} 3`],
  },
  {
    name: 'two unreadable lines and then a gap',
    given: ['x', 'y', ...without(1, 2, 3)],
    found: ['ENTRY_MALFORMED - 1', 'ENTRY_MALFORMED - 1', `SEQ_GAP ${CHAIN} 4`],
  },
];

describe('verifyChain', () => {
  it.each(CASES)('judges $name', async ({ given, found }) => {
    const result = await verifyChain(given);
    expect(codes(result.faults)).toEqual(found);
    expect(result).toMatchObject({
      ok: found.length === 0,
      entries: given.length,
      faultCount: found.length,
    });
  });

  it('reports the head of each of several chains that share a stream', async () => {
    const other = chainOf(2, 'repository:2');
    const mixed = [SOUND[0], other[0], SOUND[1], other[1], ...SOUND.slice(2)];
    expect(await verifyChain(mixed)).toEqual({
      ok: true,
      entries: 7,
      chains: [HEAD, { chain: 'repository:2', seq: 2, hash: other[1]?.hash }],
      faults: [],
      faultCount: 0,
    });
  });

  it('refuses entries of another chain than the one asked for', async () => {
    const given = [...SOUND, ...chainOf(1, 'repository:2')];
    expect(codes((await verifyChain(given, { chain: CHAIN })).faults)).toEqual([
      'CHAIN_FOREIGN repository:2 1',
    ]);
  });

  it('names a broken line by the chain it stands in', async () => {
    const { faults } = await verifyChain(['nonsense'], { chain: CHAIN });
    expect(faults).toEqual([
      {
        code: 'ENTRY_MALFORMED',
        chain: CHAIN,
        seq: 1,
        message: 'item 1 is not an entry: it is not JSON that an entry could be',
      },
    ]);
  });

  it('finds a cut-off end by the head row, and an edited last entry too', async () => {
    const verified = async (given: readonly unknown[], heads = [HEAD]) =>
      codes((await verifyChain(given, { heads })).faults);
    expect(await verified(SOUND)).toEqual([]);
    expect(await verified(without(5))).toEqual([`CHAIN_TRUNCATED ${CHAIN} 5`]);
    expect(await verified([])).toEqual([`CHAIN_TRUNCATED ${CHAIN} 5`]);
    expect(await verified(withEntry(5, (entry) => resealed(entry, 9)))).toEqual([`HEAD_MISMATCH ${CHAIN} 5`]);
    expect(await verified(SOUND, [])).toEqual([`HEAD_MISSING ${CHAIN} 5`]);
  });

  it('finds by what was shown outside that history was cut off or written anew', async () => {
    const expected = { seq: 3, hash: SOUND[2]?.hash ?? '' };
    const verified = async (given: readonly unknown[], chain: { readonly chain?: string } = {}) =>
      codes((await verifyChain(given, { expect: [{ ...expected, ...chain }] })).faults);
    const rewritten = chainOf(5, CHAIN, (n) => record(n * 10));
    expect(await verified(SOUND)).toEqual([]);
    expect(await verified(without(3, 4, 5))).toEqual([`CHAIN_TRUNCATED ${CHAIN} 3`]);
    expect(await verified([])).toEqual(['CHAIN_TRUNCATED - 3']);
    expect(await verified(rewritten)).toEqual([`CHAIN_REWRITTEN ${CHAIN} 3`]);
    const two = [...SOUND, ...chainOf(3, 'repository:2')];
    expect(await verified(two)).toEqual(['EXPECT_AMBIGUOUS - 3']);
    expect(await verified(two, { chain: CHAIN })).toEqual([]);
    expect(await verified(two, { chain: 'repository:2' })).toEqual(['CHAIN_REWRITTEN repository:2 3']);
  });

  it('does not let a repetition repair what was shown outside', async () => {
    const rewritten = withEntry(3, (entry) => resealed(entry, 99));
    const { faults } = await verifyChain([...rewritten, SOUND[2]], {
      expect: [{ seq: 3, hash: SOUND[2]?.hash ?? '' }],
    });
    expect(codes(faults)).toContain(`CHAIN_REWRITTEN ${CHAIN} 3`);
  });

  it('reports a stream that fails, and never throws', async () => {
    async function* failing(): AsyncIterable<unknown> {
      yield SOUND[0];
      throw new Error('disk gone');
    }
    const result = await verifyChain(failing(), { heads: [HEAD] });
    expect(codes(result.faults)).toEqual([`READ_FAILED ${CHAIN} -`, `CHAIN_TRUNCATED ${CHAIN} 5`]);
  });

  it('keeps the first thousand faults and counts them all', async () => {
    const result = await verifyChain(Array.from({ length: 1_500 }, () => null));
    expect(result.faults).toHaveLength(1_000);
    expect(result).toMatchObject({ ok: false, entries: 1_500, faultCount: 1_500 });
  });
});

describe('verifyChain, whatever is done to the lines', () => {
  const lines = chainOf(12).map((entry) => canonicalJson(entry));
  const last = chainOf(12).at(-1);
  const heads = [{ chain: CHAIN, seq: 12, hash: last?.hash ?? '' }];
  const place = fc.nat({ max: lines.length - 1 });

  const seqOf = (index: number): number => index + 1;

  it('finds any edit of one character, and names the entry', async () => {
    const edit = fc.record({
      index: place,
      at: fc.nat(),
      character: fc.string({ minLength: 1, maxLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ index, at, character }) => {
        const line = lines[index] ?? '';
        const spot = at % line.length;
        const edited = line.slice(0, spot) + character + line.slice(spot + 1);
        fc.pre(edited !== line);
        const result = await verifyChain(lines.with(index, edited), { chain: CHAIN, heads });
        // An edit of the chain's name or of the seq names a place that is not there, or the one after.
        const named = result.faults.some(
          ({ seq, code }) => seq === seqOf(index) || code === 'CHAIN_FOREIGN' || code === 'SEQ_GAP',
        );
        expect({ ok: result.ok, named }).toEqual({ ok: false, named: true });
      }),
      { numRuns: 500 },
    );
  });

  it('finds any removal, swap, repetition and cut', async () => {
    const change = fc.oneof(
      place.map((index) => lines.toSpliced(index, 1)),
      fc.tuple(place, place).map(([a, b]) => lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '')),
      fc.tuple(place, place).map(([a, b]) => lines.toSpliced(a, 0, lines[b] ?? '')),
      place.map((end) => lines.slice(0, end)),
    );
    await fc.assert(
      fc.asyncProperty(change, async (changed) => {
        fc.pre(changed.join('\n') !== lines.join('\n'));
        expect(await verifyChain(changed, { heads })).toMatchObject({ ok: false });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.anything(), fc.string(), fc.json())), async (items) => {
        const result = await verifyChain(items);
        expect(result).toMatchObject({ ok: items.length === 0, entries: items.length });
      }),
    );
  });
});
