// Agents: the footer of an agent is edited out of the description. The rules for agents stay.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { check } from './acts.ts';

const FOOTER = '🤖 Generated with [Claude Code](https://claude.com/claude-code)';
const QUEUE = 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n';
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it.each([
  { name: 'never there', branch: 'clean', body: 'clean', humans: '1 human' },
  { name: 'edited away', branch: 'footer', body: FOOTER, humans: '3 humans' },
])('a footer $name asks for $humans', async ({ branch, body, humans }) => {
  const { github } = world;
  const head = github.commitTo({
    repo: REPO,
    branch,
    author: 'alice',
    files: { [`envs/prod/${branch}.tf`]: QUEUE },
  });
  const { number } = github.openPull({ repo: REPO, head: branch, author: 'alice', body });
  await world.settle();
  github.editPull({ repo: REPO, number, by: 'alice', body: 'clean' });
  await world.settle();
  expect(check(world, head)?.output.title).toContain(`${humans} (critical tier, prod)`);
});
