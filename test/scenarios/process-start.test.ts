// The process as an operator starts it: what it refuses to start with, what it shows without an App, how it stops.
import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const WORKING = {
  APP_ID: '1',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: 'x'.repeat(32),
};

const cleanUp: (() => void)[] = [];

afterEach(() => {
  for (const undo of cleanUp.splice(0)) undo();
});

type Started = {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
};

function start(environment: { readonly [name: string]: string }): Started {
  const folder = mkdtempSync(join(tmpdir(), 'aigov-process-'));
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (text += data.toString()));
  cleanUp.push(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return { child, said: () => text, ended: new Promise((resolve) => void child.once('close', resolve)) };
}

/** Resolves when the process has said it. */
async function saying(started: Started, words: RegExp): Promise<string> {
  return await new Promise((resolve, reject) => {
    const look = (): void => {
      if (words.test(started.said())) resolve(started.said());
    };
    started.child.stdout?.on('data', look);
    started.child.stderr?.on('data', look);
    void started.ended.then(() =>
      reject(new Error(`ended without saying ${String(words)}: ${started.said()}`)),
    );
  });
}

describe('a start that is refused', () => {
  it.each([
    ['no webhook secret', { ...WORKING, WEBHOOK_SECRET: '' }, /WEBHOOK_SECRET is not set/],
    [
      'the secret that Probot would take',
      { ...WORKING, WEBHOOK_SECRET: 'development' },
      /WEBHOOK_SECRET: needs at least 32 characters/,
    ],
    ['no private key', { ...WORKING, PRIVATE_KEY: '' }, /PRIVATE_KEY or PRIVATE_KEY_PATH is not set/],
    ['a private key that is none', { ...WORKING, PRIVATE_KEY: 'abc' }, /PRIVATE_KEY holds no private key/],
    ['no App id', { ...WORKING, APP_ID: '' }, /APP_ID is not set/],
    [
      'TEN-09: no App in production',
      { NODE_ENV: 'production' },
      /the set-up page is not shown in production/,
    ],
  ])('%s: exit 2, and the variable is named', async (_name, environment, message) => {
    const started = start(environment);
    expect(await started.ended).toBe(2);
    expect(started.said()).toMatch(message);
    expect(started.said()).not.toContain('PRIVATE KEY-----');
  });
});

describe('a start', () => {
  it('listens, warns of an unknown name, and stops cleanly when told to', async () => {
    const github = createServer((_request, response) =>
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
    );
    cleanUp.push(() => github.close().closeAllConnections());
    await new Promise<void>((resolve) => void github.listen(0, '127.0.0.1', resolve));
    const { port } = github.address() as AddressInfo;
    const started = start({ ...WORKING, AIGOV_ROLL: 'gate', GITHUB_API_URL: `http://127.0.0.1:${port}` });
    const said = await saying(started, /aigov listens/);
    expect(said).toContain('did you mean AIGOV_ROLE?');
    const url = /"url":"([^"]+)"/.exec(said)?.[1] ?? '';
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('aigov_work_pending');
    expect((await fetch(`${url}/v1/decisions/acme/infra/7`)).status).toBe(401);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it('shows the set-up page of Probot where no App exists yet', async () => {
    const started = start({});
    const said = await saying(started, /Listening on http:\S+/);
    const url = /Listening on (http:\S+)/.exec(said)?.[1] ?? '';
    const page = await fetch(`${url}/probot`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Register GitHub App');
  });
});
