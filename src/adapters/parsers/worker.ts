// Worker thread of the parser pool: an entry file. One task in, one answer out, nothing else.
import { parentPort } from 'node:worker_threads';
import { createProjectReader, referencesOf } from '../../formats/index.ts';
import type { WorkerAnswer, WorkerTask } from './pool.ts';

const read = createProjectReader();

function answer(task: WorkerTask): WorkerAnswer {
  return task.kind === 'references'
    ? { kind: 'referred', paths: referencesOf(task.side) }
    : { kind: 'read', readings: read(task.project) };
}

parentPort?.on('message', (task: WorkerTask) => parentPort?.postMessage(answer(task)));
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
