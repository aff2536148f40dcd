// Objects of a local repository through two `git cat-file` processes, one for sizes and one for contents. Used by local-repository.ts.
import { Fault } from '../../model/failure.ts';
import { startGit } from './run-git.ts';

export type ObjectReader = {
  /** Null: the repository has no such object (partial or shallow clones). */
  size(oid: string): Promise<number | null>;
  read(oid: string): Promise<Buffer | null>;
  close(): void;
};

type Waiting = {
  readonly resolve: (answer: { readonly size: number; readonly body: Buffer } | null) => void;
  readonly reject: (error: Fault) => void;
};

export function createObjectReader(dir: string): ObjectReader {
  const sizes = createBatch(dir, '--batch-check');
  const contents = createBatch(dir, '--batch');
  return {
    size: async (oid) => (await sizes.ask(oid))?.size ?? null,
    read: async (oid) => (await contents.ask(oid))?.body ?? null,
    close() {
      sizes.close();
      contents.close();
    },
  };
}

function createBatch(dir: string, mode: '--batch' | '--batch-check') {
  const child = startGit(dir, ['cat-file', mode]);
  const waiting: Waiting[] = [];
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = 0;
  let ended = false;
  const fail = (): void => {
    ended = true;
    const fault = new Fault('GIT_FAILED', 'git cat-file ended before it answered.');
    for (const one of waiting.splice(0)) one.reject(fault);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held < needed) return;
    let rest = Buffer.concat(chunks);
    for (;;) {
      const answer = takeAnswer(rest, mode);
      needed = answer.kind === 'partial' ? answer.needed : 0;
      if (answer.kind === 'partial') break;
      rest = rest.subarray(answer.length);
      waiting.shift()?.resolve(answer.object);
    }
    chunks = [rest];
    held = rest.length;
  });
  child.stderr.resume();
  child.once('error', fail);
  child.once('close', fail);
  child.stdin.on('error', fail);
  return {
    ask: (oid: string): Promise<{ readonly size: number; readonly body: Buffer } | null> =>
      new Promise((resolve, reject) => {
        if (ended || !/^[0-9a-f]{40,64}$/.test(oid)) {
          reject(new Fault('GIT_FAILED', 'git cat-file is not there to answer.'));
          return;
        }
        waiting.push({ resolve, reject });
        child.stdin.write(`${oid}\n`);
      }),
    close: (): void => {
      child.stdin.end();
    },
  };
}

type Answer =
  | { readonly kind: 'partial'; readonly needed: number }
  | {
      readonly kind: 'whole';
      readonly length: number;
      readonly object: { readonly size: number; readonly body: Buffer } | null;
    };

/** `<oid> <type> <size>\n`, with `--batch` followed by the bytes and `\n`; or `<oid> missing\n`. */
function takeAnswer(buffer: Buffer, mode: '--batch' | '--batch-check'): Answer {
  const end = buffer.indexOf(0x0a);
  if (end === -1) return { kind: 'partial', needed: 0 };
  const [, type = 'missing', size] = buffer.toString('latin1', 0, end).split(' ');
  if (type === 'missing' || size === undefined) return { kind: 'whole', length: end + 1, object: null };
  const bytes = Number(size);
  const start = end + 1;
  if (mode === '--batch-check')
    return { kind: 'whole', length: start, object: { size: bytes, body: Buffer.alloc(0) } };
  const length = start + bytes + 1;
  if (buffer.length < length) return { kind: 'partial', needed: length };
  const body = Buffer.from(buffer.subarray(start, start + bytes));
  return { kind: 'whole', length, object: { size: bytes, body } };
}
