// The parser pool with real workers: hostile files end as refusals, and the next file never notices.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createParserPool } from '../../../src/adapters/parsers/index.ts';
import type { ParserPool } from '../../../src/adapters/parsers/index.ts';
import { LIMITS } from '../../../src/config/limits.ts';
import type { FileReading } from '../../../src/formats/index.ts';
import type { FileChange, FileSide } from '../../../src/model/files.ts';
import { textChange } from '../../formats/cases.ts';

const USER = 'resource "aws_iam_user" "x" {\n  name = "a"\n}\n';
const folder = mkdtempSync(join(tmpdir(), 'aigov-pool-'));
let pool: ParserPool | null = null;

afterEach(async () => {
  await pool?.close();
  pool = null;
});
afterAll(() => rmSync(folder, { recursive: true }));

type Single = { readonly read: (change: FileChange) => Promise<FileReading> };

/** A pool that is asked for one file at a time. */
function open(options?: Parameters<typeof createParserPool>[0]): Single {
  pool = createParserPool(options);
  return single(pool);
}
function single({ read }: ParserPool): Single {
  return {
    read: async (change) => {
      const [reading] = await read({ changes: [change], around: [] });
      if (reading === undefined) throw new Error('no reading came back');
      return reading;
    },
  };
}
function brief(reading: FileReading): string {
  if (reading.kind === 'unreadable') return `${reading.problem.why} ${reading.problem.line}`;
  return reading.kind === 'plain' ? 'plain' : reading.changes.map((change) => change.address).join();
}
const hcl = (text: string): ReturnType<typeof textChange> => textChange('main.tf', null, text);

/** A worker that does on command what parsers do by accident. */
function doubleWorker(name: string, onTask: string, onStart = ''): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort, threadId } from 'node:worker_threads';
import { serialize } from 'node:v8';
let count = 0;
const text = (task) => task.project.changes[0].after.content.text;
const send = (answer) => parentPort.postMessage({ answer, spentMs: process.threadCpuUsage().user / 1000 });
const answer = (address) => {
  const packed = serialize([{ kind: 'parsed', format: 'terraform', changes: [{ address }], marks: [] }]);
  send({ kind: 'read', packed, references: [['pulled']] });
};
parentPort.on('message', (task) => { count += 1; ${onTask} });
${onStart === '' ? 'send(null);' : `${onStart} wait(); send(null); wait();`}`,
  );
  return pathToFileURL(path);
}

// A deadline that a busy machine never meets: these tests are about what is read, not about how fast.
const PATIENT = { size: 1, deadlineMs: 120_000 };

describe('real parsers', () => {
  it('reads files of all formats and leaves plain ones alone', async () => {
    const { read } = open({ ...PATIENT, size: 2 });
    const readings = await Promise.all([
      read(hcl(USER)),
      read(textChange('p.json', null, '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}')),
      read(textChange('README.md', null, 'x')),
    ]);
    expect(readings.map(brief)).toEqual(['aws_iam_user.x', 'document', 'plain']);
  });

  it('refuses broken HCL with its exact line, and a file of 5 MB', async () => {
    const { read } = open({ ...PATIENT, size: 2 });
    expect(brief(await read(hcl(`${USER}\nresource "a" "b" {\n  c =\n}\n`)))).toBe('parse-error 6');
    expect(brief(await read(hcl('# x\n'.repeat(1_250_000))))).toBe('too-large null');
  });

  it('refuses hostile texts, and reads a large file and the next one after them', async () => {
    const { read } = open(PATIENT);
    const big = Array.from(
      { length: 4_000 },
      (_, i) => `resource "x" "r${i}" {\n  a = "value ${i}"\n}\n`,
    ).join('');
    const hostile = ['!', '(', '[', '"${', 'b ? c : '].map((part) => `a = ${part.repeat(50_000)}`);
    const briefs: string[] = [];
    for (const text of hostile) briefs.push(brief(await read(hcl(text))));
    expect(new Set(briefs)).toEqual(new Set(['too-deep 1']));
    expect(big.length).toBeLessThan(LIMITS.fileBytes);
    expect(brief(await read(hcl(big))).split(',').length).toBe(4_000);
    expect(brief(await read(hcl(USER)))).toBe('aws_iam_user.x');
  });

  it('lets the process end while workers idle', () => {
    const index = new URL('../../../src/adapters/parsers/index.ts', import.meta.url).href;
    const script = `import { createParserPool } from '${index}';
