// Parser workers: files are read in threads that may be killed. Used by the pipeline's adapters and the CLI.
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../../config/limits.ts';
import type { FileReading, Project } from '../../formats/index.ts';
import { filePath } from '../../model/files.ts';
import type { FileChange, FileSide } from '../../model/files.ts';
import { createReadingCache } from './reading-cache.ts';

export type WorkerTask =
  | { readonly kind: 'read'; readonly project: Project }
  | { readonly kind: 'references'; readonly side: FileSide };
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly readings: readonly FileReading[] }
  | { readonly kind: 'referred'; readonly paths: readonly string[] };

export type ParserPool = {
  /** One reading per change, in their order. Never rejects: what kills its worker twice, or takes too long, is unreadable. */
  readonly read: (project: Project) => Promise<readonly FileReading[]>;
  /** Paths that a file pulls in; none where it cannot be read. Never rejects. */
  readonly references: (side: FileSide) => Promise<readonly string[]>;
  /** Ends all workers; files still waiting become unreadable. */
  readonly close: () => Promise<void>;
};

type Settled = Extract<WorkerAnswer, { kind: 'read' | 'referred' }>;
type Job = {
  readonly task: WorkerTask;
  readonly resolve: (answer: Settled) => void;
  /** Deaths so far. */
  deaths: number;
};
type Seat = { readonly worker: Worker; ready: boolean; job: Job | null; timer: NodeJS.Timeout | null };

/** Starting a thread and loading its code on a busy machine; not part of a file's own deadline. */
const START_MS = 30_000;
/** Nothing of this process goes along: no environment with secrets, no flags. */
const OPTIONS = { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 } };

/** `size` threads at most, started when files wait; `deadlineMs` is the wall clock for one file, and grows with many. */
export function createParserPool(
  options: { readonly size?: number; readonly deadlineMs?: number; readonly workerUrl?: URL } = {},
): ParserPool {
  const size = options.size ?? 2;
  const deadlineMs = options.deadlineMs ?? LIMITS.parseDeadlineMs;
  const workerUrl = options.workerUrl ?? ownWorker();
  const cache = createReadingCache();
  const waiting: Job[] = [];
  const seats = new Set<Seat>();
  let closed = false;

  const lose = (seat: Seat, why: 'timeout' | 'parser-died'): void => {
    if (!seats.delete(seat)) return;
    stopTimer(seat);
    void seat.worker.terminate();
    // A thread that never got ready counts against the next file, or a broken start would repeat for ever.
    const job = seat.job ?? (seat.ready ? undefined : waiting.shift());
    if (job !== undefined) {
      job.deaths += 1;
      if (why === 'timeout' || job.deaths > 1 || closed) job.resolve(failed(job.task, why));
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
      const { job } = seat;
      if (answer.kind !== 'ready' && job !== null) job.resolve(answer);
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
    seat.timer = setTimeout(() => lose(seat, 'timeout'), deadlineMs + extraMs(job.task));
    seat.worker.postMessage(job.task);
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

  const run = (task: WorkerTask): Promise<Settled> => {
    if (closed) return Promise.resolve(failed(task, 'parser-died'));
    return new Promise((resolve) => {
      waiting.push({ task, resolve, deaths: 0 });
      pump();
    });
  };

  return {
    async read(project) {
      const known = cache.readings.get(project);
      if (known !== null) return known;
      const answer = await run({ kind: 'read', project });
      const readings = answer.kind === 'read' ? answer.readings : [];
      if (!readings.some(isPassing)) cache.readings.put(project, readings);
      return readings;
    },
    async references(side) {
      const known = cache.references.get(side);
      if (known !== null) return known;
      const answer = await run({ kind: 'references', side });
      const paths = answer.kind === 'referred' ? answer.paths : [];
      cache.references.put(side, paths);
      return paths;
    },
    async close() {
      closed = true;
      const open = [...seats];
      for (const job of waiting.splice(0)) job.resolve(failed(job.task, 'parser-died'));
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

/** A project is many files and, in the worst case, all of its text twice; a megabyte takes well below a second. */
function extraMs(task: WorkerTask): number {
  if (task.kind === 'references') return 0;
  const sides = [
    ...task.project.around,
    ...task.project.changes.flatMap(({ before, after }) => [before, after]),
  ];
  const characters = sides.reduce(
    (sum, side) => sum + (side?.content.kind === 'text' ? side.content.text.length : 0),
    0,
  );
  return Math.floor(characters / 1_000) * 2;
}

/** Bad luck of the moment and no property of the text. */
function isPassing(reading: FileReading): boolean {
  return reading.kind === 'unreadable' && ['timeout', 'parser-died'].includes(reading.problem.why);
}

function failed(task: WorkerTask, why: 'timeout' | 'parser-died'): Settled {
  if (task.kind === 'references') return { kind: 'referred', paths: [] };
  return { kind: 'read', readings: task.project.changes.map((change) => failedFile(change, why)) };
}

function failedFile(change: FileChange, why: 'timeout' | 'parser-died'): FileReading {
  const message = why === 'timeout' ? 'reading this file took too long' : 'the parser failed on this file';
  const problem = { file: filePath(change), line: null, why, message };
  return { kind: 'unreadable', format: 'unrecognised', problem, marks: [] };
}
