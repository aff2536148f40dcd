// The ledger as text for auditors: JSON lines that verify by themselves, and CSV for reading. Called by `aigov ledger export`.
import { canonicalJson } from '../model/canonical.ts';
import type { Entry } from '../model/entry.ts';
import { Fault } from '../model/failure.ts';
import { readEntry } from './entry.ts';
import type { StoredEntry } from './store.ts';

/** RFC 3339 bounds on `ts`: `from` inclusive, `to` exclusive. A part of a chain verifies only from its beginning. */
export type ExportOptions = { readonly from?: string; readonly to?: string };

const COLUMNS = [
  'chain',
  'seq',
  'ts',
  'type',
  'repository',
  'repository_id',
  'pull',
  'head',
  'actor',
  'data',
  'prev',
  'hash',
] as const;

/** One canonical JSON line per entry, line feed included. `verifyChain` takes these lines as they are. */
export async function* exportJsonLines(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  options: ExportOptions = {},
): AsyncIterable<string> {
  for await (const entry of entries) {
    if (isWithin(entry, options)) yield `${canonicalJson(entry)}\n`;
  }
}

/** RFC 4180 with a header line. A cell that a spreadsheet would run as a formula gets a leading apostrophe. */
export async function* exportCsv(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  options: ExportOptions = {},
): AsyncIterable<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for await (const entry of entries) {
    if (isWithin(entry, options)) yield `${cellsOf(entry).map(csvCell).join(',')}\r\n`;
  }
}

/** Stored rows as entries, for export. Throws Fault LEDGER_BROKEN at the first that is none: an export never hides one. */
export async function* storedEntries(rows: AsyncIterable<StoredEntry>): AsyncIterable<Entry> {
  for await (const row of rows) {
    const reading = readEntry(row.body);
    if (reading.kind === 'malformed') {
      throw new Fault(
        'LEDGER_BROKEN',
        `Entry ${row.seq} of ${row.chain} cannot be exported: ${reading.why}.`,
      );
    }
    yield reading.entry;
  }
}

function isWithin(entry: Entry, { from, to }: ExportOptions): boolean {
  const at = Date.parse(entry.ts);
  return (from === undefined || at >= Date.parse(from)) && (to === undefined || at < Date.parse(to));
}

function cellsOf(entry: Entry): readonly string[] {
  const { chain, seq, ts, type, subject, actor, data, prev, hash } = entry;
  const { repository, repositoryId, pull, head } = subject;
  return [
    chain,
    seq,
    ts,
    type,
    repository,
    repositoryId,
    pull,
    head,
    actor,
    canonicalJson(data),
    prev,
    hash,
  ].map((cell) => (cell === null ? '' : String(cell)));
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
