// credential_process of AWS clients: answers from the session's file, and renews the session shortly before its fence. Run by the SDK.
import { exchange, release } from './broker.js';
import { withRenewalLock } from './renewal-lock.js';
import { readSession, writeSession } from './session-file.js';

/** Clients ask again when the expiration is near; a renewal must come before the fence falls. */
const RENEW_BEFORE_MS = 60_000;

/**
 * The old session ends before the new one begins: one live session per run attempt. Several AWS clients ask at once near
 * the fence; the file is read again under the lock, because the one before may have renewed it.
 * @param {string} folder
 * @returns {Promise<import('./session-file.js').Stored>}
 */
async function renew(folder) {
  return await withRenewalLock(folder, async () => {
    const stored = existing(folder);
    if (!isNearFence(stored)) return stored;
    const { broker, target, id } = stored;
    await release({ broker, id, env: process.env });
    const fresh = await exchange({ broker, target, waitSeconds: 0, env: process.env, pause: async () => {} });
    const next = { ...fresh, broker, target };
    writeSession(folder, next);
    return next;
  });
}

/**
 * @param {string} folder
 * @returns {import('./session-file.js').Stored}
 */
function existing(folder) {
  const stored = readSession(folder);
  if (stored === null) throw new Error('there is no aigov session in this job');
  return stored;
}

/** @param {import('./session-file.js').Stored} stored */
function isNearFence({ credentials }) {
  return Date.parse(credentials.expiration) - Date.now() < RENEW_BEFORE_MS;
}

/** @param {string} folder */
async function main(folder) {
  const stored = existing(folder);
  const { credentials } = isNearFence(stored) ? await renew(folder) : stored;
  const answer = {
    Version: 1,
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: credentials.expiration,
  };
  process.stdout.write(JSON.stringify(answer));
}

await main(process.argv[2] ?? '').catch((error) => {
  process.stderr.write(`aigov: ${error instanceof Error ? error.message : 'the session cannot be read'}\n`);
  process.exitCode = 1;
});
