// Benchmark: how the cost of documents made to be slow grows when they double. Run by main.ts, or alone: node bench/hostile.ts [--only WORDS]
import { parseArgs } from 'node:util';
import { assembleDiff, readProject, planProjects } from '../src/formats/index.ts';
import type { FileChange, FileSide } from '../src/model/files.ts';
import { decide } from '../src/steps/decide.ts';
import { HOSTILE } from './hostile/documents.ts';
import type { Hostile } from './hostile/documents.ts';
import { pullOfFiles, sideOf } from './infrastructure.ts';
import { aside, cost, ms } from './measure.ts';
import type { Figure } from './measure.ts';

/** Twice as much in twice the time, and a little for caches and garbage. */
const MOST_GROWTH = 2.3;
const MOST_MS = 2_000;
/** Below it garbage collection tells more than growth does. */
const TOO_SHORT_MS = 400;

type Sample = { readonly read: number; readonly decide: number; readonly unreadable: readonly string[] };

export async function benchHostile(only = ''): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const hostile of HOSTILE) {
    if (`${hostile.format} ${hostile.what}`.includes(only)) figures.push(await growthOf(hostile));
  }
  const missed = figures.filter(({ met }) => met === false);
  return [
    aside(`hostile documents, ${figures.length} kinds`, `${missed.length} beyond the target`),
    ...figures,
  ];
}

async function growthOf({ format, what, smallest, make }: Hostile): Promise<Figure> {
  await measure(make, Math.max(1, Math.floor(smallest / 8)));
  const samples: Sample[] = [];
  for (const count of [smallest, smallest * 2, smallest * 4]) {
    samples.push(await measure(make, count));
    if (totalOf(samples.at(-1)) > 10 * MOST_MS) break;
  }
  const growth = Math.max(
    ...samples.slice(1).map((sample, index) => growthBetween(samples[index], sample)),
    0,
  );
  const last = samples.at(-1);
  const total = totalOf(last);
  const refused = last?.unreadable[0] === undefined ? '' : `, refused: ${last.unreadable[0]}`;
  return {
    what: `  ${format}: ${smallest * 2 ** (samples.length - 1)} ${what}`,
    measured: `x ${growth.toFixed(1)}, ${ms(last?.read ?? 0)} read, ${ms(last?.decide ?? 0)} decided${refused}`,
    target: `x <= ${MOST_GROWTH}, <= ${MOST_MS / 1_000} s`,
    met: total <= MOST_MS && growth <= MOST_GROWTH,
  };
}

function growthBetween(smaller: Sample | undefined, larger: Sample): number {
  return totalOf(larger) < TOO_SHORT_MS ? 0 : totalOf(larger) / Math.max(totalOf(smaller), TOO_SHORT_MS / 4);
}

function totalOf(sample: Sample | undefined): number {
  return (sample?.read ?? 0) + (sample?.decide ?? 0);
}

/** In this process and without deadlines: what is measured is the code, not its containment. */
async function measure(make: Hostile['make'], count: number): Promise<Sample> {
  const files = changesOf(make(count, 'base'), make(count, 'head'));
  const gathered = { ...pullOfFiles(0, 'hostile'), files };
  let diff = assembleDiff([]);
  const reading = await cost(() => {
    const pairs = planProjects(files, []).flatMap((project) =>
      readProject(project).flatMap((reading, index) => {
        const change = project.changes[index];
        return change === undefined ? [] : [{ change, reading }];
      }),
    );
    diff = assembleDiff(pairs);
  });
  const deciding = await cost(() => decide({ gathered, diff }));
  return { read: reading.cpu, decide: deciding.cpu, unreadable: diff.unreadable.map(({ why }) => why) };
}

function changesOf(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
): readonly FileChange[] {
  const side = (path: string, text: string | undefined): FileSide | null =>
    text === undefined ? null : sideOf(path, text);
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].map((path): FileChange => {
    const before = side(path, base[path]);
    const after = side(path, head[path]);
    return { status: before === null ? 'added' : after === null ? 'removed' : 'modified', before, after };
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  for (const { what, measured, met } of await benchHostile(values.only))
    console.log(`${met === false ? 'MISSED' : '      '} ${what.padEnd(60)} ${measured}`);
}
