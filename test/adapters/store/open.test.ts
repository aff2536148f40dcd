import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openLedgerReadOnly, openStore, readLedgerFile } from '../../../src/adapters/store/index.ts';
import { exportJsonLines, storedEntries, verifyChain, verifyLedger } from '../../../src/ledger/index.ts';
import { CHAIN, collect, record } from './suites/ledger.ts';

const root = mkdtempSync(join(tmpdir(), 'aigov-open-'));
afterAll(() => rmSync(root, { recursive: true }));
const UNAVAILABLE = { name: 'Fault', code: 'STORE_UNAVAILABLE' };

describe('openStore', () => {
  it('makes its folder for the owner alone, fsyncs each commit and finds everything again', async () => {
    const dataDir = join(root, 'fresh', 'data');
    const first = await openStore({ dataDir });
    await first.ping();
    const [entry] = await first.ledger.append(CHAIN, [record(1)]);
    await first.close();
    const again = await openStore({ dataDir });
    expect(again.engine).toBe('sqlite');
    expect(await collect(again.ledger.read(CHAIN))).toEqual([entry]);
    await again.close();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const database = new DatabaseSync(join(dataDir, 'aigov.db'));
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  it('may be opened by several at once on an empty folder', async () => {
    const dataDir = join(root, 'together');
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ dataDir })));
    await Promise.all(stores.map((store, n) => store.ledger.append(CHAIN, [record(n)])));
    expect(await stores[0]?.ledger.head(CHAIN)).toMatchObject({ seq: 3 });
    for (const store of stores) await store.close();
  });

  it('commits what was asked for before it closes', async () => {
    const dataDir = join(root, 'closing');
    const store = await openStore({ dataDir });
    const appended = store.ledger.append(CHAIN, [record(1)]);
    await store.close();
    expect(await appended).toHaveLength(1);
  });

  it('says that a damaged file or an absent server is unavailable', async () => {
    const dataDir = mkdtempSync(join(root, 'damaged-'));
    writeFileSync(
      join(dataDir, 'aigov.db'),
      'this is no database, and long enough to be looked at'.repeat(100),
    );
    await expect(openStore({ dataDir })).rejects.toMatchObject(UNAVAILABLE);
    await expect(openStore({ databaseUrl: 'postgres://127.0.0.1:1/none' })).rejects.toMatchObject(
      UNAVAILABLE,
    );
  });

  it('gives the one fault for any failure of the driver, and lets the caller’s own errors pass', async () => {
    const dataDir = join(root, 'broken');
    const store = await openStore({ dataDir });
    const database = new DatabaseSync(join(dataDir, 'aigov.db'));
    database.exec('DROP TABLE work; DROP TABLE entry');
    database.close();
    await expect(store.work.request('q', 'k', null)).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.ledger.append(CHAIN, [record(1)])).rejects.toMatchObject(UNAVAILABLE);
    await expect(collect(store.ledger.read(CHAIN))).rejects.toMatchObject(UNAVAILABLE);
    expect(await store.ledger.head(CHAIN)).toBeNull();
    await expect(store.ledger.putEvidence(undefined)).rejects.toThrow(TypeError);
    await store.close();
  });
});

describe('openLedgerReadOnly', () => {
  it('sees one instant beside a writing store, and writes nothing', async () => {
    const dataDir = join(root, 'beside');
    const store = await openStore({ dataDir });
    await store.ledger.append(CHAIN, [record(1)]);
    const reader = await openLedgerReadOnly({ dataDir });
    expect(await reader.heads()).toMatchObject([{ seq: 1 }]);
    await store.ledger.append(CHAIN, [record(2)]);
    expect(await verifyLedger(reader)).toMatchObject({ ok: true, entries: 1 });
    await reader.close();
    await store.close();
    const later = await openLedgerReadOnly({ dataDir });
    expect(await verifyLedger(later)).toMatchObject({ ok: true, entries: 2 });
    await later.close();
  });

  it('finds no ledger where there is none', async () => {
    await expect(openLedgerReadOnly({ dataDir: join(root, 'nowhere') })).rejects.toMatchObject(UNAVAILABLE);
    const dataDir = mkdtempSync(join(root, 'empty-'));
    new DatabaseSync(join(dataDir, 'aigov.db')).close();
    const reader = await openLedgerReadOnly({ dataDir });
    await expect(reader.heads()).rejects.toMatchObject(UNAVAILABLE);
    await reader.close();
  });
});

describe('readLedgerFile', () => {
  it('gives the lines that verification takes', async () => {
    const dataDir = join(root, 'export');
    const store = await openStore({ dataDir });
    await store.ledger.append(CHAIN, [record(1), record(2)]);
    await store.close();
    const reader = await openLedgerReadOnly({ dataDir });
    const lines = await collect(exportJsonLines(storedEntries(reader.entries())));
    await reader.close();
    const path = join(root, 'ledger.jsonl');
    writeFileSync(path, `${lines.join('')}\n`);
    expect(await verifyChain(readLedgerFile(path))).toMatchObject({ ok: true, entries: 2 });
    writeFileSync(path, lines.join('').replace('"n":1', '"n":9'));
    expect(await verifyChain(readLedgerFile(path))).toMatchObject({
      faults: [{ code: 'HASH_MISMATCH', seq: 1 }],
    });
    expect(await verifyChain(readLedgerFile(join(root, 'missing')))).toMatchObject({
      faults: [{ code: 'READ_FAILED' }],
    });
  });
});
