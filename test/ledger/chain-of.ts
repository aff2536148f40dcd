// A sound chain to work on. Used by the tests of this folder.
import { chainName, seal } from '../../src/ledger/index.ts';
import type { Entry, Record } from '../../src/model/entry.ts';
import { GENESIS_HASH } from '../../src/model/seal.ts';

export const CHAIN = chainName(1);
export const TS = '2026-11-21T12:00:00.000Z';

export function record(n: number): Record {
  const subject = { repository: 'acme/infra', repositoryId: 1, pull: 7, head: null };
  return { type: 'decision.made', subject, actor: 'aigov', data: { n, text: `"hash":"${n}` } };
}

/** `length` entries, from seq 1 on, each by `make`. */
export function chainOf(length: number, chain = CHAIN, make = record): readonly Entry[] {
  const entries: Entry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const prev = entries.at(-1)?.hash ?? GENESIS_HASH;
    entries.push(seal(make(seq), { chain, seq, ts: TS, prev }));
  }
  return entries;
}
