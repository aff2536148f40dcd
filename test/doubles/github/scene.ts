// `acme/infra` with one app, three people and an agent: the stage of the double's own tests.
import { createSign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from './index.ts';

export const APP_ID = 7;
export const REPO = 'acme/infra';
export const WEBHOOK_SECRET = 'a webhook secret';

type Reply = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
};

export type Scene = {
  readonly github: FakeGitHub;
  readonly installationId: number;
  readonly privateKey: string;
  /** One REST call; `as` is a bearer token, by default one of our installation. */
  ask(
    request: string,
    options?: { readonly body?: unknown; readonly as?: string; readonly headers?: Record<string, string> },
  ): Promise<Reply>;
  query(text: string, as?: string): Promise<Reply>;
  /** A token of our installation, narrowed as asked. */
  token(narrowed?: unknown): Promise<string>;
};

/** bob and carol are `@acme/security` with write access, alice may write, Copilot is the agent. */
export async function createScene(options: FakeGitHubOptions = {}): Promise<Scene> {
  const github = await startFakeGitHub(options);
  github.addOrganization('acme');
  for (const login of ['alice', 'bob', 'carol']) github.addUser({ login });
  github.addUser({ login: 'Copilot', id: 198_982_749, type: 'Bot', name: 'copilot-swe-agent[bot]' });
  const files = { '.aigov.yml': 'version: 1\n', 'envs/prod/iam.tf': 'a = 1\nb = 2\nc = 3\n' };
  github.addRepository({ fullName: REPO, files });
  github.addTeam({
    org: 'acme',
    slug: 'security',
    members: ['bob', 'carol'],
    repositories: { [REPO]: 'write' },
  });
  github.addCollaborator({ repo: REPO, login: 'alice', permission: 'write' });
  const app = github.registerApp({ id: APP_ID, slug: 'aigov', webhookSecret: WEBHOOK_SECRET });
  const installationId = github.installApp({ app: APP_ID, account: 'acme' }).id;
  const privateKey = app.privateKeyPem ?? '';
  const ask = caller(github.url);
  const token = async (narrowed?: unknown): Promise<string> => {
    const path = `POST /app/installations/${installationId}/access_tokens`;
    const { body } = await ask(path, {
      as: appJwt({ privateKey }),
      ...(narrowed === undefined ? {} : { body: narrowed }),
    });
    return String(body['token']);
  };
  const own = await token();
  return {
    github,
    installationId,
    privateKey,
    token,
    ask: (request, given = {}) => ask(request, { as: own, ...given }),
    query: (text, as = own) => ask('POST /graphql', { as, body: { query: text } }),
  };
}

/** A pull request of Copilot that changes one file; `alice` asked for it. */
export function openAgentPull({ github }: Scene): string {
  const head = github.commitTo({
    repo: REPO,
    branch: 'copilot/x',
    author: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    files: { 'envs/prod/iam.tf': 'a = 1\nb = 2\nc = 4\n' },
  });
  github.openPull({ repo: REPO, head: 'copilot/x', author: 'Copilot', sender: 'alice' });
  return head;
}

export type JwtOptions = { readonly privateKey: string; readonly appId?: number; readonly lifetime?: number };

/** An app's JWT; `lifetime` in seconds from now. */
export function appJwt({ privateKey, appId = APP_ID, lifetime = 540 }: JwtOptions): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: appId, iat: now - 30, exp: now + lifetime })}`;
  return `${signed}.${createSign('sha256').update(signed).sign(privateKey).toString('base64url')}`;
}

type Received = { readonly headers: Readonly<Record<string, string>>; readonly body: string };
export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  status: number;
  close(): Promise<void>;
};

/** Takes webhooks and answers `status`. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(req.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ headers, body: Buffer.concat(chunks).toString('utf8') });
      res.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    status: 202,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}

type Given = { readonly body?: unknown; readonly as: string; readonly headers?: Record<string, string> };

function caller(url: string): (request: string, given: Given) => Promise<Reply> {
  return async (request, { body, as, headers = {} }) => {
    const [method = 'GET', path = '/'] = request.split(' ');
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${as}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return { status: answer.status, body: parsed, headers: answer.headers };
  };
}
