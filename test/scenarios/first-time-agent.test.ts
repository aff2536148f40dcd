// An agent's first pull request needs more people; after it passed and was merged, the second does not.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, REPO, startWorld, type World } from '../doubles/world.ts';
import { approve, decisionOf, openCodes, propose } from './acts.ts';

const NEW_AGENTS = POLICY.replace(
  'rules:\n',
  'rules:\n  - { id: new-agents, when: { first_time: true }, require: { approvals: [{ count: 1, from: [dave] }] } }\n',
);
const queue = (name: string) => ({
  [`envs/prod/${name}.tf`]: `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n}\n`,
});

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: NEW_AGENTS });
});
afterAll(() => world.close());

async function proposed(
  name: string,
  ...approvers: readonly string[]
): Promise<{ number: number; rules: readonly string[] }> {
  const { number } = propose(world, queue(name), `copilot/${name}`);
  await world.settle();
  approve(world, number, ...approvers);
  await world.settle();
  const decision = await decisionOf(world, number);
  return { number, rules: decision.reasons.filter(({ satisfied }) => !satisfied).map(({ rule }) => rule) };
}

it('asks more of the first, and of no more than the first', async () => {
  const first = await proposed('one', 'bob', 'carol');
  const beside = await proposed('two', 'bob', 'carol');
  expect([first.rules, beside.rules]).toEqual([['new-agents'], ['new-agents']]);
  approve(world, first.number, 'dave');
  await world.settle();
  expect(openCodes(await decisionOf(world, first.number))).toEqual([]);
  world.github.mergePull({ repo: REPO, number: first.number, by: 'bob' });
  await world.settle();
  // Merged, and still judged as the first: its own merge is no past.
  expect((await decisionOf(world, first.number)).reasons.map(({ rule }) => rule)).toContain('new-agents');
  expect((await proposed('three', 'bob', 'carol')).rules).toEqual([]);
});
