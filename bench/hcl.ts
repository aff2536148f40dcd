// Benchmark: how fast HCL is read, beside HashiCorp's own reader (Go compiled to WebAssembly) on the same texts.
import { parse } from '@cdktn/hcl2json';
import { parseHcl } from '../src/formats/hcl/parse.ts';
import { pullOfFiles } from './infrastructure.ts';
import { aside, cost, quantile } from './measure.ts';
import type { Figure } from './measure.ts';

const FILES = 400;
const ROUNDS = 15;

export async function benchHcl(): Promise<readonly Figure[]> {
  const texts = pullOfFiles(FILES, 'hcl').files.flatMap(({ before, after }) =>
    [before, after].flatMap((side) => (side?.content.kind === 'text' ? [side.content.text] : [])),
  );
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1_000_000;
  const rates: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  let read = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await cost(() => {
      for (const text of texts) read += parseHcl(text).kind === 'ok' ? 1 : 0;
    });
    rates.ours.push((megabytes * 1_000) / ours.wall);
    if (round >= 3) continue;
    const theirs = await cost(async () => {
      for (const text of texts) await parse('text.tf', text);
    });
    rates.theirs.push((megabytes * 1_000) / theirs.wall);
  }
  if (read !== ROUNDS * texts.length) throw new Error('a text was refused');
  const [cold = 0] = rates.ours;
  const warm = quantile(rates.ours, 0.5);
  return [
    {
      what: `HCL, ${megabytes.toFixed(1)} MB, first pass`,
      measured: rate(cold),
      target: '>= 8 MB/s',
      met: cold >= 8,
    },
    aside('  once warm', rate(warm)),
    aside("  beside it: HashiCorp's reader", rate(quantile(rates.theirs, 0.5))),
  ];
}

function rate(megabytesPerSecond: number): string {
  return `${megabytesPerSecond.toFixed(1)} MB/s`;
}
