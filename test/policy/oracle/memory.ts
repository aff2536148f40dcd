// The same history of readings given to the program: what it remembers of each, and which file comes of the last. Called by `compile`.
import { blobOid } from '../../../src/facts/blob-oid.ts';
import { extendedLayer, floorLayer, knownAfter, repositoryLayer } from '../../../src/facts/policy-file.ts';
import type { KnownPolicy } from '../../../src/facts/memory.ts';
import type { EntryReading, PolicyReading } from '../../../src/facts/needs.ts';
import type { PolicyFile } from '../../../src/model/policy-source.ts';
import type { Reading } from './standing.ts';

export const COMMIT = 'b'.repeat(40);

/** `name` is `acme/policies//data.yml`. */
export type ReadAt = { readonly layer: 'floor' | 'repository' | 'extended'; readonly name: string };

const LAYERS = { floor: floorLayer, repository: repositoryLayer, extended: extendedLayer };

export function fileAfter(readings: readonly Reading[], text: string, { layer, name }: ReadAt): PolicyFile {
  const [, owner = '', repository = '', path = ''] = /^([^/]+)\/([^/]+)\/\/(.+)$/.exec(name) ?? [];
  const place = { owner, name: repository, path };
  let known: KnownPolicy | null = null;
  let file: PolicyFile = { kind: 'absent' };
  for (const { minute, answer } of readings) {
    const now = Date.parse('2026-11-21T11:00:00Z') + minute * 60_000;
    const reading = readingOf(answer, text);
    file = LAYERS[layer](reading, { place, known, now });
    known = kept(known, knownAfter(reading, { file, known, now }));
  }
  return file;
}

/** As stores keep it: a repository stays the one that was first read from. */
function kept(known: KnownPolicy | null, after: KnownPolicy | null): KnownPolicy | null {
  if (after === null) return known;
  return { ...after, repositoryId: known?.repositoryId ?? after.repositoryId };
}

function readingOf(answer: Reading['answer'], text: string): PolicyReading {
  const entry = (mode: string, repositoryId: number): PolicyReading => ({
    kind: 'entry',
    repositoryId,
    commit: COMMIT,
    entry: entryOf(mode, text),
  });
  switch (answer) {
    case 'file':
      return entry('100644', 7);
    case 'foreign':
      return entry('100644', 8);
    case 'link':
      return entry('120000', 7);
    case 'none':
      return { kind: 'no-file', commit: COMMIT };
    case 'not-found':
      return { kind: 'not-found' };
    case 'moved':
      return { kind: 'failed', why: 'it moved', passing: false };
    case 'silence':
      return { kind: 'failed', why: 'no answer', passing: true };
  }
}

function entryOf(mode: string, text: string): EntryReading {
  const size = Buffer.byteLength(text);
  return { mode, oid: blobOid(text, COMMIT), blob: { size, binary: false, truncated: false, text } };
}
