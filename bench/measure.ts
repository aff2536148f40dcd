// Words of a measurement: quantiles, rates, one figure beside its target, the table. Used by every benchmark of this folder.

/** One line of the table. `met` is null where nothing is promised: a baseline, a part of another figure. */
export type Figure = {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly met: boolean | null;
};

/** Value at `q` of the samples, nearest rank; 0 without samples. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? 0;
}

/** Milliseconds with as many digits as they are good for. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function spread(samples: readonly number[]): string {
  return `p50 ${ms(quantile(samples, 0.5))}, p99 ${ms(quantile(samples, 0.99))}`;
}

export function perSecond(count: number, milliseconds: number): number {
  return Math.round((count * 1000) / milliseconds);
}

export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A figure with nothing to reach. */
export function aside(what: string, measured: string): Figure {
  return { what, measured, target: '', met: null };
}

export type Cost = { readonly wall: number; readonly cpu: number };

/** Milliseconds of clock and of processor, all threads of this process together. */
export async function cost(work: () => unknown): Promise<Cost> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const wall = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
}

/** Keeps `lanes` pieces of work going until `count` are done; the milliseconds of each. */
export async function inLanes(
  { count, lanes }: { readonly count: number; readonly lanes: number },
  work: (index: number) => Promise<void>,
): Promise<readonly number[]> {
  const samples: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const begun = performance.now();
      await work(index);
      samples.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return samples;
}

export function renderTable(figures: readonly Figure[]): string {
  const rows = [
    ['what', 'measured', 'target', ''],
    ...figures.map(({ what, measured, target, met }) => [
      what,
      measured,
      target,
      met === null ? '' : met ? 'met' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
