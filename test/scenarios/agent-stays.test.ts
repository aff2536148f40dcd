// Agents: a sign of an agent that was seen once stays, whatever is pushed, edited or taken away afterwards.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { decisionOf } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const BRANCH = 'topic';
const queue = (delay: number): string => `resource "aws_sqs_queue" "q" {\n  delay_seconds = ${delay}\n}\n`;

type Push = Partial<Parameters<World['github']['commitTo']>[0]>;

function push(delay: number, more: Push = {}): void {
  world.github.commitTo({
    repo: REPO,
    branch: BRANCH,
    author: 'alice',
    files: { 'envs/prod/queue.tf': queue(delay) },
    ...more,
  });
}

async function opened(first: Push = {}): Promise<number> {
  push(1, first);
  const { number } = world.github.openPull({ repo: REPO, head: BRANCH, author: 'alice' });
  await world.settle();
  return number;
}

async function actorOf(number: number): Promise<readonly unknown[]> {
  await world.settle();
  const { actor } = await decisionOf(world, number);
  return [actor.class, ...actor.agents];
}

/** The base of a force push: nothing of the branch is left. */
const anew = (): Push => ({ from: world.github.tip(REPO) });

it('IDN-01: a human account without any trace is gated like anybody', async () => {
  const { actor, outcome } = await decisionOf(world, await opened());
  expect([actor.class, outcome]).toEqual(['human', 'needs_review']);
});

describe('IDN-02: a human opens, an agent takes part later', () => {
  it.each<[string, Push]>([
    ['it commits and pushes', { author: 'Copilot', verified: true }],
    ['it pushes what a human committed', { pusher: 'Copilot' }],
  ])('%s', async (_, part) => {
    const number = await opened();
    expect(await actorOf(number)).toEqual(['human']);
    push(2, part);
    expect(await actorOf(number)).toEqual(['mixed', 'copilot']);
  });
});

describe('IDN-03: the sign is taken away', () => {
  it.each<[string, Push]>([
    ['its commit, by a force push', { author: 'Copilot', verified: true }],
    ['its push, by a force push', { pusher: 'Copilot' }],
    ['its trailer, by a rewrite', { message: 'Change\n\nCo-Authored-By: Claude <noreply@anthropic.com>' }],
  ])('%s', async (_, part) => {
    const number = await opened(part);
    const before = await actorOf(number);
    expect(before[0]).toBe('mixed');
    push(3, anew());
    expect(await actorOf(number)).toEqual(before);
  });

  it('its commit, by a revert', async () => {
    const number = await opened();
    push(2, { author: 'Copilot', verified: true });
    await world.settle();
    push(1);
    expect(await actorOf(number)).toEqual(['mixed', 'copilot']);
  });

  it('its words in the description, by an edit', async () => {
    const number = await opened();
    const edit = (body: string): void => {
      world.github.editPull({ repo: REPO, number, by: 'alice', body });
    };
    edit('Generated with [Claude Code](https://claude.com/claude-code)');
    expect(await actorOf(number)).toEqual(['mixed', 'claude']);
    edit('A change');
    expect(await actorOf(number)).toEqual(['mixed', 'claude']);
  });
});
