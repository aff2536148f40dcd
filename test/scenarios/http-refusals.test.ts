// Bad input at the doors: every refusal is a problem document with its code, and nothing of it is worked on.
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { signBody } from '../doubles/github/index.ts';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { propose } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  propose(world);
  await world.settle();
  world.github.addUser({ login: 'stranger' });
});
afterAll(() => world.close());

type Request = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
type Case = {
  readonly name: string;
  readonly request: () => Request;
  readonly status: number;
  readonly code: string;
};

function webhook(body: string, changed: Readonly<Record<string, string>> = {}): Request {
  const headers = {
    'x-github-delivery': '00000000-0000-4000-8000-000000000000',
    'x-github-event': 'ping',
    'x-hub-signature-256': signBody(world.settings.webhookSecret, body),
    ...changed,
  };
  return { method: 'POST', path: world.settings.webhookPath, headers, body };
}
const session = (body: string, headers: Readonly<Record<string, string>> = {}): Request => ({
  method: 'POST',
  path: '/v1/sessions',
  headers,
  body,
});
const decision = (login: string | null, path = `/v1/decisions/${REPO}/1`): Request => ({
  path,
  headers: login === null ? {} : { authorization: `Bearer ${world.github.tokenFor(login)}` },
});
const KEY = '{"target":"prod","key":{}}';

const CASES: readonly Case[] = [
  {
    name: 'a webhook with the signature of other bytes',
    request: () => webhook('{}', { 'x-hub-signature-256': signBody('other', '{}') }),
    status: 401,
    code: 'SIGNATURE_INVALID',
  },
  {
    name: 'a webhook without a delivery id',
    request: () => webhook('{}', { 'x-github-delivery': '' }),
    status: 400,
    code: 'REQUEST_INVALID',
  },
  {
    name: 'a webhook with a number as body',
    request: () => webhook('1'),
    status: 400,
    code: 'REQUEST_INVALID',
  },
  { name: 'a webhook that is no JSON', request: () => webhook('{'), status: 400, code: 'REQUEST_INVALID' },
  { name: 'an exchange that is no JSON', request: () => session('{'), status: 400, code: 'REQUEST_INVALID' },
  {
    name: 'an exchange with an unknown field',
    request: () => session('{"target":"prod","key":{},"role":"admin"}'),
    status: 400,
    code: 'REQUEST_INVALID',
  },
  { name: 'an exchange without a token', request: () => session(KEY), status: 401, code: 'TOKEN_INVALID' },
  {
    name: 'an exchange with a token that is none',
    request: () => session(KEY, { authorization: 'Bearer x' }),
    status: 401,
    code: 'TOKEN_INVALID',
  },
  {
    name: 'an exchange of more than 16 KiB',
    request: () => session('x'.repeat(16_385)),
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  { name: 'a decision without a token', request: () => decision(null), status: 401, code: 'TOKEN_INVALID' },
  {
    name: 'a decision with a token that GitHub does not know',
    request: () => ({ path: `/v1/decisions/${REPO}/1`, headers: { authorization: 'Bearer x' } }),
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'TEN-07: a decision for somebody without read access',
    request: () => decision('stranger'),
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a decision about another number',
    request: () => decision('bob', `/v1/decisions/${REPO}/2`),
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a path with a malformed escape',
    request: () => decision('bob', '/v1/decisions/acme/%zz/1'),
    status: 400,
    code: 'REQUEST_INVALID',
  },
  { name: 'a path that is not there', request: () => ({ path: '/v1' }), status: 404, code: 'NOT_FOUND' },
];

it.each(CASES)('$name is $status $code', async ({ request, status, code }) => {
  const { path, ...init } = request();
  const response = await fetch(`${world.server.url}${path}`, init);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(await response.json()).toMatchObject({ type: `urn:aigov:problem:${code}`, status, code });
  expect(response.status).toBe(status);
});

it('nothing of it became work', async () => {
  expect(await world.server.store.work.pending()).toBe(0);
  expect(await world.server.store.work.dead()).toEqual([]);
});

it('a reader of the repository sees the chain, with nothing cached', async () => {
  const { path, ...init } = decision('bob', `/chain/${REPO}/1`);
  const response = await fetch(`${world.server.url}${path}`, init);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toContain('<strong>decision.made</strong>');
});

it('TEN-08: nothing that everybody can reach tells which version runs', async () => {
  for (const path of ['/', '/healthz', '/readyz', '/metrics', '/.well-known/aigov-ledger.json', '/v1']) {
    const response = await fetch(`${world.server.url}${path}`);
    const told = `${JSON.stringify([...response.headers])}${await response.text()}`;
    expect([path, told.includes(manifest.version), told.includes(process.version)]).toEqual([
      path,
      false,
      false,
    ]);
    expect([response.headers.get('server'), response.headers.get('x-powered-by')]).toEqual([null, null]);
  }
});
