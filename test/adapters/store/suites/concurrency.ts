// Several processes on one database: the chain stays linear, work is shared without being doubled, locks exclude.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../src/adapters/store/index.ts';
import { verifyLedger } from '../../../../src/ledger/index.ts';
import { START, type Harness } from '../harness.ts';
import { CHAIN, record } from './ledger.ts';

const run = promisify(execFile);
const PROCESSES = 3;
const ROUNDS = 40;

export function concurrencySuite(get: () => Harness, engine: string): void {
  if (engine === 'PGlite') {
    it.skip('several processes: skipped, because PGlite lives inside one process', () => {});
    return;
  }

  describe('several processes', () => {
    it('extend one chain without a fork and share the work without doubling it', async () => {
      const { store, location } = get();
      await Promise.all(
        Array.from({ length: 100 }, async (_, n) => await store.work.request('shared', `k-${n}`, null)),
      );
      const program = fileURLToPath(new URL('../contender.ts', import.meta.url));
      const outputs = await Promise.all(
        Array.from({ length: PROCESSES }, async (_, n) => {
          const given = JSON.stringify({ location, chain: CHAIN, rounds: ROUNDS, name: `p${n}`, now: START });
          return (await run(process.execPath, [program, given])).stdout.trim().split('\n').filter(Boolean);
        }),
      );
      const reader = await get().reader();
      expect(await verifyLedger(reader)).toMatchObject({ ok: true, entries: PROCESSES * ROUNDS, faults: [] });
      await reader.close();
      const finished = outputs.flat();
      expect(new Set(finished).size).toBe(100);
      expect(finished).toHaveLength(100);
    });

    it('exclude each other by key', async () => {
      const other = await openStore(get().location ?? {});
      const order: string[] = [];
      const gate = Promise.withResolvers<void>();
      const entered = Promise.withResolvers<void>();
      const first = get().store.sessions.exclusive('account', async () => {
        entered.resolve();
        await gate.promise;
        order.push('first');
      });
      await entered.promise;
      const second = other.sessions.exclusive('account', async () => {
        order.push('second');
      });
      await other.sessions.exclusive('another account', async () => {
        order.push('unhindered');
      });
      await other.ledger.append(CHAIN, [record(1)]);
      gate.resolve();
      await Promise.all([first, second]);
      expect(order).toEqual(['unhindered', 'first', 'second']);
      await other.close();
    });
  });
}
