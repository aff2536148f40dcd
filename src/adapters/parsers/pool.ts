// Parser workers: every file is read in a thread that may be killed. Used by the pipeline's adapters and the CLI.
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../../config/limits.ts';
import type { FileReading } from '../../formats/index.ts';
import { filePath } from '../../model/files.ts';
import type { FileChange } from '../../model/files.ts';
import { readingCache } from './reading-cache.ts';

export type WorkerTask = { readonly change: FileChange };
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly reading: FileReading }
  /** The thread can no longer be trusted; this file has no reading. */
  | { readonly kind: 'died' };

export type ParserPool = {
  /** Never rejects: a file that kills its worker twice, or takes too long, is unreadable. */
  readonly read: (change: FileChange) => Promise<FileReading>;
  /** Ends all workers; files still waiting become unreadable. */
  readonly close: () => Promise<void>;
};

type Job = {
  readonly change: FileChange;
  readonly resolve: (reading: FileReading) => void;
  /** Deaths so far. */
  deaths: number;
};
type Seat = { readonly worker: Worker; ready: boolean; job: Job | null; timer: NodeJS.Timeout | null };

/** Starting a thread and loading its code on a busy machine; not part of a file's own deadline. */
const START_MS = 30_000;
/** Nothing of this process goes along: no environment with secrets, no flags. */
const OPTIONS = { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 } };

/** `size` threads at most, started when files wait; `deadlineMs` is the wall clock for one file. */
export function createParserPool(
  options: { readonly size?: number; readonly deadlineMs?: number; readonly workerUrl?: URL } = {},
): ParserPool {
  const size = options.size ?? 2;
  const deadlineMs = options.deadlineMs ?? LIMITS.parseDeadlineMs;
  const workerUrl = options.workerUrl ?? ownWorker();
  const cache = readingCache();
  const waiting: Job[] = [];
  const seats = new Set<Seat>();
  let closed = false;

  const settle = (job: Job, reading: FileReading): void => {
    cache.put(job.change, reading);
    job.resolve(reading);
  };
  const lose = (seat: Seat, why: 'timeout' | 'parser-died'): void => {
    if (!seats.delete(seat)) return;
    stopTimer(seat);
    void seat.worker.terminate();
    // A thread that never got ready counts against the next file, or a broken start would repeat for ever.
    const job = seat.job ?? (seat.ready ? undefined : waiting.shift());
    if (job !== undefined) {
      job.deaths += 1;
      if (why === 'timeout' || job.deaths > 1 || closed) job.resolve(failed(job.change, why));
      else waiting.unshift(job);
    }
    pump();
  };
  const start = (): void => {
    const worker = new Worker(workerUrl, OPTIONS);
    const seat: Seat = { worker, ready: false, job: null, timer: null };
    seats.add(seat);
    seat.timer = setTimeout(() => lose(seat, 'parser-died'), START_MS);
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'died') return lose(seat, 'parser-died');
      const { job } = seat;
      if (answer.kind === 'read' && job !== null) settle(job, answer.reading);
      seat.ready = true;
      seat.job = null;
      stopTimer(seat);
      worker.unref();
      pump();
    });
    worker.on('error', () => lose(seat, 'parser-died'));
    worker.on('exit', () => lose(seat, 'parser-died'));
  };
  const assign = (seat: Seat, job: Job): void => {
    seat.job = job;
    seat.worker.ref();
    seat.timer = setTimeout(() => lose(seat, 'timeout'), deadlineMs);
    seat.worker.postMessage({ change: job.change } satisfies WorkerTask);
  };
  const pump = (): void => {
    if (closed) return;
    for (const seat of seats) {
      const job = seat.ready && seat.job === null ? waiting.shift() : undefined;
      if (job !== undefined) assign(seat, job);
    }
    const starting = [...seats].filter((seat) => !seat.ready).length;
    for (let missing = waiting.length - starting; missing > 0 && seats.size < size; missing -= 1) start();
  };

  return {
    read(change) {
      const known = cache.get(change);
      if (known !== null) return Promise.resolve(known);
      if (closed) return Promise.resolve(failed(change, 'parser-died'));
      return new Promise((resolve) => {
        waiting.push({ change, resolve, deaths: 0 });
        pump();
      });
    },
    async close() {
      closed = true;
      const open = [...seats];
      for (const job of waiting.splice(0)) job.resolve(failed(job.change, 'parser-died'));
      for (const seat of open) lose(seat, 'parser-died');
      await Promise.all(open.map((seat) => seat.worker.terminate()));
    },
  };
}

function stopTimer(seat: Seat): void {
  if (seat.timer !== null) clearTimeout(seat.timer);
  seat.timer = null;
}

/** The worker beside this file: TypeScript under Node itself, JavaScript once built. */
function ownWorker(): URL {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`./worker${ending}`, import.meta.url);
}

function failed(change: FileChange, why: 'timeout' | 'parser-died'): FileReading {
  const message = why === 'timeout' ? 'reading this file took too long' : 'the parser failed on this file';
  const problem = { file: filePath(change), line: null, why, message };
  return { kind: 'unreadable', format: 'unrecognised', problem };
}
