// The session's files in RUNNER_TEMP, mode 0600, deleted by the post step. Used by main.js, credential.js and post.js.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{id: string, broker: string, target: string, credentials: import('./broker.js').Credentials}} Stored */

/**
 * Where this job's session is kept.
 * @param {NodeJS.ProcessEnv} env
 */
export function folderOf(env) {
  const temp = env['RUNNER_TEMP'];
  if (!temp) throw new Error('this is not a GitHub Actions runner');
  return join(temp, 'aigov-session');
}

/**
 * Written beside and moved, so that a reader never sees half a file.
 * @param {string} folder
 * @param {Stored} stored
 */
export function writeSession(folder, stored) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'session.new'), JSON.stringify(stored), { mode: 0o600 });
  renameSync(join(folder, 'session.new'), join(folder, 'session.json'));
}

/**
 * An AWS config whose default profile asks the helper; no credential stands in it.
 * @param {string} folder
 * @param {{node: string, helper: string, region: string}} options
 * @returns {string} its path
 */
export function writeAwsConfig(folder, { node, helper, region }) {
  const path = join(folder, 'config');
  const text = `[default]\nregion = ${region}\ncredential_process = "${node}" "${helper}" "${folder}"\n`;
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/**
 * @param {string} folder
 * @returns {Stored | null} null when there is none
 */
export function readSession(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} folder */
export function deleteSession(folder) {
  rmSync(folder, { recursive: true, force: true });
}
