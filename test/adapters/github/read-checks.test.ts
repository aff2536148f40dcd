// Two runs of one name: in one suite the later replaces the earlier, in two suites both count.
import { expect, it } from 'vitest';
import { readChecks } from '../../../src/adapters/github/read-checks.ts';

const HEAD = 'e'.repeat(40);
const ACTIONS = 15_368;
const run = (conclusion: string, startedAt: string, name = 'test') => ({
  databaseId: 1,
  externalId: null,
  name,
  status: 'COMPLETED',
  conclusion,
  startedAt,
});
const failed = run('FAILURE', '2026-11-21T12:00:00Z');
const passed = run('SUCCESS', '2026-11-21T12:01:00Z');
const list = <Node>(...nodes: readonly Node[]) => ({ totalCount: nodes.length, nodes });
const suite = (app: number, ...runs: readonly (typeof failed)[]) => ({
  app: { databaseId: app },
  checkRuns: list(...runs),
});
const times = (...suites: readonly ReturnType<typeof suite>[]) =>
  readChecks(list(...suites), { head: HEAD, appId: 77 }).checks.map(({ started_at }) => started_at);

it.each([
  {
    name: 'one suite',
    suites: [suite(ACTIONS, failed, passed)],
    expected: [failed.startedAt, passed.startedAt],
  },
  {
    name: 'two suites cannot be told apart',
    suites: [suite(ACTIONS, failed), suite(ACTIONS, passed)],
    expected: [null, null],
  },
  {
    name: 'two suites of two apps',
    suites: [suite(ACTIONS, failed), suite(9, passed)],
    expected: [failed.startedAt, passed.startedAt],
  },
  {
    name: 'two suites with two names',
    suites: [suite(ACTIONS, failed), suite(ACTIONS, { ...passed, name: 'lint' })],
    expected: [failed.startedAt, passed.startedAt],
  },
])('$name', ({ suites, expected }) => {
  expect(times(...suites)).toEqual(expected);
});
