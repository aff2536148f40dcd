// HashiCorp's own reader as judge over ours: it shares the code of Terraform, and has no positions.
import { Worker } from 'node:worker_threads';
import type { JsonObject } from '../../../src/model/json.ts';

export type Verdict =
  | { readonly kind: 'valid'; readonly root: JsonObject }
  /** Valid for HCL, but without a form in JSON. */
  | { readonly kind: 'unconverted' }
  | { readonly kind: 'invalid' }
  /** The reader died, twice in a row: nothing is known about this text. */
  | { readonly kind: 'dead' };

export type Oracle = { judge(text: string): Promise<Verdict>; close(): Promise<void> };

/** Enough for any text that does not hang it. */
const DEADLINE_MS = 10_000;

/** A thread of its own, replaced whenever a text kills it. One text at a time. */
export function createOracle(): Oracle {
  let worker: Worker | null = null;
  let settle: (verdict: Verdict) => void = () => undefined;
  const start = (): Worker => {
    const started = new Worker(new URL('./oracle-worker.ts', import.meta.url), { stderr: true });
    const died = (): void => settle({ kind: 'dead' });
    started
      .on('message', (verdict: Verdict) => settle(verdict))
      .on('error', died)
      .on('exit', died);
    return started;
  };
  const stop = async (): Promise<void> => {
    const stopped = worker;
    worker = null;
    await stopped?.terminate();
  };
  const ask = async (text: string): Promise<Verdict> => {
    worker ??= start();
    const asked = worker;
    const verdict = await new Promise<Verdict>((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'dead' }), DEADLINE_MS);
      settle = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      asked.postMessage(text);
    });
    if (verdict.kind === 'dead') await stop();
    return verdict;
  };
  return {
    judge: async (text) => {
      const verdict = await ask(text);
      return verdict.kind === 'dead' ? ask(text) : verdict;
    },
    close: stop,
  };
}
