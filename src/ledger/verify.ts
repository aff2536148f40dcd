// Proves offline that nothing was altered, dropped or cut off. Called by `aigov ledger verify`, the pages and the demo.
import { CHAIN_START, entryFaults, positionAfter, type ChainPosition } from './chain.ts';
import { readEntry, type EntryReading, type MalformedEntry } from './entry.ts';
import { expectationFault, headFault, type Expectation } from './expectation.ts';
import type { LedgerFault } from './fault.ts';
import type { ChainHead } from './store.ts';

export type VerifyOptions = {
  /** Every entry must belong to this chain. Without it, a stream may hold several chains, mixed as they like. */
  readonly chain?: string;
  /** Head rows of the store: each must name the last entry of its chain, and each chain must have one. */
  readonly heads?: readonly ChainHead[];
  /** What check runs and notes outside the store have shown. */
  readonly expect?: readonly Expectation[];
};

export type VerifyResult = {
  readonly ok: boolean;
  /** Items read, malformed ones included. */
  readonly entries: number;
  /** The last entry of each chain, by name. */
  readonly chains: readonly ChainHead[];
  /** In the order found; the first 1,000 of `faultCount`. */
  readonly faults: readonly LedgerFault[];
  readonly faultCount: number;
};

const MAX_FAULTS = 1_000;

/** What verification remembers: a position per chain, hashes at expected places, faults. Flat in the number of entries. */
type Progress = {
  readonly positions: Map<string, ChainPosition>;
  readonly sightings: Map<string, Map<number, string>>;
  readonly expectedSeqs: ReadonlySet<number>;
  readonly faults: LedgerFault[];
  entries: number;
  faultCount: number;
  /** Chain of the last readable entry: a broken line is taken to belong to it. */
  current: string | null;
};

/**
 * Verify a stream of entries: parsed values, or lines of exported JSON. Never throws and never stops at a fault; if
 * the stream itself fails, that is a fault too (READ_FAILED). An empty stream is ok unless heads or expectations say more.
 */
export async function verifyChain(
  entries: AsyncIterable<unknown> | Iterable<unknown>,
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  return await verifyItems(entries, { ...options, read: readEntry });
}

/** The same over items of any kind, given how to read one. */
export async function verifyItems<T>(
  items: AsyncIterable<T> | Iterable<T>,
  options: VerifyOptions & { readonly read: (item: T) => EntryReading },
): Promise<VerifyResult> {
  const progress = start(options);
  try {
    for await (const item of items) step(progress, options.read(item), options);
  } catch {
    report(progress, {
      code: 'READ_FAILED',
      chain: progress.current,
      seq: null,
      message: `reading stopped after ${progress.entries} entries: what follows was not verified`,
    });
  }
  return finish(progress, options);
}

function start(options: VerifyOptions): Progress {
  return {
    positions: new Map(),
    sightings: new Map(),
    expectedSeqs: new Set((options.expect ?? []).map(({ seq }) => seq)),
    faults: [],
    entries: 0,
    faultCount: 0,
    current: options.chain ?? null,
  };
}

function step(progress: Progress, reading: EntryReading, options: VerifyOptions): void {
  progress.entries += 1;
  if (reading.kind === 'malformed') {
    malformed(progress, reading);
  } else if (options.chain !== undefined && reading.entry.chain !== options.chain) {
    const { chain, seq } = reading.entry;
    report(progress, {
      code: 'CHAIN_FOREIGN',
      chain,
      seq,
      message: `an entry of this chain stands in ${options.chain}`,
    });
  } else {
    advance(progress, reading);
  }
}

function advance(progress: Progress, reading: EntryReading & { readonly kind: 'entry' }): void {
  const { entry } = reading;
  const position = progress.positions.get(entry.chain) ?? CHAIN_START;
  for (const fault of entryFaults(position, reading)) report(progress, fault);
  progress.positions.set(entry.chain, positionAfter(position, entry));
  progress.current = entry.chain;
  if (progress.expectedSeqs.has(entry.seq)) sight(progress, entry);
}

/** The first sighting counts: a later repetition is a fault of its own and must not repair this one. */
function sight(progress: Progress, entry: ChainHead): void {
  const seen = progress.sightings.get(entry.chain) ?? new Map<number, string>();
  if (!seen.has(entry.seq)) seen.set(entry.seq, entry.hash);
  progress.sightings.set(entry.chain, seen);
}

function malformed(progress: Progress, reading: MalformedEntry): void {
  const chain = reading.chain ?? progress.current;
  const position = (chain === null ? undefined : progress.positions.get(chain)) ?? CHAIN_START;
  if (chain !== null) progress.positions.set(chain, { ...position, unread: position.unread + 1 });
  const seq = reading.seq ?? position.seq + position.unread + 1;
  const message = `item ${progress.entries} is not an entry: ${reading.why}`;
  report(progress, { code: 'ENTRY_MALFORMED', chain, seq, message });
}

function finish(progress: Progress, options: VerifyOptions): VerifyResult {
  const chains = lastEntries(progress);
  for (const fault of headFaults(chains, options.heads)) report(progress, fault);
  for (const expected of options.expect ?? []) {
    const fault = expectationFault(expected, { chains, sightings: progress.sightings });
    if (fault !== null) report(progress, fault);
  }
  const { entries, faults, faultCount } = progress;
  return { ok: faultCount === 0, entries, chains, faults, faultCount };
}

function lastEntries(progress: Progress): readonly ChainHead[] {
  return [...progress.positions]
    .filter(([, { seq }]) => seq > 0)
    .map(([chain, { seq, hash }]) => ({ chain, seq, hash }))
    .toSorted((a, b) => (a.chain < b.chain ? -1 : 1));
}

function headFaults(
  chains: readonly ChainHead[],
  heads: readonly ChainHead[] | undefined,
): readonly LedgerFault[] {
  if (heads === undefined) return [];
  const named = new Set(heads.map(({ chain }) => chain));
  const missing = chains
    .filter(({ chain }) => !named.has(chain))
    .map(({ chain, seq }): LedgerFault => {
      return { code: 'HEAD_MISSING', chain, seq, message: 'the store has no head row for this chain' };
    });
  const wrong = heads
    .map((head) => headFault(head, chains.find(({ chain }) => chain === head.chain) ?? null))
    .filter((fault) => fault !== null);
  return [...missing, ...wrong];
}

function report(progress: Progress, fault: LedgerFault): void {
  progress.faultCount += 1;
  if (progress.faults.length < MAX_FAULTS) progress.faults.push(fault);
}
