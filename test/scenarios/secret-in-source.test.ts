// Raw text: a token in a program and letters that do not show in a note are told, in no more calls than any new head.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { agentPush, check, decisionOf, propose, TRUST_LAMBDA } from './acts.ts';

/** Made up, and put together here so that no scanner of ours or others finds it in this file. */
const TOKEN = ['ghp', 'x7Kq2mZp9RtVb4NcL8sWyE3uJ6hGfD1aQ0oT'].join('_');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('a source file without any format is searched', async () => {
  const { number } = propose(world, { ...TRUST_LAMBDA, 'app/main.py': 'print("hello")\n' });
  await world.settle();
  expect((await decisionOf(world, number)).findings.map(({ id }) => id)).not.toContain('secret-in-diff');

  world.github.calls.length = 0;
  const head = agentPush(world, {
    'app/main.py': `print("hello")\ntoken = "${TOKEN}"\n`,
    'notes/a.txt': 'pay\u202Eyap\n',
  });
  await world.settle();
  const told = (await decisionOf(world, number)).findings.map(
    ({ id, file, startLine }) => `${id} ${file}:${startLine}`,
  );
  expect(told).toContain('secret-in-diff app/main.py:2');
  expect(told).toContain('bidi-or-invisible-text notes/a.txt:1');
  const calls = world.github.calls.filter(({ route }) => !route.endsWith('/access_tokens'));
  expect(calls.length).toBeLessThanOrEqual(5);
  expect(JSON.stringify(check(world, head))).not.toContain(TOKEN);
});
