// Runs of named workflows: whose they are, what they uploaded, and that nothing is asked where no rule asks.
import { beforeEach, expect, it } from 'vitest';
import { gatherRuns } from '../../src/facts/workflow-runs.ts';
import type { ListedRun } from '../../src/facts/needs.ts';
import { HEAD, createHost, createMemory, createWorld, quietPull, repository } from './host.ts';
import type { Memory, World } from './host.ts';

const WORKFLOW = '.github/workflows/plan.yml';
const RUN: ListedRun = {
  id: 1,
  path: WORKFLOW,
  headSha: HEAD,
  event: 'pull_request',
  status: 'completed',
  conclusion: 'success',
  createdAt: '2026-11-21T12:00:00Z',
  startedAt: '2026-11-21T12:00:01Z',
};
const PLAN = { name: 'plan', digest: 'sha256:a', expired: false };

let world: World;
let memory: Memory;
beforeEach(() => {
  world = createWorld();
  world.runs = [RUN];
  world.artifacts = [PLAN];
  memory = createMemory();
  memory.record = { ...memory.record, heads: [{ sha: HEAD, at: RUN.createdAt }] };
});

const gather = (reading: Partial<typeof quietPull> = {}, number = 7) =>
  gatherRuns(
    { host: createHost(world), memory, pull: { repository, number } },
    { ...quietPull, head: HEAD, ...reading },
    [{ workflow: WORKFLOW, artifacts: ['plan'] }],
  );

it('is of this pull request, with what it uploaded', async () => {
  expect(await gather()).toEqual([
    {
      workflow: WORKFLOW,
      run_id: 1,
      head_sha: HEAD,
      event: 'pull_request',
      pull_request: 7,
      status: 'completed',
      conclusion: 'success',
      started_at: RUN.startedAt,
      artifacts: [{ name: 'plan', digest: 'sha256:a' }],
    },
  ]);
  expect(world.calls).toEqual(['runs', 'artifacts']);
});

it.each<[string, () => ReturnType<typeof gather>]>([
  ['another open pull request has the same head', () => gather({ siblings: [8] })],
  ['another one had it, and was closed since', () => gather({}, 8)],
  ['the base changed after it was started', () => gather({ lastBaseChange: '2026-11-21T12:00:00Z' })],
])("is nobody's where %s", async (_, gathered) => {
  expect((await gathered()).map(({ pull_request: pull }) => pull)).toEqual([null]);
});

it('asks for the artefacts of the latest run alone, and only if it succeeded', async () => {
  const failed = { ...RUN, id: 2, conclusion: 'failure', startedAt: '2026-11-21T13:00:00Z' };
  world.runs = [RUN, failed];
  expect((await gather()).map(({ artifacts }) => artifacts)).toEqual([[], []]);
  expect(world.calls).toEqual(['runs']);
});

it('leaves out what has expired', async () => {
  world.artifacts = [{ ...PLAN, expired: true }];
  expect((await gather())[0]?.artifacts).toEqual([]);
});
