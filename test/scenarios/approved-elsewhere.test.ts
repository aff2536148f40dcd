// Approvals: given on another base, or by somebody who pushed the branch before the pull request was opened.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPO, startWorld, type World } from '../doubles/world.ts';
import { check } from './acts.ts';

const QUEUE = 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n';
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const titleOf = (head: string): string => check(world, head)?.output.title ?? '';

it.each([
  { name: 'another author', pusher: 'alice', expected: 'Pass: approved by bob' },
  { name: 'the approver', pusher: 'bob', expected: 'Needs review: 1 human (critical tier, prod), 0 of 1' },
])('a branch that $name pushed first', async ({ pusher, expected }) => {
  const { github } = world;
  const branch = `by-${pusher}`;
  const files = { [`envs/prod/${branch}.tf`]: QUEUE };
  const head = github.commitTo({ repo: REPO, branch, author: 'alice', pusher, files });
  await world.settle();
  const { number } = github.openPull({ repo: REPO, head: branch, author: 'alice' });
  github.review({ repo: REPO, number, by: 'bob', event: 'APPROVE' });
  await world.settle();
  expect(titleOf(head)).toBe(expected);
});

it.each([
  { name: 'the title', edit: { title: 'x' }, expected: 'Pass: approved by bob' },
  {
    name: 'the base',
    edit: { base: 'main' },
    expected: 'Needs review: 1 human (critical tier, prod), 0 of 1',
  },
])('an approved pull request whose author edits $name', async ({ name, edit, expected }) => {
  const { github } = world;
  const branch = name.replace(' ', '-');
  const base = `${branch}-base`;
  github.commitTo({ repo: REPO, branch: base, author: 'alice', files: { 'docs/a.md': branch } });
  const files = { [`envs/prod/${branch}.tf`]: QUEUE };
  const from = github.tip(REPO, base);
  const head = github.commitTo({ repo: REPO, branch, from, author: 'alice', files });
  const { number } = github.openPull({ repo: REPO, head: branch, base, author: 'alice' });
  github.review({ repo: REPO, number, by: 'bob', event: 'APPROVE' });
  await world.settle();
  github.editPull({ repo: REPO, number, by: 'alice', ...edit });
  await world.settle();
  expect(titleOf(head)).toBe(expected);
});
