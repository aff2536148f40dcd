// Worker thread of the parser pool: an entry file. One task in, one answer out, nothing else.
import { parentPort } from 'node:worker_threads';
import { createProjectReader, referencesOf } from '../../formats/index.ts';
import { lazyHclParser } from './load-hcl-parser.ts';
import type { WorkerAnswer, WorkerTask } from './pool.ts';

let retired = false;
const read = createProjectReader({
  hcl: lazyHclParser(() => {
    retired = true;
  }),
});

async function answer(task: WorkerTask): Promise<WorkerAnswer> {
  if (task.kind === 'references') return { kind: 'referred', paths: referencesOf(task.side) };
  const readings = await read(task.project);
  return retired ? { kind: 'died' } : { kind: 'read', readings };
}

parentPort?.on('message', (task: WorkerTask) => {
  void answer(task).then((said) => parentPort?.postMessage(said));
});
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
