// Benchmark: what a decision costs in clock and processor, from file texts to the document; and how memory grows with the pull request.
import { createParserPool } from '../src/adapters/parsers/index.ts';
import type { ParserPool } from '../src/adapters/parsers/index.ts';
import { classify } from '../src/classify/index.ts';
import type { Gathered } from '../src/model/gathered.ts';
import { compilePolicy, evaluate, landscapeOf, resolveActor } from '../src/policy/index.ts';
import { decide } from '../src/steps/decide.ts';
import { readDiff } from '../src/steps/read-diff.ts';
import { startChild } from './child.ts';
import type { LargePull } from './decision-large.ts';
import { pullOfFiles } from './infrastructure.ts';
import { aside, cost, type Cost, type Figure, ms, quantile, spread } from './measure.ts';

const FILES = 20;
const ITERATIONS = 250;
const WARM_UP = 30;
/** A server has run for weeks: its code is compiled. Until some two thousand decisions the compiler still works on it. */
const WARM = 2_500;
const LARGE = 3_000;
const SMALLER = 300;

export async function benchDecision(): Promise<readonly Figure[]> {
  const { whole, pure, alone, warm } = await benchIterations();
  const large = await measureLarge(LARGE);
  const smaller = await measureLarge(SMALLER);
  return [
    {
      what: `decision CPU, ${FILES} files never seen, ${ITERATIONS} times after ${WARM}`,
      measured: spread(cpuOf(warm)),
      target: 'p99 <= 60 ms',
      met: quantile(cpuOf(warm), 0.99) <= 60,
    },
    aside('  by the clock', spread(wallOf(warm))),
    {
      what: `  after ${WARM_UP}, in a young process`,
      measured: spread(cpuOf(whole)),
      target: 'p99 <= 60 ms',
      met: quantile(cpuOf(whole), 0.99) <= 60,
    },
    aside('  by the clock', spread(wallOf(whole))),
    aside('  of it classify, policy, narrowing (no reading)', spread(cpuOf(pure))),
    aside('  evaluate() alone', spread(wallOf(alone))),
    {
      what: `decision, ${LARGE} files, once (the middle of ${TIMES})`,
      measured: `${ms(large.cpu)} CPU, ${ms(large.wall)} by the clock`,
      target: '<= 8 s',
      met: large.cpu <= 8_000,
    },
    {
      what: `  peak memory, with that of ${SMALLER} files`,
      measured: `${large.peakMb} MB; ${smaller.peakMb} MB; before either ${smaller.startMb} MB`,
      target: 'flat: <= 1.1 times',
      met: large.peakMb <= 1.1 * smaller.peakMb,
    },
    aside('  held afterwards', `${large.heldMb} MB; ${SMALLER} files ${smaller.heldMb} MB`),
  ];
}

type Costs = {
  readonly warm: readonly Cost[];
  readonly whole: readonly Cost[];
  readonly pure: readonly Cost[];
  readonly alone: readonly Cost[];
};

/** The three parts take turns on each fresh pull request. */
async function benchIterations(): Promise<Costs> {
  const parsers = createParserPool();
  const [whole, pure, alone]: [Cost[], Cost[], Cost[]] = [[], [], []];
  for (let index = -WARM_UP; index < ITERATIONS; index += 1) {
    const gathered = pullOfFiles(FILES, `p${index}`);
    let changes = 0;
    const all = await cost(async () => void (changes += await decideOn(gathered, parsers)));
    // Read again from the cache: only what follows is of interest here.
    const diff = await readDiff({
      files: gathered.files,
      around: { files: [], gap: null },
      readers: parsers,
    });
    const deciding = await cost(() => void (changes += decide({ gathered, diff }).decision.changes.length));
    const { facts, base, head } = gathered;
    const policy = compilePolicy(gathered.layers);
    const actor = resolveActor(policy, facts);
    const classified = classify({ diff, landscape: landscapeOf(policy), agentInvolved: true });
    const question = { policy, facts, actor, classified, base, head, scopes: [] };
    const evaluating = await cost(() => void (changes += evaluate(question).changes.length));
    if (changes < 3 * FILES) throw new Error(`only ${changes} changes were seen`);
    if (index < 0) continue;
    whole.push(all);
    pure.push(deciding);
    alone.push(evaluating);
  }
  for (let index = ITERATIONS; index < WARM; index += 1)
    await decideOn(pullOfFiles(FILES, `p${index}`), parsers);
  const warm: Cost[] = [];
  for (let index = WARM; index < WARM + ITERATIONS; index += 1) {
    const gathered = pullOfFiles(FILES, `p${index}`);
    warm.push(await cost(async () => void (await decideOn(gathered, parsers))));
  }
  await parsers.close();
  return { whole, pure, alone, warm };
}

/** From texts to the document; how many changes it holds. */
async function decideOn(gathered: Gathered, readers: ParserPool): Promise<number> {
  const diff = await readDiff({ files: gathered.files, around: { files: [], gap: null }, readers });
  return decide({ gathered, diff }).decision.changes.length;
}

const TIMES = 5;

/**
 * Each in a process of its own: peak memory is a mark that never falls. Of five the one with the middle peak, as when V8 collects garbage is
 * chance.
 */
async function measureLarge(files: number): Promise<LargePull> {
  const results: LargePull[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const child = startChild('./decision-large.ts');
    results.push((await child.ask({ files })) as LargePull);
    await child.end();
  }
  const [middle] = results.toSorted((a, b) => a.peakMb - b.peakMb).slice(TIMES >> 1);
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

function cpuOf(costs: readonly Cost[]): readonly number[] {
  return costs.map(({ cpu }) => cpu);
}

function wallOf(costs: readonly Cost[]): readonly number[] {
  return costs.map(({ wall }) => wall);
}
