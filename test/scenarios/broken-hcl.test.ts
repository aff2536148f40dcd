// Bad input: HCL that does not parse is never passed over; people read it, or the agent repairs it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roleFile, startWorld, type World } from '../doubles/world.ts';
import { agentPush, check, decisionOf, IAM_FILE, openCodes, propose, TRUST_LAMBDA } from './acts.ts';

const UNCLOSED = roleFile('lambda.amazonaws.com').replace('})', '');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('broken HCL is unread at its line, and a repair heals it', async () => {
  const { number, head } = propose(world, { [IAM_FILE]: UNCLOSED });
  await world.settle();
  expect(check(world, head)).toMatchObject({
    conclusion: 'action_required',
    annotations: [{ path: IAM_FILE, start_line: 3, end_line: 3, title: 'unreadable-file' }],
  });
  expect(check(world, head)?.output.summary).toContain(
    '`UNREADABLE`, rule `baseline`: `envs/prod/iam.tf:3` could not be read (parse-error)',
  );
  const decision = await decisionOf(world, number);
  expect(decision.unreadable).toEqual([
    {
      file: IAM_FILE,
      line: 3,
      why: 'parse-error',
      message: 'a bracket is not closed',
    },
  ]);
  expect(decision).toMatchObject({ outcome: 'needs_review', tier: 'critical', retryable: true });
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING', 'UNREADABLE']);

  agentPush(world, TRUST_LAMBDA);
  await world.settle();
  const repaired = await decisionOf(world, number);
  expect(repaired.unreadable).toEqual([]);
  expect(openCodes(repaired)).toEqual(['APPROVALS_MISSING']);
});
