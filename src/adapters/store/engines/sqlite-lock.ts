// A lock among processes that share a data folder. Used by sqlite.ts for Engine.lock.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { sha256Hex } from '../../../model/canonical.ts';

const RETRY_MS = 20;

/**
 * An empty SQLite file per key, held exclusively. The operating system frees it when the holder dies, which a lock row
 * or a plain lock file would not; and the database itself stays free while the holder waits for AWS.
 */
export async function lockFile(
  dataDir: string,
  key: string,
): Promise<{ readonly release: () => Promise<void> }> {
  const folder = join(dataDir, 'locks');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(folder, `${sha256Hex(key).slice(0, 32)}.lock`), { timeout: 0 });
  try {
    while (!tryLock(file)) await setTimeout(RETRY_MS);
  } catch (error) {
    file.close();
    throw error;
  }
  return { release: async () => file.close() };
}

function tryLock(file: DatabaseSync): boolean {
  try {
    file.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** SQLITE_BUSY, extended codes included. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    error.errcode % 256 === 5
  );
}
