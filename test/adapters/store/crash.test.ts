import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerLocation } from '../../../src/adapters/store/index.ts';
import { crashRun } from './crash-run.ts';
import { ENGINES } from './harness.ts';

const KILLS = 10;
const SEED = 20_261_121;
const LIMIT_MS = 60_000;

async function expectNothingLost(location: LedgerLocation): Promise<void> {
  const report = await crashRun({ location, kills: KILLS, seed: SEED });
  expect(report).toMatchObject({ kills: KILLS, lost: [], doubled: [], chainOk: true });
  expect(Math.min(report.accepted, report.recorded, report.finished)).toBeGreaterThan(KILLS);
}

describe(`${KILLS} times kill -9 at random points (seed ${SEED}) lose nothing and double nothing`, () => {
  it(
    'on node:sqlite, the first opening included',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'aigov-crash-'));
      await expectNothingLost({ dataDir }).finally(() => rmSync(dataDir, { recursive: true }));
    },
    LIMIT_MS,
  );

  const postgres = ENGINES.find(({ name }) => name === 'PostgreSQL');
  if (postgres === undefined || postgres.skipped !== null) {
    it.skip(`on PostgreSQL: skipped, because ${postgres?.skipped}`, () => {});
    return;
  }
  it(
    'on PostgreSQL',
    async () => {
      const harness = await postgres.open();
      try {
        await expectNothingLost(harness.location ?? {});
      } finally {
        await harness.close();
      }
    },
    LIMIT_MS,
  );
});
