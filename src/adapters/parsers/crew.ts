// A few worker threads with one queue in front of them: every task is answered, whatever its worker does. Called by pool.ts.
import { Worker } from 'node:worker_threads';
import { charactersOf, sidesOf } from './tasks.ts';
import type { Failure, WorkerAnswer, WorkerMessage, WorkerTask } from './tasks.ts';

export type Crew = {
  /** Never rejects and never stays silent: what kills its worker twice, or takes too long, is a failure. */
  readonly run: (task: WorkerTask) => Promise<WorkerAnswer | Failure>;
  /** Behind a piece of work: an idle thread that has grown with much text is ended, and the next task starts one anew. */
  readonly rest: () => void;
  /** Ends all workers; tasks still waiting fail. */
  readonly close: () => Promise<void>;
};

export type CrewOptions = {
  /** Most threads at a time. One does all the work, others are started when a task holds it up. */
  readonly size: number;
  /** For one file, milliseconds; many together have longer. */
  readonly deadlineMs: number;
  readonly workerUrl: URL;
};

type Job = {
  readonly task: WorkerTask;
  readonly settle: (answer: WorkerAnswer | Failure) => void;
  /** Workers that died of it so far. */
  deaths: number;
};
type Seat = {
  readonly worker: Worker;
  ready: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | null;
  /** Tells when the job takes so long that others should not wait for it. */
  patience: NodeJS.Timeout | null;
  isHeldUp: boolean;
  /** Processor time of the thread when it gave its last answer. */
  spentMs: number;
  /** Of text that it was given since the last rest. */
  characters: number;
};
type Patience = { readonly allowedMs: number; readonly rounds: number };

/** Starting a thread and loading its code on a busy machine; not part of a file's own deadline. */
const START_MS = 30_000;
/**
 * Others do not wait longer behind one task, in milliseconds. Until then they do: each thread compiles and collects for itself,
 * so that two take a third more processor time than one for the same files.
 */
const HELD_UP_MS = 1_000;
/** A deadline is processor time. A thread that has not had it by then waits this often for it. */
const PATIENCE = 6;
/** A thread that hangs tells its processor time all the same; if it does not, it is lost. */
const ASK_MS = 1_000;
/**
 * What a thread has grown to it keeps, some 100 MB, while this one decides about what it read. A new one compiles everything anew, which is
 * too much for a small pull request.
 */
const GROWN_CHARACTERS = 4_000_000;
/** Nothing of this process goes along: no environment with secrets, no flags. */
const OPTIONS = {
  env: {},
  execArgv: [],
  // Nearly all of a reading dies young. With half the room three thousand files cost a tenth more processor time, with twice nothing less.
  resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 96 },
};

/**
 * A thread that is started or busy holds the process by a timer, an idle one does not. Only seats that still count are
 * listened to: the last word of a thread that is being ended must not let go of the process before its end is known.
 */
