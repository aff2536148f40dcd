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
import type { FileChange } from '../../../src/model/files.ts';
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
function doubleWorker(name: string, onTask: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
let count = 0;
const text = (task) => task.project.changes[0].after.content.text;
const answer = (address) => parentPort.postMessage({ kind: 'read', readings: [{ kind: 'parsed', format: 'terraform', changes: [{ address }], marks: [] }] });
parentPort.on('message', (task) => { count += 1; ${onTask} });
parentPort.postMessage({ kind: 'ready' });`,
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
