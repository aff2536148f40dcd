// Benchmark: calls to GitHub per evaluation, and the time from an event to its check run while every call takes 50 ms.
import { setTimeout as wait } from 'node:timers/promises';
import { REPO, roleFile, startWorld, type World } from '../test/doubles/world.ts';
import { aside, type Figure, quantile, spread } from './measure.ts';

const LATENCY_MS = 50;
/** Worlds and pushes in each: an installation may write 80 times a minute, and a push is one write. */
const WORLDS = 2;
const PUSHES = 50;
const BRANCH = 'copilot/trust';
const GIVE_UP_MS = 20_000;

type Calls = { readonly calls: readonly string[]; readonly writes: number };

export async function benchPull(): Promise<readonly Figure[]> {
  const [counts, times] = [await countCalls(), await timePushes()];
  const { newHead, review, unchanged } = counts;
  const p99 = quantile(times, 0.99);
  return [
    countFigure('GitHub calls, new head', newHead, { most: 5 }),
    countFigure('GitHub calls, review event', review, { most: 2 }),
    {
      what: 'GitHub writes, decision unchanged',
      measured: `${unchanged.writes} (${unchanged.calls.length} calls)`,
      target: '0',
      met: unchanged.writes === 0,
    },
    {
      what: `event to check run, every call ${LATENCY_MS} ms, ${times.length} pushes`,
      measured: spread(times),
      target: 'p99 <= 2,000 ms',
      met: p99 <= 2_000,
    },
  ];
}

function countFigure(what: string, { calls, writes }: Calls, { most }: { readonly most: number }): Figure {
  const measured = `${calls.length} (${writes} writes): ${calls.join(', ')}`;
  return { ...aside(what, measured), target: `<= ${most}`, met: calls.length <= most };
}

async function countCalls(): Promise<{
  readonly newHead: Calls;
  readonly review: Calls;
  readonly unchanged: Calls;
}> {
  const world = await startWorld({ checkContract: false });
  try {
    push(world, 0);
    const { number } = world.github.openPull({
      repo: REPO,
      head: BRANCH,
      author: 'Copilot',
      title: 'A change',
    });
    // The first sight of a repository also fetches a token, and asks for reviewers once.
    await world.settle();
    const newHead = await callsOf(world, () => void push(world, 1));
    const review = await callsOf(world, () => {
      world.github.review({ repo: REPO, number, by: 'bob', event: 'APPROVE' });
    });
    const unchanged = await callsOf(world, () => {
      world.github.addLabel({ repo: REPO, number, by: 'dave', label: 'later' });
    });
    return { newHead, review, unchanged };
  } finally {
    await world.close();
  }
}

async function callsOf(world: World, act: () => void): Promise<Calls> {
  world.github.calls.length = 0;
  act();
  await world.settle();
  return {
    calls: world.github.calls.map(({ operation, route }) => operation ?? route),
    writes: world.github.writes().length,
  };
}

async function timePushes(): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < WORLDS; index += 1) {
    const world = await startWorld({ checkContract: false });
    try {
      times.push(...(await timeIn(world)));
    } finally {
      await world.close();
    }
  }
  return times;
}

async function timeIn(world: World): Promise<readonly number[]> {
  push(world, 0);
  world.github.openPull({ repo: REPO, head: BRANCH, author: 'Copilot', title: 'A change' });
  await world.settle();
  world.server.worker.start();
  world.github.latencyMs = LATENCY_MS;
  const times: number[] = [];
  for (let index = 1; index <= PUSHES; index += 1) {
    const begun = performance.now();
    await checked(world, push(world, index));
    times.push(performance.now() - begun);
  }
  return times;
}

/** Resolves when the head shows a finished check of ours. */
async function checked(world: World, head: string): Promise<void> {
  const until = performance.now() + GIVE_UP_MS;
  while (!world.github.checkRuns(REPO, head).some(({ status }) => status === 'completed')) {
    if (performance.now() > until) throw new Error('no check run appeared');
    await wait(1);
  }
}

function push(world: World, index: number): string {
  return world.github.commitTo({
    repo: REPO,
    branch: BRANCH,
    author: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    message: `Change ${index}`,
    files: { 'envs/prod/iam.tf': roleFile(`service-${index}.amazonaws.com`) },
  });
}
