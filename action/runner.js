// What the runner understands: masks, environment and state files, warnings. Used by main.js, credential.js and post.js.
import { appendFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/**
 * Hide a value in every later log line.
 * @param {string} value
 */
export function mask(value) {
  command('add-mask', value);
}

/** @param {string} message */
export function warn(message) {
  command('warning', message);
}

/** @param {string} message */
export function fail(message) {
  command('error', message);
  process.exitCode = 1;
}

/**
 * @param {string} name
 * @param {string} value
 * @param {NodeJS.ProcessEnv} env
 */
export function exportVariable(name, value, env) {
  append(env['GITHUB_ENV'], name, value);
}

/**
 * State for the post step. Only ids: everybody who can read the runner's files can read it.
 * @param {string} name
 * @param {string} value
 * @param {NodeJS.ProcessEnv} env
 */
export function saveState(name, value, env) {
  append(env['GITHUB_STATE'], name, value);
}

/**
 * The delimiter is random, so that no value can end its own block.
 * @param {string | undefined} file
 * @param {string} name
 * @param {string} value
 */
function append(file, name, value) {
  if (!file) throw new Error('this is not a GitHub Actions runner');
  const end = `end-${randomUUID()}`;
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/**
 * @param {string} name
 * @param {string} value
 */
function command(name, value) {
  const escaped = value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::${name}::${escaped}\n`);
}
