// Entry of the action: one session for this job, its credentials behind a credential_process. Run by the runner.
import { join } from 'node:path';
import { exchange } from './broker.js';
import { exportVariable, fail, mask, saveState } from './runner.js';
import { folderOf, writeAwsConfig, writeSession } from './session-file.js';

/** @param {NodeJS.ProcessEnv} env */
async function main(env) {
  const broker = input('broker', env).replace(/\/$/, '');
  const target = input('target', env);
  const waitSeconds = Number(env['INPUT_WAIT-SECONDS'] ?? '120');
  const { id, credentials } = await exchange({ broker, target, waitSeconds, env, pause });
  for (const secret of [credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken])
    mask(secret);
  saveState('session', id, env);
  saveState('broker', broker, env);
  const folder = folderOf(env);
  writeSession(folder, { id, broker, target, credentials });
  const helper = join(import.meta.dirname, 'credential.js');
  const config = writeAwsConfig(folder, { node: process.execPath, helper, region: credentials.region });
  exportVariable('AWS_CONFIG_FILE', config, env);
  exportVariable('AWS_REGION', credentials.region, env);
  process.stdout.write(`Session ${id} for ${target}, until ${credentials.expiration}.\n`);
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
function input(name, env) {
  const value = env[`INPUT_${name.toUpperCase()}`]?.trim();
  if (!value) throw new Error(`the input "${name}" is missing`);
  return value;
}

/** @param {number} seconds */
async function pause(seconds) {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

await main(process.env).catch((error) => fail(error instanceof Error ? error.message : 'the action failed'));
