// Bad input: the policy names a team that does not exist. Nobody counts for it, and the day it exists its members do.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { approve, check, decisionOf, openCodes, proposeApproved } from './acts.ts';

const HOUR_MS = 3_600_000;

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: POLICY.replaceAll('@acme/security', '@acme/secruity') });
});
afterAll(() => world.close());

it('no approval counts for a team that is not there', async () => {
  const { number, head } = await proposeApproved(world);
  const decision = await decisionOf(world, number);
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING']);
  expect(decision.reasons.find(({ rule }) => rule === 'identity-prod')).toMatchObject({
    satisfied: false,
    message: expect.stringContaining('nothing is known of the members of @acme/secruity'),
    remediation: 'Correct the name @acme/secruity in the policy, or let the App see the team.',
    need: { count: 2, from: ['@acme/secruity'] },
    have: {
      counted: [],
      ignored: [
        { login: 'bob', why: 'not_in_team' },
        { login: 'carol', why: 'not_in_team' },
      ],
    },
  });
  expect(check(world, head)?.conclusion).toBe('action_required');

  world.github.addTeam({
    org: 'acme',
    slug: 'secruity',
    members: ['bob', 'carol'],
    repositories: { [REPO]: 'write' },
  });
  world.clock.advance(HOUR_MS);
  approve(world, number, 'bob');
  await world.settle();
  expect(check(world, head)?.conclusion).toBe('success');
});
