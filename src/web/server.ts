// The HTTP server: a table of routes, a capped body, problem documents. Probot only sees deliveries that are on disk.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Fault } from '../model/failure.ts';
import { problem, type HttpAnswer } from './problem.ts';

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  /** Captures of the route's pattern, percent-decoded. */
  readonly params: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

export type Route = {
  readonly method: 'GET' | 'POST';
  /** Anchored pattern over the path. */
  readonly pattern: RegExp;
  readonly maxBodyBytes: number;
  readonly handle: (request: HttpRequest) => Promise<HttpAnswer>;
};

/** Headers of every answer: nothing here may be cached, framed or sniffed. */
const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/** Build the server; the caller listens. `onError` gets every error that became a 5xx. */
export function createHttpServer(
  routes: readonly Route[],
  onError: (error: unknown, path: string) => void,
): Server {
  const server = createServer((request, response) => {
    void answer(routes, request, onError).then((result) => send(response, result, request));
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  onError: (error: unknown, path: string) => void,
): Promise<HttpAnswer> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  try {
    const { route, params } = find(routes, request.method ?? 'GET', path);
    const body = await readBody(request, route.maxBodyBytes);
    return await route.handle({ method: route.method, path, params, headers: request.headers, body });
  } catch (error) {
    const result = problem(error);
    if (result.status >= 500) onError(error, path);
    return result;
  }
}

function find(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly params: readonly string[] } {
  for (const route of routes) {
    const match = route.pattern.exec(path);
    if (match !== null && route.method === method) return { route, params: match.slice(1).map(decode) };
  }
  throw new Fault('NOT_FOUND', 'There is nothing at this path for this method.');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Fault('REQUEST_INVALID', 'The path holds a malformed percent escape.');
  }
}

/** Read at most `limit` bytes while streaming, so that a large body costs its sender and not this process. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw new Fault('BODY_TOO_LARGE', `The body may have at most ${limit} bytes.`);
  const chunks: Buffer[] = [];
  let size = 0;
  // The request must outlive this loop: a destroyed one could not be answered with 413.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Fault('BODY_TOO_LARGE', `The body may have at most ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answered: HttpAnswer, request: IncomingMessage): void {
  // A body that was not read to its end must not be taken for the next request on this connection.
  const headers = request.complete ? {} : { connection: 'close' };
  response.writeHead(answered.status, { ...SAFE_HEADERS, ...answered.headers, ...headers });
  response.end(answered.body);
}
