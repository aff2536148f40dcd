// Bad input: STS refuses. The caller hears the code, the ledger keeps it, and a later exchange works.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { ledgerOf, mergeApproved, startDeploy } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('AccessDenied of STS is STS_REFUSED, recorded, and does not block the next exchange', async () => {
  const { number, merge, run } = await mergeApproved(world);
  world.aws.fail('AssumeRole', { kind: 'error', status: 403, code: 'AccessDenied' });
  const refused = await world.exchange({ run, sha: merge });
  expect(refused).toMatchObject({
    status: 502,
    body: {
      type: 'urn:aigov:problem:STS_REFUSED',
      code: 'STS_REFUSED',
      status: 502,
      detail: 'AWS did not give a session (AccessDenied).',
    },
    credentials: null,
  });
  const failed = (await ledgerOf(world, number)).filter(({ type }) => type === 'session.failed');
  expect(failed).toMatchObject([{ data: { code: 'AccessDenied' } }]);

  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
  expect(await world.exchange({ run: startDeploy(world, merge), sha: merge })).toMatchObject({ status: 201 });
});