const side = { path: 'a.md', mode: null, blob: 'b', content: { kind: 'text', text: 'x' } };
const changes = [{ status: 'added', before: null, after: side }];
console.log((await createParserPool().read({ changes, around: [] }))[0].kind);`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 0, stdout: 'plain\n' });
  });
});

describe('a worker that fails', () => {
  it('is killed at the deadline, and the files behind it are read by another', async () => {
    const workerUrl = doubleWorker('hangs', "if (text(task) === 'hang') for (;;) {} answer('fine');");
    const { read } = open({ size: 1, deadlineMs: 200, workerUrl });
    const readings = await Promise.all([read(hcl('hang')), read(hcl('a')), read(hcl('b'))]);
    expect(readings.map(brief)).toEqual(['timeout null', 'fine', 'fine']);
  });

  it('dies twice on one file: that file is unreadable, the next is read', async () => {
    const workerUrl = doubleWorker('crashes', "if (text(task) === 'kill') process.exit(1); answer('fine');");
    const { read } = open({ size: 1, workerUrl });
    expect(await read(hcl('kill'))).toEqual({
      kind: 'unreadable',
      format: 'unrecognised',
      problem: { file: 'main.tf', line: null, why: 'parser-died', message: 'the parser failed on this file' },
      marks: [],
    });
    expect(brief(await read(hcl('a')))).toBe('fine');
  });

  it('that never starts refuses the files', async () => {
    const { read } = open({ size: 1, workerUrl: pathToFileURL(join(folder, 'absent.mjs')) });
    expect(brief(await read(hcl('a')))).toBe('parser-died null');
  });
});

describe('the process', () => {
  /** A script of its own process, with the pool and one file at hand. */
  const run = (script: string): { readonly status: number | null; readonly stdout: string } => {
    const index = new URL('../../../src/adapters/parsers/index.ts', import.meta.url).href;
    const head = `import { createParserPool } from '${index}';
const side = { path: 'a.md', mode: null, blob: 'b', content: { kind: 'text', text: 'x' } };
const project = { changes: [{ status: 'added', before: null, after: side }], around: [] };
const wait = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
`;
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `${head}${script}`],
      { encoding: 'utf8', timeout: 60_000 },
    );
    return { status, stdout };
  };

  it('sees the end of every worker, also of one that is ready only while it is being ended', () => {
    const workerUrl = doubleWorker(
      'late',
      "answer('fine');",
      'const wait = () => { const end = Date.now() + 500; while (threadId > 1 && Date.now() < end); };',
    );
    const script = `const pool = createParserPool({ workerUrl: new URL('${workerUrl.href}') });
await Promise.all([pool.read(project), pool.references({ ...side, path: 'b.md' })]);
wait(800);
await pool.close();
console.log('closed');`;
    expect(run(script)).toEqual({ status: 0, stdout: 'closed\n' });
  });

  it.each([
    ['exits in the middle', 'process.exit(0);'],
    ['closes its port', 'parentPort.close();'],
    ['throws', "throw new Error('x');"],
    ['hangs', 'for (;;) {}'],
    ['hangs in small steps', 'setInterval(() => undefined, 1);'],
  ])('gets an answer from a worker that %s', (_name, onTask) => {
    const workerUrl = doubleWorker(`end-${onTask.length}`, onTask);
    const script = `const pool = createParserPool({ deadlineMs: 50, workerUrl: new URL('${workerUrl.href}') });
const [reading] = await pool.read(project);
console.log(reading.kind, await pool.references(side));
await pool.close();`;
    expect(run(script)).toEqual({ status: 0, stdout: 'unreadable null\n' });
  });

  it('that is busy itself does not take an answer for late', async () => {
    const workerUrl = doubleWorker('prompt', "answer('fine');");
    const { read } = open({ size: 1, deadlineMs: 100, workerUrl });
    await read(hcl('warm'));
    const reading = read(hcl('a'));
    const end = Date.now() + 1_000;
    while (Date.now() < end);
    expect(brief(await reading)).toBe('fine');
  });

  it('gives a file the processor time of its deadline, however little of it there is', async () => {
    const workerUrl = doubleWorker(
      'starved',
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); answer('fine');",
    );
    const { read } = open({ size: 1, deadlineMs: 100, workerUrl });
    expect(brief(await read(hcl('a')))).toBe('fine');
  });
});

describe('several threads', () => {
  const held = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000);';

  it('are not started where one gets on with the work', async () => {
    const workerUrl = doubleWorker('threads', 'answer(String(threadId));');
    const { read } = open({ ...PATIENT, size: 3, workerUrl });
    const readings = await Promise.all(['a', 'b', 'c', 'd'].map((text) => read(hcl(text))));
    expect(new Set(readings.map(brief)).size).toBe(1);
  });

  it('are started where one file holds up the others', async () => {
    const workerUrl = doubleWorker('held', `if (text(task) === 'long') ${held} answer(String(threadId));`);
    const { read } = open({ ...PATIENT, size: 2, workerUrl });
    const order: string[] = [];
    const threads = await Promise.all(
      ['long', 'short'].map(async (text) => {
        const thread = brief(await read(hcl(text)));
        order.push(text);
        return thread;
      }),
    );
    expect(order).toEqual(['short', 'long']);
    expect(new Set(threads).size).toBe(2);
  });
});

describe('what files pull in', () => {
  it('is asked many at a time; one that kills its worker takes no other with it', async () => {
    const workerUrl = doubleWorker(
      'batches',
      `if (task.sides.some(({ path }) => path === 'bad.yaml')) process.exit(1);
