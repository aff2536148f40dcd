// A rule of a shared file holds in every repository that extends it, also when it is written after the approval.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, openCodes, proposeApproved } from './acts.ts';

const SHARED = 'acme/policies';
let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: `${POLICY}extends: ${SHARED}//base.yml\n` });
  world.github.addRepository({ fullName: SHARED, files: { 'base.yml': 'version: 1\n' } });
});
afterAll(() => world.close());

it('POL-12: a shared file that is tightened turns a green pull request', async () => {
  const { number, head } = await proposeApproved(world);
  expect(check(world, head)?.conclusion).toBe('success');
  const tip = world.github.commitTo({
    repo: SHARED,
    branch: 'main',
    author: 'dave',
    files: {
      'base.yml': 'version: 1\nrules: [{ id: freeze, when: { kinds: [identity] }, deny: Frozen. }]\n',
    },
  });
  await world.settle();
  const decision = await decisionOf(world, number);
  expect([openCodes(decision), check(world, head)?.conclusion]).toEqual([['DENIED'], 'failure']);
  expect(decision.policy.layers).toMatchObject([{ source: `${SHARED}@${tip}:base.yml` }]);
  expect(decision.reasons.find(({ code }) => code === 'DENIED')?.rule).toBe('policies//base.yml/freeze');
});
