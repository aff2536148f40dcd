// One file at one commit: what the host said of it becomes a FileSide. Used by bundle.ts.
import { LIMITS } from '../config/limits.ts';
import type { FileContent, FileSide } from '../model/files.ts';
import { decodeUtf8 } from '../model/utf8.ts';
import { blobOid } from './blob-oid.ts';
import type { EntryReading, FileRequest, Repository, RepositoryHost } from './needs.ts';

type Source = { readonly host: RepositoryHost; readonly repository: Repository };

/** Null: no such path at that commit. */
export async function readSide(
  source: Source,
  request: FileRequest,
  entry: EntryReading | null,
): Promise<FileSide | null> {
  if (entry === null) return null;
  const content = await contentOf(source, request, entry);
  return { path: request.path, mode: entry.mode, blob: entry.oid, content };
}

/** A text that was to be looked over and did not come: told in the decision, never silence. */
export function unscanned({ path }: FileRequest, entry: EntryReading | null, why: string): FileSide | null {
  if (entry === null) return null;
  const { mode, oid } = entry;
  const content: FileContent =
    mode === '160000' ? { kind: 'submodule', commit: oid } : { kind: 'skipped', why };
  return { path, mode, blob: oid, content };
}

async function contentOf(source: Source, request: FileRequest, entry: EntryReading): Promise<FileContent> {
  if (entry.mode === '160000') return { kind: 'submodule', commit: entry.oid };
  if (request.need === 'entry') return { kind: 'skipped' };
  const content = request.need === 'scan' ? scannedContent(entry) : await blobContent(source, entry);
  return entry.mode === '120000' && content.kind === 'text'
    ? { kind: 'symlink', target: content.text }
    : content;
}

/** What came along; a second call for a file that no format reads would be one for each text in another encoding. */
function scannedContent({ blob, oid }: EntryReading): FileContent {
  if (blob === null) return { kind: 'skipped', why: 'the host did not give it' };
  if (blob.size > LIMITS.fileBytes) return { kind: 'too-large', size: blob.size };
  if (blob.truncated) return { kind: 'skipped', why: `the host gives only a part of its ${blob.size} bytes` };
  const text = blob.binary ? null : blob.text;
  return text === null || text.includes('\0') || blobOid(text, oid) !== oid
    ? { kind: 'binary', size: blob.size }
    : { kind: 'text', text };
}

/** Text counts only when it hashes to the object id: lossy decoding and cut answers show themselves there. */
async function blobContent(source: Source, entry: EntryReading): Promise<FileContent> {
  const { blob, oid } = entry;
  if (blob !== null && blob.size > LIMITS.fileBytes) return { kind: 'too-large', size: blob.size };
  if (blob?.binary === true) return { kind: 'binary', size: blob.size };
  if (typeof blob?.text === 'string' && !blob.text.includes('\0') && blobOid(blob.text, oid) === oid)
    return { kind: 'text', text: blob.text };
  const bytes = await source.host.readBlob({ repository: source.repository, oid });
  return bytes === null ? { kind: 'missing', why: `the host has no blob ${oid}` } : fromBytes(bytes, oid);
}

function fromBytes(bytes: Uint8Array, oid: string): FileContent {
  if (bytes.length > LIMITS.fileBytes) return { kind: 'too-large', size: bytes.length };
  if (blobOid(bytes, oid) !== oid)
    return { kind: 'missing', why: `the host answered with other bytes than blob ${oid}` };
  const text = decodeUtf8(bytes);
  return text === null ? { kind: 'binary', size: bytes.length } : { kind: 'text', text };
}
