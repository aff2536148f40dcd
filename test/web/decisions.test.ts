// Which names are asked about at GitHub at all.
import { expect, it } from 'vitest';
import { decisionRoutes } from '../../src/web/decisions.ts';

/** Names that GitHub was asked about, and how the request ended. */
async function ask(
  owner: string,
  name: string,
): Promise<{ readonly asked: string[]; readonly code: unknown }> {
  const asked: string[] = [];
  const [route] = decisionRoutes({
    readAccess: (request) => {
      asked.push(`${request.owner}/${request.name}`);
      return Promise.resolve(null);
    },
    evaluations: { latest: () => Promise.resolve(null) },
    ledger: { ofPull: () => Promise.resolve([]) },
  });
  const request = {
    method: 'GET',
    path: '',
    params: [owner, name, '7'],
    headers: { authorization: 'Bearer t' },
    body: Buffer.alloc(0),
  };
  const code = await route?.handle(request).then(
    () => null,
    (error: { readonly code: unknown }) => error.code,
  );
  return { asked, code };
}

it.each([
  { owner: 'acme', name: 'infra', asked: ['acme/infra'] },
  { owner: 'acme', name: '.github', asked: ['acme/.github'] },
  { owner: '..', name: 'user', asked: [] },
  { owner: 'acme', name: '.', asked: [] },
  { owner: 'acme/x', name: 'infra', asked: [] },
  { owner: 'acme', name: 'a b', asked: [] },
  { owner: 'acme', name: 'x'.repeat(101), asked: [] },
])('$owner and $name', async ({ owner, name, asked }) => {
  expect(await ask(owner, name)).toEqual({ asked, code: 'NOT_FOUND' });
});
