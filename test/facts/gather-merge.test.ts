// What a merge brought: first parent to merge, whatever was approved before.
import { describe, expect, it } from 'vitest';
import { createFactCaches, gatherMerge, gatherRun } from '../../src/facts/index.ts';
import { createHost, createWorld, repository } from './host.ts';
import type { World } from './host.ts';

const MERGE = 'c'.repeat(40);
const FIRST = 'a'.repeat(40);
const SECOND = 'd'.repeat(40);

function merge(change: (world: World) => void = () => {}) {
  const world = createWorld();
  world.trees = { [FIRST]: { 'old.tf': 'x\n' }, [MERGE]: { 'new.tf': 'x\n' } };
  world.mergeBase = FIRST;
  world.parents = { [MERGE]: [FIRST, SECOND] };
  change(world);
  const request = {
    repository,
    mergeSha: MERGE,
    wants: (path: string) => path === 'old.tf',
    scans: () => false,
    wantsAround: () => null,
  };
  return gatherMerge({ host: createHost(world), caches: createFactCaches(), ...request });
}

describe('gatherMerge', () => {
  it('reads both names of a rename when either is wanted', async () => {
    const { files, ...rest } = await merge();
    expect(rest).toEqual({
      mergeSha: MERGE,
      firstParent: FIRST,
      parents: [FIRST, SECOND],
      around: { files: [], gap: null },
      incomplete: [],
    });
    expect(
      files.map(({ status, before, after }) => [
        status,
        before?.path,
        before?.content,
        after?.path,
        after?.content,
      ]),
    ).toEqual([
      ['renamed', 'old.tf', { kind: 'text', text: 'x\n' }, 'new.tf', { kind: 'text', text: 'x\n' }],
    ]);
  });

  it.each<{ name: string; change: (world: World) => void; why: string }>([
    { name: 'no such commit', change: (world) => (world.parents = {}), why: 'the host has no such commit' },
    {
      name: 'a root commit',
      change: (world) => (world.parents = { [MERGE]: [] }),
      why: 'the commit has no parent',
    },
  ])('$name is incomplete', async ({ change, why }) => {
    expect(await merge(change)).toMatchObject({ files: [], incomplete: [{ what: 'merge', why }] });
  });
});

it('a run that the host does not know is null', async () => {
  expect(await gatherRun({ host: createHost(createWorld()), repository, runId: 1 })).toBeNull();
});
