// HashiCorp's reader (Go compiled to WebAssembly) in a thread that may die of it; started by `createOracle`.
import { parentPort } from 'node:worker_threads';
import { parse } from '@cdktn/hcl2json';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Verdict } from './oracle.ts';

parentPort?.on('message', (text: string) => {
  void judge(text).then((verdict) => parentPort?.postMessage(verdict));
});

/** A failure that is no diagnosis means that the runtime is gone, and every later text with it. */
async function judge(text: string): Promise<Verdict> {
  try {
    return { kind: 'valid', root: (await parse('text.tf', text)) as JsonObject };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.startsWith('parse config:')) return { kind: 'invalid' };
    return message.startsWith('convert to HCL:') ? { kind: 'unconverted' } : { kind: 'dead' };
  }
}
