// Canary: the whole story with secrets that are easy to find, and then everything that was written is searched for them.
import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../src/adapters/log.ts';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { decisionOf, ledgerOf, mergeApproved } from './acts.ts';

const WEBHOOK_SECRET = 'canary-webhook-secret-0123456789';

let world: World;
let secrets: readonly string[];
let merge: string;
let number: number;
const log: string[] = [];

beforeAll(async () => {
  world = await startWorld({
    log: createLog({ level: 'trace', destination: { write: (line) => void log.push(line) } }),
    settings: { webhookSecret: WEBHOOK_SECRET },
  });
  const deployable = await mergeApproved(world);
  ({ merge, number } = deployable);
  // One refusal of each neighbour too: errors are where secrets like to travel.
  world.aws.fail('AssumeRole', { kind: 'error', status: 403, code: 'AccessDenied' });
  await world.exchange({ run: deployable.run, sha: merge });
  const issued = await world.exchange({ run: deployable.run, sha: merge });
  await fetch(`${world.server.url}/v1/decisions/${REPO}/1`, {
    headers: { authorization: 'Bearer ghp_canary' },
  });
  world.github.fault({ route: 'POST /graphql', operation: 'Pull', status: 403, message: 'no' });
  world.github.completeWorkflowRun({ repo: REPO, run: deployable.run.id });
  await world.settle();
  if (issued.credentials === null) throw new Error('no credentials');
  const { secretAccessKey, sessionToken } = issued.credentials;
  const pem = world.settings.privateKey.split('\n').find((line) => /^[\w+/]{60,}$/.test(line)) ?? '';
  const { d = '' } = createPrivateKey(world.settings.privateKey).export({ format: 'jwk' });
  secrets = [
    WEBHOOK_SECRET,
    pem,
    String(d),
    secretAccessKey,
    sessionToken,
    'broker-secret',
    'ghp_canary',
    String(issued.body['jwe']),
    // Every installation token begins so.
    'ghs_',
  ];
});
afterAll(() => world.close());

it('has secrets to look for', () => {
  expect(secrets.length).toBe(9);
  expect(secrets.every((secret) => secret.length >= 4)).toBe(true);
});

it.each([
  ['the log', () => log.join('')],
  [
    'the check runs',
    () =>
      JSON.stringify(
        [...world.github.repository(REPO).checkRuns.values()].map(({ output, annotations }) => [
          output,
          annotations,
        ]),
      ),
  ],
  ['what GitHub was told', () => JSON.stringify(world.github.writes().map(({ path, body }) => [path, body]))],
  ['the ledger', async () => JSON.stringify(await ledgerOf(world, number))],
  ['the decision', async () => JSON.stringify(await decisionOf(world, number))],
  [
    'every file of the data folder',
    () =>
      readdirSync(world.dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join(''),
  ],
] as const)('TEN-05: no secret is in %s', async (_name, text) => {
  const written = await text();
  expect(written.length).toBeGreaterThan(100);
  expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
});
