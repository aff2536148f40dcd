// Worker thread of the parser pool: an entry file. One task in, one answer out, nothing else.
import { parentPort } from 'node:worker_threads';
import { readProject, referencesOf } from '../../formats/index.ts';
import { packReadings } from './packing.ts';
import { sidesOf } from './tasks.ts';
import type { WorkerAnswer, WorkerMessage, WorkerTask } from './tasks.ts';

function answerTo(task: WorkerTask): WorkerAnswer {
  if (task.kind === 'references') return { kind: 'references', references: task.sides.map(referencesOf) };
  const packed = packReadings(readProject(task.project));
  return { kind: 'read', packed, references: sidesOf(task.project).map(referencesOf) };
}

function send(answer: WorkerAnswer | null): void {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ answer, spentMs: (user + system) / 1_000 } satisfies WorkerMessage);
}

parentPort?.on('message', (task: WorkerTask) => send(answerTo(task)));
send(null);
