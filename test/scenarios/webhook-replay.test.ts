// Every webhook that GitHub publishes as an example is taken, and none of them hurts the process.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../doubles/world.ts';
import { postWebhook } from './acts.ts';

type Example = { readonly name: string; readonly examples: readonly object[] };
const EXAMPLES = createRequire(import.meta.url)(
  '@octokit/webhooks-examples/api.github.com/index.json',
) as readonly Example[];
const HEARD = [
  'check_run',
  'check_suite',
  'installation',
  'pull_request',
  'pull_request_review',
  'push',
  'workflow_run',
];
const heard = EXAMPLES.filter(({ name }) => HEARD.includes(name));
const others = EXAMPLES.filter(({ name }) => !HEARD.includes(name));

let world: World;
beforeAll(async () => {
  world = await startWorld({ checkContract: false });
  await world.settle();
});
afterAll(() => world.close());

async function replay(examples: readonly Example[]): Promise<readonly number[]> {
  const posts = examples.flatMap(({ name, examples: payloads }) =>
    payloads.map((payload) => postWebhook(world, { event: name, payload })),
  );
  return (await Promise.all(posts)).map(({ status }) => status);
}

describe('GitHub’s own examples', () => {
  it('cover every event that the product hears', () => {
    expect(heard.map(({ name }) => name).toSorted()).toEqual(HEARD);
  });

  it.each(heard)('$name: accepted, worked on, nothing dies of its shape', async (example) => {
    expect(new Set(await replay([example]))).toEqual(new Set([202]));
    await world.server.worker.drain();
    const dead = await world.server.store.work.dead();
    expect(dead.filter(({ queue }) => queue === 'delivery')).toEqual([]);
  });

  it('what remains failed because those repositories are not ours to read', async () => {
    for (let round = 0; round < 12; round++) {
      world.clock.advance(3_600_000);
      await world.server.worker.drain();
    }
    const dead = await world.server.store.work.dead();
    expect(dead.map(({ queue, error }) => `${queue}: ${error}`).toSorted()).toEqual([
      'commit: Fault: GitHub answered 404 to GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls.',
      'pull: Fault: GitHub answered 404 to POST /graphql (Pull).',
      'pull: Fault: GitHub answered 404 to POST /graphql (Pull).',
      'repository: Fault: GitHub answered 404 to GET /repos/{owner}/{repo}/pulls.',
    ]);
  });

  it('every other event is accepted and ignored', async () => {
    const { work } = world.server.store;
    const before = {
      dead: await work.dead(),
      pending: await work.pending(),
      calls: world.github.calls.length,
    };
    expect(new Set(await replay(others))).toEqual(new Set([202]));
    await world.server.worker.drain();
    expect({
      dead: await work.dead(),
      pending: await work.pending(),
      calls: world.github.calls.length,
    }).toEqual(before);
  });

  it('the process lives', async () => {
    expect((await fetch(`${world.server.url}/healthz`)).status).toBe(200);
  });
});
