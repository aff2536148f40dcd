// Unchanged workflows and actions beside a change: which are read, and how many.
import { expect, it } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { readProject } from '../../src/formats/index.ts';
import { standingPipelines } from '../../src/steps/read-pipelines.ts';
import { changesBetween } from '../formats/projects.ts';
import type { Tree } from '../formats/projects.ts';

const JOB = 'on: push\njobs: { a: { steps: [] } }\n';
const path = (name: number | string): string => `.github/workflows/${name}.yml`;

async function read(tree: Tree, calls: Readonly<Record<string, readonly string[]>>) {
  const { changes, around } = changesBetween(
    { ...tree, [path('x')]: `${JOB}env: {}\n` },
    { ...tree, [path('x')]: JOB },
  );
  const reader = {
    files: changes,
    around,
    read: async (project: Parameters<typeof readProject>[0]) => readProject(project),
  };
  const { parts, gap } = await standingPipelines(reader, new Map(Object.entries(calls)));
  return { files: [...new Set(parts.map(({ file }) => file))].toSorted(), gap };
}

it('those that call it or are called, however long the chain, and no others', async () => {
  const tree = {
    [path('caller')]: JOB,
    [path('beyond')]: JOB,
    [path('other')]: JOB,
    'a/action.yml': 'runs: { steps: [] }\n',
  };
  const calls = { [path('caller')]: [path('x'), path('beyond')], [path('beyond')]: ['src/a/'] };
  expect(await read(tree, calls)).toEqual({
    files: [path('beyond'), path('caller'), 'a/action.yml'],
    gap: null,
  });
});

it('says so where there are more than are read', async () => {
  const names = Array.from({ length: LIMITS.standingPipelines + 1 }, (_, index) => path(index));
  const found = await read(Object.fromEntries(names.map((name) => [name, JOB])), { [path('x')]: names });
  expect(found.files).toHaveLength(LIMITS.standingPipelines);
  expect(found.gap).toMatch(
    /^201 workflows and actions call each other beside the changed ones; at most 200/,
  );
});
