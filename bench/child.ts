// A benchmark's other process, so that what is measured and what measures it do not share an event loop. Used by intake, decision and session.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export type Child = {
  /** Send one message and wait for the answer. */
  readonly ask: (message: object) => Promise<unknown>;
  /** Processor time of the child so far in milliseconds, and its peak memory in MB, are in every answer of `usage`. */
  readonly end: () => Promise<void>;
};

/** Start a file of this folder as a process; `environment` is all that it gets. */
export function startChild(file: string, environment: Readonly<Record<string, string>> = {}): Child {
  const child = fork(new URL(file, import.meta.url), {
    env: environment,
    execArgv: ['--expose-gc', ...process.execArgv.filter((flag) => flag.startsWith('--cpu-prof'))],
  });
  return {
    ask: async (message) => {
      child.send(message);
      return await answer(child);
    },
    end: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

async function answer(child: ChildProcess): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