export function createCrew({ size, deadlineMs, workerUrl }: CrewOptions): Crew {
  const waiting: Job[] = [];
  const seats = new Set<Seat>();
  const leaving = new Set<Promise<unknown>>();
  let closed = false;

  const lose = (seat: Seat, why: Failure['why']): void => {
    if (!seats.delete(seat)) return;
    stopTimers(seat);
    void seat.worker.terminate();
    // A thread that never got ready counts against the next task, or a broken start would repeat for ever.
    const job = seat.job ?? (seat.ready ? undefined : waiting.shift());
    if (job !== undefined) {
      job.deaths += 1;
      if (why === 'timeout' || job.deaths > 1 || closed) job.settle({ kind: 'failed', why });
      else waiting.unshift(job);
    }
    pump();
  };
  const start = (): void => {
    const worker = new Worker(workerUrl, OPTIONS);
    const seat: Seat = {
      worker,
      ready: false,
      job: null,
      timer: null,
      patience: null,
      isHeldUp: false,
      spentMs: 0,
      characters: 0,
    };
    seats.add(seat);
    seat.timer = setTimeout(() => lose(seat, 'parser-died'), START_MS);
    worker.on('message', ({ answer, spentMs }: WorkerMessage) => {
      if (!seats.has(seat)) return;
      if (answer !== null) seat.job?.settle(answer);
      seat.spentMs = spentMs;
      seat.ready = true;
      seat.job = null;
      stopTimers(seat);
      worker.unref();
      pump();
    });
    worker.on('error', () => lose(seat, 'parser-died'));
    worker.on('exit', () => lose(seat, 'parser-died'));
  };
  const assign = (seat: Seat, job: Job): void => {
    seat.job = job;
    seat.worker.ref();
    const characters = charactersIn(job.task);
    seat.characters += characters;
    watch(seat, { allowedMs: deadlineMs + extraMs(characters), rounds: PATIENCE });
    seat.patience = setTimeout(() => {
      seat.isHeldUp = true;
      pump();
    }, HELD_UP_MS);
    seat.worker.postMessage(job.task);
  };
  /** Time that other threads and processes take is not the file's: a busy machine must not change what a file says. */
  const watch = (seat: Seat, { allowedMs, rounds }: Patience): void => {
    const { job } = seat;
    seat.timer = setTimeout(() => {
      seat.timer = setTimeout(() => lose(seat, 'timeout'), ASK_MS);
      void processorMs(seat.worker).then((totalMs) => {
        if (seat.job !== job || !seats.has(seat)) return;
        stopTimer(seat);
        const spent = totalMs === null || totalMs - seat.spentMs >= allowedMs * 0.9;
        if (spent || rounds <= 1) lose(seat, 'timeout');
        else watch(seat, { allowedMs, rounds: rounds - 1 });
      });
    }, allowedMs);
  };
  const pump = (): void => {
    if (closed) return;
    for (const seat of seats) {
      const job = seat.ready && seat.job === null ? waiting.shift() : undefined;
      if (job !== undefined) assign(seat, job);
    }
    const isNeeded = waiting.length > 0 && [...seats].every(({ isHeldUp }) => isHeldUp);
    if (isNeeded && seats.size < size) start();
  };

  return {
    run: (task) =>
      new Promise((settle) => {
        if (closed) return settle({ kind: 'failed', why: 'parser-died' });
        waiting.push({ task, settle, deaths: 0 });
        pump();
      }),
    rest() {
      for (const seat of seats) {
        const hasGrown = seat.characters >= GROWN_CHARACTERS;
        seat.characters = 0;
        if (!hasGrown || !seat.ready || seat.job !== null) continue;
        seats.delete(seat);
        const gone = seat.worker.terminate().finally(() => leaving.delete(gone));
        leaving.add(gone);
      }
    },
    async close() {
      closed = true;
      const open = [...seats];
      for (const job of waiting.splice(0)) job.settle({ kind: 'failed', why: 'parser-died' });
      for (const seat of open) lose(seat, 'parser-died');
      await Promise.all([...open.map(({ worker }) => worker.terminate()), ...leaving]);
    },
  };
}

function stopTimers(seat: Seat): void {
  stopTimer(seat);
  if (seat.patience !== null) clearTimeout(seat.patience);
  [seat.patience, seat.isHeldUp] = [null, false];
}

function stopTimer(seat: Seat): void {
  if (seat.timer !== null) clearTimeout(seat.timer);
  seat.timer = null;
}

/** Of the thread since it began; null where it does not tell. */
async function processorMs(worker: Worker): Promise<number | null> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1_000;
  } catch {
    return null;
  }
}

/** A megabyte takes well below a second. A project may be many files, and its modules are read once for each root that calls them. */
function extraMs(characters: number): number {
  return Math.floor(characters / 1_000) * 5;
}

function charactersIn(task: WorkerTask): number {
  return charactersOf(task.kind === 'read' ? sidesOf(task.project) : task.sides);
}
