// Benchmark: appends to the ledger, one at a time and many at once, and verification of what was written.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedgerReadOnly, openStore, type Store } from '../src/adapters/store/index.ts';
import { verifyLedger } from '../src/ledger/index.ts';
import type { Record } from '../src/model/entry.ts';
import { aside, type Figure, grouped, inLanes, perSecond, quantile, spread } from './measure.ts';

const CHAIN = 'repository:1';
/** Single and concurrent appends take turns. */
const ROUNDS = 5;
const SINGLE = 500;
const CONCURRENT = 4_000;
const LANES = 32;
/** Entries to verify; the appends above make a part of them, batches the rest. */
const VERIFIED = 60_000;
const BATCH = 500;
const VERIFY_RUNS = 5;

export async function benchLedger(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aigov-bench-'));
  const store = await openStore({ dataDir });
  try {
    const appended = await benchAppends(store);
    for (let seq = (await store.ledger.head(CHAIN))?.seq ?? 0; seq < VERIFIED; seq += BATCH)
      await store.ledger.append(
        CHAIN,
        Array.from({ length: BATCH }, (_, index) => decisionMade(index)),
      );
    return [...appended, await benchVerify(dataDir)];
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function benchAppends({ ledger }: Store): Promise<readonly Figure[]> {
  const append = async (index: number): Promise<void> => {
    const entries = await ledger.append(CHAIN, [decisionMade(index)]);
    if (entries.length !== 1) throw new Error('an append returned no entry');
  };
  const [single, concurrent] = [emptyRun(), emptyRun()];
  for (let round = 0; round < ROUNDS; round += 1) {
    await run(single, { count: SINGLE, lanes: 1 }, append);
    await run(concurrent, { count: CONCURRENT, lanes: LANES }, append);
  }
  const rate = perSecond(concurrent.samples.length, concurrent.milliseconds);
  return [
    {
      what: `ledger appends, ${LANES} at once`,
      measured: `${grouped(rate)}/s, ${spread(concurrent.samples)}`,
      target: '>= 2,000/s',
      met: rate >= 2_000,
    },
    aside(
      '  one at a time',
      `${grouped(perSecond(single.samples.length, single.milliseconds))}/s, ${spread(single.samples)}`,
    ),
  ];
}

async function benchVerify(dataDir: string): Promise<Figure> {
  const times: number[] = [];
  let entries = 0;
  for (let index = 0; index < VERIFY_RUNS; index += 1) {
    const reader = await openLedgerReadOnly({ dataDir });
    const begun = performance.now();
    const result = await verifyLedger(reader);
    times.push(performance.now() - begun);
    await reader.close();
    if (!result.ok)
      throw new Error(`the ledger does not verify: ${JSON.stringify(result.faults.slice(0, 3))}`);
    entries = result.entries;
  }
  const rate = perSecond(entries, quantile(times, 0.5));
  return {
    what: `ledger verify, ${grouped(entries)} entries from SQLite, median of ${VERIFY_RUNS}`,
    measured: `${grouped(rate)} entries/s`,
    target: '>= 100,000 entries/s',
    met: rate >= 100_000,
  };
}

type Run = { readonly samples: number[]; milliseconds: number };

function emptyRun(): Run {
  return { samples: [], milliseconds: 0 };
}

async function run(
  into: Run,
  shape: { readonly count: number; readonly lanes: number },
  work: (index: number) => Promise<void>,
): Promise<void> {
  const begun = performance.now();
  into.samples.push(...(await inLanes(shape, work)));
  into.milliseconds += performance.now() - begun;
}

/** An entry of usual size: one changed resource, two reasons. */
function decisionMade(index: number): Record {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  return {
    type: 'decision.made',
    subject: { repository: 'acme/infra', repositoryId: 1, pull: 1 + (index % 50), head: 'a'.repeat(40) },
    actor: 'aigov',
    data: {
      outcome: 'needs_review',
      mode: 'enforce',
      tier: 'critical',
      base: 'b'.repeat(40),
      decisionDigest: digest,
      changeDigest: digest,
      policy: { source: 'acme/infra@bbbb:.aigov.yml', sha256: digest },
      evidence: { facts: digest, diff: digest, policy: digest },
      changes: [
        { file: 'envs/prod/iam.tf', address: 'aws_iam_role.ci', action: 'update', environment: 'prod' },
      ],
      reasons: ['baseline', 'identity-prod'].map((rule) => ({
        code: 'APPROVALS_MISSING',
        rule,
        satisfied: false,
        approvers: ['bob'],
        ignored: [{ login: 'alice', why: 'delegator' }],
      })),
      index,
    },
  };
}
