// The contract of all formats on as many texts as one likes: `npm run fuzz -- [INPUTS] [SEED]`. Prints the seed, and what broke.
import { FORMATS, readFile } from '../../src/formats/index.ts';
import type { FileChange } from '../../src/model/files.ts';
import fc from '../properties.ts';
import { casesOf } from './cases.ts';
import { brokenLaw } from './laws.ts';
import { mutantsOf } from './mutants.ts';

const inputs = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
/** A text that takes longer than this holds a worker for too long. */
const SLOW_MS = 1_000;
let failed = 0;
console.log(`seed ${seed}`);

for (const { id } of FORMATS) {
  const begun = performance.now();
  let slowest = 0;
  const law = async (change: FileChange): Promise<void> => {
    const from = performance.now();
    const broken = await brokenLaw(readFile, change);
    const spent = performance.now() - from;
    slowest = Math.max(slowest, spent);
    if (broken !== null) throw new Error(broken);
    if (spent > SLOW_MS) throw new Error(`reading took ${Math.round(spent)} ms`);
  };
  const numRuns = Math.ceil(inputs / FORMATS.length);
  const {
    failed: broke,
    numRuns: done,
    counterexample,
    errorInstance,
  } = await fc.check(fc.asyncProperty(mutantsOf(casesOf(id)), law), { seed, numRuns });
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${broke ? 'BROKEN' : 'kept  '} ${id}: ${done} texts, ${Math.round(done / seconds)}/s, slowest ${Math.round(slowest)} ms`,
  );
  if (!broke) continue;
  failed += 1;
  console.log(`  ${String(errorInstance)}\n  ${JSON.stringify(counterexample)}`);
}
process.exitCode = failed === 0 ? 0 : 1;
