// Kills a writing process again and again, then counts what it was promised against what is there. Used by crash.test.ts;
// run directly for the long version: `node test/adapters/store/crash-run.ts 1000 [seed]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore, type LedgerLocation } from '../../../src/adapters/store/index.ts';
import { LIMITS } from '../../../src/config/limits.ts';
import { openLedgerReadOnly } from '../../../src/adapters/store/index.ts';
import { verifyLedger } from '../../../src/ledger/index.ts';
import { sha256Hex } from '../../../src/model/canonical.ts';
import type { CrashGiven } from './crash-subject.ts';

export type CrashReport = {
  readonly kills: number;
  readonly accepted: number;
  readonly recorded: number;
  readonly finished: number;
  /** Promised, but not there. */
  readonly lost: readonly string[];
  /** Done or stored twice. */
  readonly doubled: readonly string[];
  readonly chainOk: boolean;
};

type Said = {
  readonly sent: Set<number>;
  readonly accepted: Set<number>;
  readonly recorded: Set<number>;
  readonly finished: number[];
  readonly fresh: number[];
};

const START = Date.UTC(2026, 10, 21);
/** A kill comes after this many lines at most. The first comes after one: while the store opens and migrates. */
const MAX_LINES = 150;

export async function crashRun(options: {
  readonly location: LedgerLocation;
  readonly kills: number;
  readonly seed: number;
}): Promise<CrashReport> {
  const random = numbersFrom(options.seed);
  const said: Said = { sent: new Set(), accepted: new Set(), recorded: new Set(), finished: [], fresh: [] };
  const doubled: string[] = [];
  for (let round = 1; round <= options.kills; round += 1) {
    const before = new Set(said.accepted);
    const now = START + round * (LIMITS.leaseMs + 1);
    const redeliver = [...before].slice(-20);
    await killedRound(
      { location: options.location, first: said.sent.size + round * 1_000_000, redeliver, now },
      { lines: round === 1 ? 1 : random(MAX_LINES), said },
    );
    doubled.push(
      ...said.fresh
        .splice(0)
        .filter((n) => before.has(n))
        .map((n) => `accepted again ${n}`),
    );
  }
  return await account({ ...options, said, doubled });
}

/** Run the subject until it said `lines` lines, kill it, and hear out what it had said by then. */
async function killedRound(
  given: CrashGiven,
  { lines, said }: { readonly lines: number; readonly said: Said },
): Promise<void> {
  const program = join(import.meta.dirname, 'crash-subject.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let heard = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    hear(line, said);
    heard += 1;
    if (heard === lines) child.kill('SIGKILL');
  }
  const [, signal] = (await closed) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error('the subject ended by itself');
}

/** The last line may be cut by the kill: only whole ones count. */
function hear(line: string, said: Said): void {
  const [, word, number] = /^(sent|accepted|recorded|finished|fresh) (\d+)$/.exec(line) ?? [];
  const n = Number(number);
  if (word === 'finished' || word === 'fresh') said[word].push(n);
  else if (word === 'sent' || word === 'accepted' || word === 'recorded') said[word].add(n);
}

async function account(run: {
  readonly location: LedgerLocation;
  readonly kills: number;
  readonly said: Said;
  readonly doubled: readonly string[];
}): Promise<CrashReport> {
  const { location, kills, said } = run;
  const store = await openStore({ ...location, clock: () => START + (kills + 2) * LIMITS.leaseMs * 2 });
  const lost: string[] = [];
  const doubled = [...run.doubled, ...repeated(said.finished).map((n) => `finished twice ${n}`)];

  const stored = new Map<number, number>();
  for await (const { data } of store.ledger.read('repository:1')) {
    const n = Number(data['n']);
    stored.set(n, (stored.get(n) ?? 0) + 1);
  }
  lost.push(...[...said.recorded].filter((n) => !stored.has(n)).map((n) => `recorded ${n}`));
  // The two records of one append stand or fall together.
  doubled.push(
    ...[...stored].filter(([, count]) => count !== 2).map(([n, count]) => `recorded ${n}: ${count}`),
  );

  const remaining = new Set<number>();
  for (;;) {
    const items = await store.work.claim(100, ['delivery']);
    if (items.length === 0) break;
    for (const item of items) {
      remaining.add(Number(item.key.split(':')[0]?.replace('delivery-', '')));
      await store.work.finish(item);
    }
  }
  doubled.push(...said.finished.filter((n) => remaining.has(n)).map((n) => `finished, yet due ${n}`));
  for (const n of said.accepted) {
    const body = JSON.stringify({ n });
    if ((await store.work.delivery(`delivery-${n}:${sha256Hex(body)}`)) === null) lost.push(`accepted ${n}`);
  }
  await store.close();
  const reader = await openLedgerReadOnly(location);
  const verified = await verifyLedger(reader);
  await reader.close();
  return {
    kills,
    accepted: said.accepted.size,
    recorded: said.recorded.size,
    finished: said.finished.length,
    lost,
    doubled,
    chainOk: verified.ok,
  };
}

function repeated(numbers: readonly number[]): readonly number[] {
  return numbers.filter((n, index) => numbers.indexOf(n) !== index);
}

/** Reproducible whole numbers from 1 to `max` (mulberry32). */
function numbersFrom(seed: number): (max: number) => number {
  let state = seed;
  return (max) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return 1 + (((mixed ^ (mixed >>> 14)) >>> 0) % max);
  };
}

if (import.meta.main) {
  const [kills = '1000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  const dataDir = mkdtempSync(join(tmpdir(), 'aigov-crash-'));
  console.error(`${kills} kills, seed ${seed}`);
  const report = await crashRun({ location: { dataDir }, kills: Number(kills), seed: Number(seed) });
  rmSync(dataDir, { recursive: true });
  console.log(JSON.stringify(report));
  process.exitCode = report.lost.length + report.doubled.length === 0 && report.chainOk ? 0 : 1;
}
