// Every property test on new inputs, as often as one likes: `npm run fuzz:properties -- [ROUNDS] [SEED]`. Prints each round's seed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 10);
const first = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => join(import.meta.dirname, path))
  .filter((path) => /\bfc\.assert\b/.test(readFileSync(path, 'utf8')));

for (let seed = first; seed < first + rounds; seed += 1) {
  const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', ...files], {
    env: { ...process.env, PROPERTY_SEED: String(seed), NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  console.log(`seed ${seed}: ${status === 0 ? 'kept' : 'BROKEN'} (${files.length} files)`);
  if (status === 0) continue;
  console.log(stderr, stdout.slice(-20_000));
  process.exitCode = 1;
}
