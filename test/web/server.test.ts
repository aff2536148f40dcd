import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/model/failure.ts';
import { json } from '../../src/web/problem.ts';
import { createHttpServer, type Route } from '../../src/web/server.ts';

const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

async function serve(routes: readonly Route[], errors: unknown[] = []): Promise<string> {
  const server = createHttpServer(routes, (error) => errors.push(error));
  open.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const echo: Route = {
  method: 'POST',
  pattern: /^\/echo\/([^/]+)$/,
  maxBodyBytes: 10,
  handle: async ({ params, body }) => json(200, { params, body: body.toString() }),
};

describe('createHttpServer', () => {
  it('routes, decodes and answers with safe headers', async () => {
    const response = await fetch(`${await serve([echo])}/echo/a%20b?x=1`, { method: 'POST', body: 'hello' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ params: ['a b'], body: 'hello' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['GET', '/echo/a', undefined, 404, 'NOT_FOUND'],
    ['POST', '/nothing', 'x', 404, 'NOT_FOUND'],
    ['POST', '/echo/%E0%A4%A', 'x', 400, 'REQUEST_INVALID'],
    ['POST', '/echo/a', 'x'.repeat(11), 413, 'BODY_TOO_LARGE'],
  ])('%s %s is a problem document', async (method, path, body, status, code) => {
    const response = await fetch(`${await serve([echo])}${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toMatchObject({ status, code });
  });

  it('cuts a streamed body off at the cap, without a length to warn it', async () => {
    const url = new URL(`${await serve([echo])}/echo/a`);
    // A bare socket, and nock out of the way: it gathers chunks and waits for an end that never comes.
    nock.restore();
    const socket = connect(Number(url.port), url.hostname);
    const chunk = `8\r\n${'x'.repeat(8)}\r\n`;
    socket.write(
      `POST ${url.pathname} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunk}${chunk}`,
    );
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString())),
    );
    socket.destroy();
    nock.activate();
    expect(answer).toContain('HTTP/1.1 413 Payload Too Large');
    expect(answer).toContain('BODY_TOO_LARGE');
  });

  it('shows a Fault, hides anything else, and reports both to the log', async () => {
    const errors: unknown[] = [];
    const routes: Route[] = [
      {
        method: 'GET',
        pattern: /^\/fault$/,
        maxBodyBytes: 0,
        handle: () => Promise.reject(new Fault('GITHUB_UNAVAILABLE', 'GitHub does not answer.')),
      },
      {
        method: 'GET',
        pattern: /^\/bug$/,
        maxBodyBytes: 0,
        handle: () => Promise.reject(new Error('secret detail')),
      },
    ];
    const url = await serve(routes, errors);
    const fault = await fetch(`${url}/fault`);
    expect(fault.headers.get('retry-after')).toBe('15');
    expect(await fault.json()).toMatchObject({
      status: 503,
      code: 'GITHUB_UNAVAILABLE',
      detail: 'GitHub does not answer.',
    });
    const bug = await fetch(`${url}/bug`);
    expect(await bug.json()).toMatchObject({
      status: 500,
      code: 'INTERNAL',
      detail: 'The server failed; its log has the detail.',
    });
    expect(errors.map((error) => (error as Error).message)).toEqual([
      'GitHub does not answer.',
      'secret detail',
    ]);
  });
});
