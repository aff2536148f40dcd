// Broker: GitHub does not show everything yet. The answer is "not yet", never "no" and never a credential.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { mergeApproved, startDeploy } from './acts.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a list that came cut is 409, and the same run gets its session afterwards', async () => {
  const { merge, run } = await mergeApproved(world);
  world.github.fault({ operation: 'Pull', truncate: true });
  const early = await world.exchange({ run, sha: merge });
  expect(early).toMatchObject({ status: 409, body: { code: 'MERGE_UNDECIDED' }, credentials: null });
  expect(await world.exchange({ run, sha: merge })).toMatchObject({ status: 201 });
});

it('BRA-01: a commit that GitHub lists for no pull request is "not yet" for two minutes of the token, then "no"', async () => {
  const sha = world.github.commitTo({ repo: REPO, branch: 'main', author: 'bob', files: { 'a.txt': 'a' } });
  const run = startDeploy(world, sha);
  expect(await world.exchange({ run, sha })).toMatchObject({
    status: 409,
    body: { code: 'MERGE_UNDECIDED' },
  });
  const iat = Math.floor(world.clock.now() / 1000) - 121;
  const late = await world.exchange({ run, sha, claims: { iat } });
  expect(late).toMatchObject({ status: 403, body: { code: 'GRANT_REFUSED' } });
  expect(late.body['detail']).toContain('NOT_MERGED');
  await world.exchange({ run, sha, claims: { iat } });
  const { ledger } = world.server.store;
  const [chain] = await ledger.chains();
  const told = await Array.fromAsync(ledger.read(chain?.chain ?? ''));
  expect(
    told
      .filter(({ type }) => type === 'session.refused')
      .map(({ subject, data }) => [subject.pull, subject.head, data['code']]),
  ).toEqual([[null, sha, 'GRANT_REFUSED']]);
});
