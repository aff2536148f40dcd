// Runs the action's files as the runner does: a process each, files for environment and state, a broker on loopback.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptFor, type RecipientKey } from '../../src/sessions/recipient-key.ts';

const ACTION = join(import.meta.dirname, '..', '..', 'action');

export type Seen = { readonly path: string; readonly audience: string; readonly body: unknown };
export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };
export type Runner = {
  readonly temp: string;
  readonly url: string;
  /** Exchanges and releases, in order, with the audience of the token they came with. */
  readonly seen: readonly Seen[];
  /** Answers to give before the real one: status, headers and problem code. */
  readonly refusals: { readonly status: number; readonly retryAfter?: string; readonly code: string }[];
  readonly run: (
    file: string,
    options?: { readonly env?: { readonly [name: string]: string }; readonly args?: readonly string[] },
  ) => Promise<Ran>;
  /** Text of the environment and state files. */
  readonly written: (file: 'env' | 'state') => string;
  readonly close: () => Promise<void>;
};

/** `expiration`: the fence of the sessions that this broker gives. */
export async function startRunner(expiration: () => string): Promise<Runner> {
  const temp = mkdtempSync(join(tmpdir(), 'aigov-action-'));
  const seen: Seen[] = [];
  const refusals: Runner['refusals'] = [];
  for (const file of ['env', 'state']) writeFileSync(join(temp, file), '');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answer(
        request.url ?? '/',
        request.headers.authorization ?? '',
        Buffer.concat(chunks).toString(),
      ).then(({ status, headers, body }) => response.writeHead(status, headers).end(JSON.stringify(body)));
    });
  });
  const answer = async (path: string, bearer: string, text: string) => {
    const url = new URL(path, 'http://localhost');
    // The token of this issuer is its audience: what matters here is which one the action asked for.
    if (url.pathname === '/oidc')
      return { status: 200, headers: {}, body: { value: url.searchParams.get('audience') } };
    const body = text === '' ? null : (JSON.parse(text) as { readonly key?: RecipientKey });
    seen.push({ path: url.pathname, audience: bearer.replace('Bearer ', ''), body });
    const refusal = refusals.shift();
    if (refusal !== undefined) {
      const headers = refusal.retryAfter === undefined ? {} : { 'retry-after': refusal.retryAfter };
      return { status: refusal.status, headers, body: { code: refusal.code, detail: 'because' } };
    }
    if (url.pathname.endsWith('/release')) return { status: 200, headers: {}, body: {} };
    const credentials = { accessKeyId: 'ASIATEST', secretAccessKey: 'the-secret', sessionToken: 'the-token' };
    const value = { version: 1, ...credentials, region: 'eu-west-1', expiration: expiration() };
    const id = `s-${String(seen.length).padStart(14, '0')}`;
    const jwe = await encryptFor(body?.key as RecipientKey, value);
    return { status: 201, headers: {}, body: { id, expires_at: expiration(), jwe } };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = {
    RUNNER_TEMP: temp,
    GITHUB_ENV: join(temp, 'env'),
    GITHUB_STATE: join(temp, 'state'),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc?v=1`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runtime',
    INPUT_BROKER: `${url}/`,
    INPUT_TARGET: 'prod',
  };
  return {
    temp,
    url,
    seen,
    refusals,
    run: async (file, options = {}) =>
      await new Promise((resolve) => {
        const env = { ...base, ...options.env };
        execFile(
          process.execPath,
          [join(ACTION, file), ...(options.args ?? [])],
          { env },
          (error, stdout, stderr) =>
            resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
        );
      }),
    written: (file) => readFileSync(join(temp, file), 'utf8'),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(temp, { recursive: true, force: true });
    },
  };
}
