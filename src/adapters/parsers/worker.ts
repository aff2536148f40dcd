// Worker thread of the parser pool: an entry file. One changed file in, one reading out, nothing else.
import { parentPort } from 'node:worker_threads';
import { createFileReader } from '../../formats/index.ts';
import { lazyHclParser } from './load-hcl-parser.ts';
import type { WorkerAnswer, WorkerTask } from './pool.ts';

let retired = false;
const read = createFileReader({
  hcl: lazyHclParser(() => {
    retired = true;
  }),
});

parentPort?.on('message', (task: WorkerTask) => {
  void read(task.change).then((reading) => {
    const answer: WorkerAnswer = retired ? { kind: 'died' } : { kind: 'read', reading };
    parentPort?.postMessage(answer);
  });
});
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
