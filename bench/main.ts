// `npm run bench`: every figure that is promised, measured on this machine and printed beside its target. Always exits 0: a figure is no test.
// Usage: node bench/main.ts [--only intake|hcl|formats|hostile|decision|policy|pull|session|ledger]
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { makeNothingOld } from '../src/adapters/collector.ts';
import { benchDecision } from './decision.ts';
import { benchGrowth } from './growth.ts';
import { benchFormats } from './formats.ts';
import { benchHcl } from './hcl.ts';
import { benchHostile } from './hostile.ts';
import { benchIntake } from './intake.ts';
import { benchLedger } from './ledger.ts';
import { type Figure, renderTable } from './measure.ts';
import { benchPolicy } from './policy.ts';
import { benchPull } from './pull.ts';
import { benchSession } from './session.ts';

const BENCHES: { readonly [name: string]: () => Promise<readonly Figure[]> } = {
  intake: benchIntake,
  hcl: benchHcl,
  growth: benchGrowth,
  formats: benchFormats,
  hostile: () => benchHostile(),
  decision: benchDecision,
  policy: benchPolicy,
  pull: benchPull,
  session: benchSession,
  ledger: benchLedger,
};

// As the product's own entries do.
makeNothingOld();
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const names = values.only ?? Object.keys(BENCHES);
const figures: Figure[] = [];
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    console.error(`no benchmark ${name}; there are ${Object.keys(BENCHES).join(', ')}`);
    continue;
  }
  console.error(`measuring ${name} …`);
  figures.push(...(await bench()));
}
console.log(
  `node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}`,
);
console.log(renderTable(figures));
