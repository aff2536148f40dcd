// A pull request that is looked at again: what has been parsed is not parsed twice, by blob ids alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createParserPool } from '../../../src/adapters/parsers/index.ts';
import type { ParserPool } from '../../../src/adapters/parsers/index.ts';
import type { FileChange, FileSide } from '../../../src/model/files.ts';
import { readDiff } from '../../../src/steps/read-diff.ts';
import { textChange, textSide } from '../../formats/cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'aigov-again-'));
const log = join(folder, 'log');
const worker = join(folder, 'worker.mjs');
const src = new URL('../../../src/adapters/parsers/', import.meta.url).href;
// The real worker, that writes down which files it is given.
writeFileSync(
  worker,
  `import { appendFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { sidesOf } from '${src}tasks.ts';
parentPort.on('message', (task) => {
  const sides = task.kind === 'read' ? sidesOf(task.project) : task.sides;
  for (const { path } of sides) appendFileSync('${log}', task.kind + ' ' + path + '\\n');
});
await import('${src}worker.ts');`,
);
let pool: ParserPool;

beforeEach(() => {
  writeFileSync(log, '');
  pool = createParserPool({ deadlineMs: 120_000, workerUrl: pathToFileURL(worker) });
});
afterEach(() => pool.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** What workers were given since the last time. */
function parsed(): readonly string[] {
  const lines = readFileSync(log, 'utf8').split('\n');
  writeFileSync(log, '');
  return [...new Set(lines.filter((line) => line !== ''))].toSorted();
}

const side = (path: string, text: string): FileSide => textSide(path, text) as FileSide;
const NETWORK = 'module "vpc" {\n  source = "../modules/vpc"\n}\n';
const AROUND = [
  side('network/main.tf', NETWORK),
  side('elsewhere/main.tf', 'resource "aws_s3_bucket" "b" {\n}\n'),
  side('overlay/kustomization.yaml', 'resources: [../base]\n'),
];
const VPC = textChange('modules/vpc/main.tf', 'variable "a" {\n}\n', 'variable "b" {\n}\n');
const WORKER = textChange(
  'base/app.yaml',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: x }\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: y }\n',
);

async function read(files: readonly FileChange[], around = AROUND): Promise<string> {
  // As another evaluation hands them over: equal, and no object is the same.
  const given = structuredClone({ files, around: { files: around, gap: null } });
  return JSON.stringify(await readDiff({ ...given, readers: pool }));
}

test('the same head is not parsed again, nor is what stands around it', async () => {
  const first = await read([VPC, WORKER]);
  expect(parsed()).toEqual([
    'read base/app.yaml',
    'read modules/vpc/main.tf',
    'read network/main.tf',
    'references elsewhere/main.tf',
    'references overlay/kustomization.yaml',
  ]);
  expect(await read([VPC, WORKER])).toBe(first);
  expect(parsed()).toEqual([]);
});

test('a push that changes one file has its project parsed, and no other', async () => {
  await read([VPC, WORKER]);
  parsed();
  await read([textChange('modules/vpc/main.tf', 'variable "a" {\n}\n', 'variable "c" {\n}\n'), WORKER]);
  expect(parsed()).toEqual(['read modules/vpc/main.tf', 'read network/main.tf']);
  await read([VPC, textChange('base/app.yaml', 'a: 1\n', 'a: 2\n')]);
  expect(parsed()).toEqual(['read base/app.yaml']);
});

test('a caller that changes on the base branch has its project parsed again', async () => {
  await read([VPC, WORKER]);
  parsed();
  await read([VPC, WORKER], [side('network/main.tf', `${NETWORK}# new\n`), ...AROUND.slice(1)]);
  expect(parsed()).toEqual(['read modules/vpc/main.tf', 'read network/main.tf']);
});
