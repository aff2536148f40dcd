// One renewal at a time among the processes of a job: a lock file in the session's folder. Used by credential.js.
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Longer than a renewal can take with its four requests of 20 seconds each: an older lock is of a process that died. */
const STALE_MS = 120_000;
const RETRY_MS = 100;

/**
 * Run `work` while no other process of the job does. Rejects when another one holds the lock for too long.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withRenewalLock(folder, work) {
  const path = join(folder, 'renewal.lock');
  const until = Date.now() + STALE_MS;
  while (!take(path)) {
    if (Date.now() > until) throw new Error('another process renews the aigov session and does not finish');
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @returns {boolean} true for the one process that made the file
 */
function take(path) {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    if (isStale(path)) rmSync(path, { force: true });
    return false;
  }
}

/** @param {string} path */
function isStale(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > STALE_MS;
}