send({ kind: 'references', references: task.sides.map(({ path }) => [path, String(task.sides.length)]) });`,
    );
    const asked = (pool = createParserPool({ size: 1, workerUrl }));
    const side = (path: string): FileSide => ({
      path,
      mode: '100644',
      blob: path,
      content: { kind: 'text', text: 'x' },
    });
    const names = (list: readonly string[]) => Promise.all(list.map((path) => asked.references(side(path))));
    expect(await names(['a.yaml', 'b.yaml'])).toEqual([
      ['a.yaml', '2'],
      ['b.yaml', '2'],
    ]);
    expect(await names(['c.yaml', 'bad.yaml'])).toEqual([['c.yaml', '1'], null]);
    // Nobody could tell then; that is not remembered as "nothing".
    expect(await names(['bad.yaml', 'c.yaml'])).toEqual([null, ['c.yaml', '1']]);
  });
});

describe('what was read before', () => {
  it('is not read again, unless its path differs', async () => {
    const workerUrl = doubleWorker('counts', 'answer(String(count));');
    const { read } = open({ size: 1, workerUrl });
    const change = textChange('a.tf', 'x', 'y');
    const answers = [
      change,
      structuredClone(change),
      textChange('b.tf', 'x', 'y'),
      textChange('a.tf', 'x', 'z'),
    ];
    const briefs: string[] = [];
    for (const each of answers) briefs.push(brief(await read(each)));
    expect(briefs).toEqual(['1', '1', '2', '3']);
  });

  it('is not remembered where the content is not text', async () => {
    const workerUrl = doubleWorker('counts-missing', 'answer(String(count));');
    const { read } = open({ size: 1, workerUrl });
    const side = { path: 'a.tf', mode: null, blob: 'b', content: { kind: 'missing', why: '502' } } as const;
    const change = { status: 'added', before: null, after: side } as const;
    expect([brief(await read(change)), brief(await read(change))]).toEqual(['1', '2']);
  });
});

describe('between two pull requests', () => {
  /** Which thread read, before and after the rest; `characters` are those of the first text. */
  async function threads(name: string, characters: number): Promise<readonly string[]> {
    const asked = (pool = createParserPool({
      size: 1,
      workerUrl: doubleWorker(name, 'answer(String(threadId));'),
    }));
    const { read } = single(asked);
    const first = brief(await read(textChange('a.tf', null, 'x'.repeat(characters))));
    const again = brief(await read(hcl('y')));
    asked.rest();
    return [first, again, brief(await read(hcl('z')))];
  }

  it('a thread that read much is ended, and one that read little reads on', async () => {
    const [much, still, other] = await threads('grown', 4_000_000);
    expect([still === much, other === much]).toEqual([true, false]);
    const [little, on, same] = await threads('small', 3_000_000);
    expect([on === little, same === little]).toEqual([true, true]);
  });

  it('many small pull requests are no large one', async () => {
    const asked = (pool = createParserPool({
      size: 1,
      workerUrl: doubleWorker('many', 'answer(String(threadId));'),
    }));
    const { read } = single(asked);
    const seen: string[] = [];
    for (const letter of ['x', 'y', 'z']) {
      seen.push(brief(await read(textChange('a.tf', null, letter.repeat(3_000_000)))));
      asked.rest();
    }
    expect(new Set(seen).size).toBe(1);
  });

  it('one that reads for somebody else goes on', async () => {
    const asked = (pool = createParserPool({
      size: 1,
      workerUrl: doubleWorker('busy', 'answer(String(threadId));'),
    }));
    const { read } = single(asked);
    const first = brief(await read(textChange('a.tf', null, 'x'.repeat(4_000_000))));
    const waiting = read(hcl('y'));
    // Until the task is handed over.
    await new Promise(setImmediate);
    asked.rest();
    expect(brief(await waiting)).toBe(first);
  });
});

it('a closed pool refuses what waits and what comes', async () => {
  const workerUrl = doubleWorker('silent', '');
  const closing = createParserPool({ size: 1, workerUrl });
  const { read } = single(closing);
  const waiting = [read(hcl('a')), read(hcl('b'))];
  await closing.close();
  expect((await Promise.all([...waiting, read(hcl('c'))])).map(brief)).toEqual(
    Array(3).fill('parser-died null'),
  );
});
