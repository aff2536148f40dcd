// The HTTP face: one request through faults, authentication, route, contract and back. Started by start.ts.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { authorize, type Caller, identify } from './auth.ts';
import type { Contract } from './contract.ts';
import { type Fault, type Faults, truncateBody } from './faults.ts';
import { findRepository } from './find.ts';
import { executeGraphql, operationNameOf, UNKNOWN_FIELD } from './graphql/execute.ts';
import { notFound, Refusal } from './refusal.ts';
import { type Answer, type Match, matchRoute } from './router.ts';
import { ROUTES } from './routes/index.ts';
import type { Repository, State } from './state.ts';

/** One call that reached the double. */
export type Call = {
  readonly method: string;
  /** Template, `POST /graphql`, or `none` for a path it does not know. */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  /** Name of the GraphQL operation. */
  readonly operation: string | null;
  readonly body: unknown;
};

export type ServerOptions = {
  readonly state: State;
  readonly contract: Contract | null;
  readonly faults: Faults;
  readonly calls: Call[];
  /** Every difference between the double, or its caller, and GitHub's description. */
  readonly violations: string[];
  readonly latencyMs: () => number;
};

type Incoming = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
};

/** Answers kept for `staleOnce`. */
const REMEMBERED = 1000;

export function createHandler(
  options: ServerOptions,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const answered = new Map<string, Answer>();
  return async (req, res) => {
    const incoming = await read(req);
    const match = matchRoute(ROUTES, incoming.method, incoming.path);
    const operation = incoming.path === '/graphql' ? operationNameOf(incoming.body) : null;
    const route = incoming.path === '/graphql' ? 'POST /graphql' : (match?.route.operation ?? 'none');
    const fault = options.faults.take({ route, ...(operation === null ? {} : { operation }) });
    const delay = options.latencyMs() + (fault?.delayMs ?? 0);
    if (delay > 0) await pause(delay);
    const key = `${incoming.method} ${req.url} ${incoming.text}`;
    const answer =
      fault?.reset === 'before'
        ? null
        : await answerWith(options, { incoming, match, fault, stale: answered.get(key) });
    if (answer !== null && fault?.status === undefined) remember(answered, key, answer);
    options.calls.push({
      method: incoming.method,
      route,
      path: req.url ?? '',
      status: answer?.status ?? 0,
      operation,
      body: incoming.body,
    });
    if (answer === null || fault?.reset === 'after') return void req.socket.destroy();
    respond(req, res, { answer, fault });
  };
}

type Work = {
  readonly incoming: Incoming;
  readonly match: Match | undefined;
  readonly fault: Fault | undefined;
  readonly stale: Answer | undefined;
};

async function answerWith(options: ServerOptions, { incoming, match, fault, stale }: Work): Promise<Answer> {
  if (fault?.status !== undefined)
    return { status: fault.status, body: fault.body ?? { message: fault.message ?? 'Server Error' } };
  if (fault?.staleOnce === true && stale !== undefined) return stale;
  try {
    const answer = await answerTruly(options, incoming, match);
    return fault?.truncate === true ? { ...answer, body: truncateBody(answer.body) } : answer;
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    const words = error instanceof Error ? error.message : String(error);
    options.violations.push(words);
    return { status: 500, body: { message: words } };
  }
}

async function answerTruly(
  options: ServerOptions,
  incoming: Incoming,
  match: Match | undefined,
): Promise<Answer> {
  const { state } = options;
  const caller = identify(state, incoming.authorization);
  if (incoming.path === '/graphql' && incoming.method === 'POST') {
    const body = await executeGraphql(state, caller, incoming.body);
    const unknown = (body.errors ?? [])
      .map(({ message }) => message)
      .filter((one) => one.startsWith(UNKNOWN_FIELD));
    options.violations.push(...unknown);
    return { status: 200, body };
  }
  // Loud on purpose: a 404 would look like GitHub's answer.
  if (match === undefined)
    throw new Error(`the fake GitHub has no route ${incoming.method} ${incoming.path}`);
  const { route, params } = match;
  const repository = repositoryOf(state, params);
  admit(caller, route.needs, repository);
  const url = `${state.url}${incoming.path}`;
  const { query, body } = incoming;
  route.limits?.(body);
  holdToContract('request', options.contract?.request(route.operation, { path: params, query, body }));
  const answer = route.handle({
    state,
    caller,
    params,
    query,
    body,
    url,
    repository: repository as Repository,
  });
  holdToContract('response', options.contract?.response(route.operation, answer.status, wire(answer.body)));
  return answer;
}

/** What the caller will see: without undefined and with dates as text. */
function wire(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body)) as unknown;
}

function holdToContract(way: string, violations: readonly string[] = []): void {
  if (violations.length > 0) throw new Error(`contract violation in ${way}: ${violations.join('; ')}`);
}

function repositoryOf(state: State, { owner, repo }: Match['params']): Repository | null {
  if (owner === undefined || repo === undefined) return null;
  const found = findRepository(state, `${owner}/${repo}`);
  if (found === undefined) throw notFound();
  return found;
}

function admit(caller: Caller, needs: Match['route']['needs'], repository: Repository | null): void {
  if (needs === 'nobody') return;
  if (needs !== 'app') return authorize(caller, repository, needs);
  if (caller.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
}

function refused({ status, message, errors }: Refusal): Answer {
  const details = errors.length > 0 ? { errors } : {};
  return {
    status,
    body: { message, ...details, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  };
}

function remember(answered: Map<string, Answer>, key: string, answer: Answer): void {
  answered.set(key, answer);
  const oldest = answered.keys().next();
  if (answered.size > REMEMBERED && oldest.done !== true) answered.delete(oldest.value);
}

function respond(
  req: IncomingMessage,
  res: ServerResponse,
  { answer, fault }: { readonly answer: Answer; readonly fault: Fault | undefined },
): void {
  const text = JSON.stringify(answer.body);
  const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
  const cachable = req.method === 'GET' && answer.status === 200;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': etag.slice(1, 17),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    ...(answer.link === undefined ? {} : { link: answer.link }),
    ...(cachable ? { etag } : {}),
    ...fault?.headers,
  };
  if (cachable && req.headers['if-none-match']?.replace(/^W\//, '') === etag) {
    res.writeHead(304, headers).end();
    return;
  }
  const length = Buffer.byteLength(text);
  res.writeHead(answer.status, { ...headers, 'content-length': length });
  if (fault?.cutBody !== true) return void res.end(text);
  res.write(text.slice(0, text.length / 2), () => req.socket.destroy());
}

async function read(req: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(req.url ?? '/', 'http://fake');
  return {
    method: req.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    text,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
    authorization: req.headers.authorization,
  };
}
