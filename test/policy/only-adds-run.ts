// The properties of only-adds.ts on as many inputs as one likes: `npm run fuzz:layers -- [PAIRS] [SEED]`.
import { ADDITIONS } from './only-adds.ts';

const pairs = Number(process.argv[2] ?? 200_000);
const first = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = 1_000;
console.log(`seed ${first}`);
for (let [done, seed] = [0, first]; done < pairs; seed += 1) {
  for (const holds of Object.values(ADDITIONS)) {
    holds({ numRuns, seed });
    done += numRuns;
  }
  console.log(`${done} pairs: nothing that was held was let through`);
}
