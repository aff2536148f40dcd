// One pull request of many files, decided once in a fresh process. Forked by decision.ts.
import { makeNothingOld } from '../src/adapters/collector.ts';
import { createParserPool } from '../src/adapters/parsers/index.ts';
import { decide } from '../src/steps/decide.ts';
import { readDiff } from '../src/steps/read-diff.ts';
import { pullOfFiles } from './infrastructure.ts';
import { cost, type Cost } from './measure.ts';

/**
 * Memory in MB: `startMb` of the process before the reading, with all file texts at hand, `peakMb` at the end; `heldMb` is
 * what the decision leaves on the heap of this thread once garbage is collected.
 */
export type LargePull = Cost & { readonly peakMb: number; readonly startMb: number; readonly heldMb: number };

makeNothingOld();
process.on('message', ({ files }: { readonly files: number }) => {
  void measure(files).then((result) => process.send?.(result));
});

async function measure(files: number): Promise<LargePull> {
  const gathered = pullOfFiles(files, 'large');
  const startMb = peakMb();
  const parsers = createParserPool();
  let changes = 0;
  const spent = await cost(async () => {
    const diff = await readDiff({
      files: gathered.files,
      around: { files: [], gap: null },
      readers: parsers,
    });
    changes = decide({ gathered, diff }).decision.changes.length;
  });
  await parsers.close();
  if (changes < files) throw new Error(`only ${changes} changes were seen`);
  globalThis.gc?.();
  const heldMb = Math.round(process.memoryUsage().heapUsed / 1_000_000);
  return { ...spent, startMb, heldMb, peakMb: peakMb() };
}

function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
