// Text that is only looked over: there is room for so much of it, and it never stops what formats read.
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { createFactCaches } from '../../src/facts/caches.ts';
import { loadBundle } from '../../src/facts/bundle.ts';
import type { EntryReading, FileNeed, FileRequest, RepositoryHost } from '../../src/facts/needs.ts';
import { blobOid } from '../../src/facts/blob-oid.ts';
import { Fault } from '../../src/model/failure.ts';
import { createHost, createWorld, HEAD, repository } from './host.ts';

const TEXT = 'x'.repeat(900_000);
const OID = blobOid(TEXT, HEAD);
const WHOLE: EntryReading = {
  mode: '100644',
  oid: OID,
  blob: { size: TEXT.length, binary: false, truncated: false, text: TEXT },
};

function host(fails: (files: readonly FileRequest[]) => Error | null = () => null) {
  const asked: (readonly FileNeed[])[] = [];
  const made: RepositoryHost = {
    ...createHost(createWorld()),
    readBundle: ({ files }) => {
      asked.push(files.map(({ need }) => need));
      const error = fails(files);
      if (error !== null) return Promise.reject(error);
      const entries = files.map(({ need }) => (need === 'entry' ? { ...WHOLE, blob: null } : WHOLE));
      return Promise.resolve({ files: entries, teams: [], permissions: [] });
    },
  };
  return { made, asked };
}

const requestOf = (index: number, need: FileNeed): FileRequest => ({
  commit: HEAD,
  path: `f${String(index).padStart(4, '0')}`,
  need,
});

async function load(made: RepositoryHost, files: readonly FileRequest[], caches = createFactCaches()) {
  const bundle = await loadBundle({ host: made, caches, repository, files, teams: [], users: [], now: 0 });
  return files.map(({ path }) => bundle.side(HEAD, path)?.content);
}

test('past the room no more text is asked for, and each file that is left out says so', async () => {
  const { made, asked } = host();
  const count = 401;
  const files = Array.from({ length: count }, (_, index) => requestOf(index, 'scan'));
  const contents = await load(made, files);
  expect(200 * TEXT.length).toBeGreaterThan(LIMITS.scannedCharacters);
  expect(asked.map((needs) => [needs.length, needs[0]])).toEqual([
    [200, 'scan'],
    [200, 'entry'],
    [1, 'entry'],
  ]);
  expect(contents[199]).toEqual({ kind: 'text', text: TEXT });
  expect(contents[200]).toEqual({ kind: 'skipped', why: 'more than 64 MB of text changed' });
});

test('what a format reads has no such room', async () => {
  const { made, asked } = host();
  const files = Array.from({ length: 401 }, (_, index) => requestOf(index, 'content'));
  expect((await load(made, files)).every((content) => content?.kind === 'text')).toBe(true);
  expect(asked.flat().every((need) => need === 'content')).toBe(true);
});

test('a host that fails over the texts is asked for the rest alone, and the texts are asked for again next time', async () => {
  let fails = true;
  const unavailable = new Fault('GITHUB_UNAVAILABLE', 'too much');
  const { made, asked } = host((files) =>
    fails && files.some(({ need }) => need === 'scan') ? unavailable : null,
  );
  const files = [requestOf(0, 'content'), requestOf(1, 'scan')];
  const caches = createFactCaches();
  expect(await load(made, files, caches)).toEqual([
    { kind: 'text', text: TEXT },
    { kind: 'skipped', why: 'the host failed over the text of these files' },
  ]);
  fails = false;
  expect((await load(made, files, caches))[1]).toEqual({ kind: 'text', text: TEXT });
  expect(asked).toEqual([['content', 'scan'], ['content', 'entry'], ['scan']]);
});

test.each([
  ['nothing is only looked over', 'content' as const, new Fault('GITHUB_UNAVAILABLE', 'down')],
  ['the host refuses', 'scan' as const, new Fault('GITHUB_REFUSED', 'no')],
])('a failure stays one where %s', async (_name, need, fault) => {
  const { made, asked } = host(() => fault);
  await expect(load(made, [requestOf(0, need)])).rejects.toBe(fault);
  expect(asked).toHaveLength(1);
});
