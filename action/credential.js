// credential_process of AWS clients: answers from the session's file, and renews the session shortly before its fence. Run by the SDK.
import { exchange, release } from './broker.js';
import { readSession, writeSession } from './session-file.js';

/** Clients ask again when the expiration is near; a renewal must come before the fence falls. */
const RENEW_BEFORE_MS = 60_000;

/**
 * The old session ends before the new one begins: one live session per run attempt.
 * @param {string} folder
 * @param {import('./session-file.js').Stored} stored
 * @returns {Promise<import('./session-file.js').Stored>}
 */
async function renew(folder, stored) {
  const { broker, target, id } = stored;
  await release({ broker, id, env: process.env });
  const fresh = await exchange({ broker, target, waitSeconds: 0, env: process.env, pause: async () => {} });
  const next = { ...fresh, broker, target };
  writeSession(folder, next);
  return next;
}

/** @param {string} folder */
async function main(folder) {
  const stored = readSession(folder);
  if (stored === null) throw new Error('there is no aigov session in this job');
  const near = Date.parse(stored.credentials.expiration) - Date.now() < RENEW_BEFORE_MS;
  const { credentials } = near ? await renew(folder, stored) : stored;
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
