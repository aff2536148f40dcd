// Random pairs of policies against the second evaluator, as many as one likes: `npm run fuzz:growth -- [PAIRS] [SEED]`. Prints what broke.
import fc from '../../../properties.ts';
import { disagreement } from './disagreement.ts';
import { KINDS, pairOf } from './random-policies.ts';

const pairs = Number(process.argv[2] ?? 200_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
let failed = 0;
console.log(`seed ${seed}`);

for (const [use, statement] of KINDS) {
  const begun = performance.now();
  const counts = new Map<string, number>();
  const result = fc.check(
    fc.property(pairOf(statement), (sides) => {
      const { verdict, wrong } = disagreement(use, sides);
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      if (wrong !== null) throw new Error(wrong);
    }),
    { seed, numRuns: Math.ceil(pairs / KINDS.length) },
  );
  const seconds = (performance.now() - begun) / 1000;
  const told = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  console.log(
    `${result.failed ? 'BROKEN' : 'kept  '} ${use}: ${result.numRuns} pairs in ${Math.round(seconds)} s (${told})`,
  );
  if (!result.failed) continue;
  failed += 1;
  console.log(`${String(result.errorInstance)}\n${JSON.stringify(result.counterexample, null, 2)}`);
}

process.exitCode = failed === 0 ? 0 : 1;
