import { describe, expect, it } from 'vitest';
import { exportCsv, exportJsonLines, storedEntries, verifyChain } from '../../src/ledger/index.ts';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { Entry } from '../../src/model/entry.ts';
import { CHAIN, chainOf } from './chain-of.ts';

async function text(parts: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const part of parts) all += part;
  return all;
}

const ENTRIES = chainOf(3);
const DAYS = ENTRIES.map((entry, index): Entry => ({ ...entry, ts: `2026-11-2${index}T00:00:00.000Z` }));

describe('exportJsonLines', () => {
  it('writes lines that verify by themselves', async () => {
    const lines = await text(exportJsonLines(ENTRIES));
    expect(lines).toBe(ENTRIES.map((entry) => `${canonicalJson(entry)}\n`).join(''));
    expect(await verifyChain(lines.trim().split('\n'))).toMatchObject({ ok: true, entries: 3 });
  });

  it('takes a period: its beginning is in, its end is out', async () => {
    const period = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' };
    expect(await text(exportJsonLines(DAYS, period))).toBe(`${canonicalJson(DAYS[1])}\n`);
  });
});

describe('exportCsv', () => {
  it('quotes what needs it and disarms formulas', async () => {
    const [entry] = chainOf(1, CHAIN, (n) => ({
      type: 'decision.made',
      subject: { repository: '=acme/infra', repositoryId: n, pull: null, head: 'a,b' },
      actor: '@agent "x"',
      data: { n },
    }));
    expect(await text(exportCsv([entry as Entry]))).toBe(
      'chain,seq,ts,type,repository,repository_id,pull,head,actor,data,prev,hash\r\n' +
        'repository:1,1,2026-11-21T12:00:00.000Z,decision.made,\'=acme/infra,1,,"a,b","\'@agent ""x""",' +
        `"{""n"":1}",${entry?.prev},${entry?.hash}\r\n`,
    );
  });
});

describe('storedEntries', () => {
  it('refuses to export around an unreadable row', async () => {
    async function* rows() {
      yield { chain: CHAIN, seq: 1, pull: 7, body: canonicalJson(ENTRIES[0]) };
      yield { chain: CHAIN, seq: 2, pull: 7, body: '{' };
    }
    const seen: Entry[] = [];
    const reading = (async () => {
      for await (const entry of storedEntries(rows())) seen.push(entry);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
    expect(seen).toEqual([ENTRIES[0]]);
  });
});
