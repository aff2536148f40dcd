// The action as the runner runs it: exchange, files, helper, renewal, giving back.
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRunner, type Runner } from './runner.ts';

const FAR = '2126-01-01T00:00:00.000Z';
let runner: Runner;
let expiration: string;
beforeEach(async () => {
  expiration = FAR;
  runner = await startRunner(() => expiration);
});
afterEach(async () => await runner.close());

const folder = (): string => join(runner.temp, 'aigov-session');
const state = () => ({ STATE_broker: runner.url, STATE_session: 's-00000000000001' });

describe('main', () => {
  it('masks before anything else, keeps secrets in one private file, and saves ids only', async () => {
    const { code, stdout } = await runner.run('main.js');
    expect({ code, lines: stdout.trim().split('\n') }).toEqual({
      code: 0,
      lines: [
        '::add-mask::ASIATEST',
        '::add-mask::the-secret',
        '::add-mask::the-token',
        `Session s-00000000000001 for prod, until ${FAR}.`,
      ],
    });
    expect(statSync(join(folder(), 'session.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder(), 'config')).mode & 0o777).toBe(0o600);
    const visible =
      runner.written('env') + runner.written('state') + readFileSync(join(folder(), 'config'), 'utf8');
    expect(visible).not.toMatch(/the-secret|the-token/);
    expect(runner.written('env')).toContain(`\n${join(folder(), 'config')}\n`);
    expect(runner.written('state')).toContain('\ns-00000000000001\n');
  });

  it('binds the token to the key it sends', async () => {
    await runner.run('main.js');
    expect(runner.seen).toEqual([
      {
        path: '/v1/sessions',
        audience: expect.stringMatching(/\/v1\/sessions#[\w-]{43}$/),
        body: { target: 'prod', key: { kty: 'OKP', crv: 'X25519', x: expect.stringMatching(/^[\w-]{43}$/) } },
      },
    ]);
  });

  it('waits while the merge is undecided, with a new key and token each time', async () => {
    runner.refusals.push({ status: 409, retryAfter: '0.01', code: 'MERGE_UNDECIDED' });
    expect((await runner.run('main.js')).code).toBe(0);
    expect(new Set(runner.seen.map(({ audience }) => audience)).size).toBe(2);
  });

  it.each([
    { name: 'a refusal', refusal: { status: 403, code: 'GRANT_REFUSED' } },
    {
      name: 'a wait longer than allowed',
      refusal: { status: 409, retryAfter: '121', code: 'MERGE_UNDECIDED' },
    },
    { name: 'a conflict that does not pass', refusal: { status: 409, code: 'SESSION_EXISTS' } },
  ])('fails the step on $name, leaving nothing behind', async ({ refusal }) => {
    runner.refusals.push(refusal);
    const { code, stdout } = await runner.run('main.js');
    expect(code).toBe(1);
    expect(stdout).toBe(`::error::aigov refused (${refusal.code}): because\n`);
    expect(existsSync(folder())).toBe(false);
  });

  it('says what the job lacks', async () => {
    const noToken = await runner.run('main.js', { env: { ACTIONS_ID_TOKEN_REQUEST_URL: '' } });
    expect(noToken.stdout).toBe(
      '::error::the job has no OIDC token; give it "permissions: id-token: write"\n',
    );
    const noTarget = await runner.run('main.js', { env: { INPUT_TARGET: '' } });
    expect(noTarget.stdout).toBe('::error::the input "target" is missing\n');
  });
});

describe('credential', () => {
  it('answers AWS clients from the file', async () => {
    await runner.run('main.js');
    const { code, stdout } = await runner.run('credential.js', { args: [folder()] });
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      answer: {
        Version: 1,
        AccessKeyId: 'ASIATEST',
        SecretAccessKey: 'the-secret',
        SessionToken: 'the-token',
        Expiration: FAR,
      },
    });
    expect(runner.seen).toHaveLength(1);
  });

  it('renews shortly before the fence: the old session ends, then a new one begins', async () => {
    expiration = new Date(Date.now() + 30_000).toISOString();
    await runner.run('main.js');
    expiration = FAR;
    const { stdout } = await runner.run('credential.js', { args: [folder()] });
    expect(JSON.parse(stdout)).toMatchObject({ Expiration: FAR });
    expect(runner.seen.map(({ path }) => path)).toEqual([
      '/v1/sessions',
      '/v1/sessions/s-00000000000001/release',
      '/v1/sessions',
    ]);
    await runner.run('post.js', { env: state() });
    expect(runner.seen.at(-1)?.path).toBe('/v1/sessions/s-00000000000003/release');
  });

  it('renews once when several clients ask at the same time', async () => {
    expiration = new Date(Date.now() + 30_000).toISOString();
    await runner.run('main.js');
    expiration = FAR;
    const asked = await Promise.all(
      [1, 2, 3].map(async () => await runner.run('credential.js', { args: [folder()] })),
    );
    expect(asked.map(({ code, stdout }) => ({ code, answer: JSON.parse(stdout) as unknown }))).toEqual(
      asked.map(() => ({ code: 0, answer: expect.objectContaining({ Expiration: FAR }) })),
    );
    expect(runner.seen.map(({ path }) => path)).toEqual([
      '/v1/sessions',
      '/v1/sessions/s-00000000000001/release',
      '/v1/sessions',
    ]);
    expect(readdirSync(folder()).toSorted()).toEqual(['config', 'session.json']);
    expect(statSync(join(folder(), 'session.json')).mode & 0o777).toBe(0o600);
  });

  it('takes over the lock of a process that died', async () => {
    expiration = new Date(Date.now() + 30_000).toISOString();
    await runner.run('main.js');
    expiration = FAR;
    const lock = join(folder(), 'renewal.lock');
    writeFileSync(lock, '');
    utimesSync(lock, new Date(0), new Date(0));
    const { code } = await runner.run('credential.js', { args: [folder()] });
    expect({ code, locked: existsSync(lock) }).toEqual({ code: 0, locked: false });
  });

  it('gives the lock back when a renewal fails', async () => {
    expiration = new Date(Date.now() + 30_000).toISOString();
    await runner.run('main.js');
    runner.refusals.push({ status: 503, code: 'STORE_UNAVAILABLE' });
    const { code } = await runner.run('credential.js', { args: [folder()] });
    expect({ code, locked: existsSync(join(folder(), 'renewal.lock')) }).toEqual({ code: 1, locked: false });
  });

  it('fails without a session', async () => {
    expect(await runner.run('credential.js', { args: [folder()] })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'aigov: there is no aigov session in this job\n',
    });
  });
});

describe('post', () => {
  it('deletes the files and gives the session back with a token for that alone', async () => {
    await runner.run('main.js');
    const { code, stdout } = await runner.run('post.js', { env: state() });
    const path = '/v1/sessions/s-00000000000001/release';
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Session s-00000000000001 is given back.\n' });
    expect(runner.seen.at(-1)).toEqual({ path, audience: `${runner.url}${path}`, body: {} });
    expect(existsSync(folder())).toBe(false);
  });

  it('only warns when the broker cannot be told, and has deleted the files', async () => {
    await runner.run('main.js');
    runner.refusals.push({ status: 503, code: 'STORE_UNAVAILABLE' });
    const { code, stdout } = await runner.run('post.js', { env: state() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '::warning::aigov did not end the session (503)\n' });
    expect(existsSync(folder())).toBe(false);
  });

  it('has nothing to say when main got no session', async () => {
    expect(await runner.run('post.js')).toMatchObject({ code: 0, stdout: '' });
    expect(runner.seen).toEqual([]);
  });
});
