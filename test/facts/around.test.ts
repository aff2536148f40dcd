// What stands around a change: read at the base tip, once per blob, and never silently cut.
import { beforeEach, expect, it } from 'vitest';
import { createFactCaches, gatherPull } from '../../src/facts/index.ts';
import type { FactCaches } from '../../src/facts/index.ts';
import type { WantsBeyond } from '../../src/model/gathered.ts';
import { BASE, HEAD, createHost, createMemory, createWorld, repository } from './host.ts';
import type { World } from './host.ts';

const TREE = { 'a.tf': 'a1\n', 'modules/x/main.tf': 'm\n', 'readme.md': 'r\n' };
let world: World;
let caches: FactCaches;

beforeEach(() => {
  world = createWorld();
  world.trees = { [BASE]: TREE, [HEAD]: { ...TREE, 'a.tf': 'a2\n' } };
  caches = createFactCaches();
});

async function around(
  wants: ((path: string) => boolean) | null = (path) => path.endsWith('.tf'),
  wantsBeyond: WantsBeyond = () => null,
) {
  const gathered = await gatherPull({
    host: createHost(world),
    memory: createMemory(),
    caches,
    pull: { repository, number: 7 },
    orgPolicy: 'none',
    now: () => '2026-11-21T12:00:00Z',
    wants: (path) => path.endsWith('.tf'),
    scans: () => false,
    wantsAround: () => wants,
    wantsBeyond,
    isAgentIdent: () => false,
    missingLayers: () => [],
    namedFiles: () => [],
    needs: () => ({ teams: [], users: [] }),
  });
  const { files, gap } = gathered.around;
  return { files: files.map(({ path, content }) => [path, content]), gap };
}

it('is every wanted file at the base tip that did not change', async () => {
  expect(await around()).toEqual({
    files: [['modules/x/main.tf', { kind: 'text', text: 'm\n' }]],
    gap: null,
  });
});

it('is nothing, without a call, where nothing is wanted', async () => {
  expect(await around(null)).toEqual({ files: [], gap: null });
  expect(world.calls).not.toContain('readTree');
});

it('is read once for all heads on one base tip', async () => {
  await around();
  world.calls.length = 0;
  expect((await around()).files).toHaveLength(1);
  expect(world.calls.filter((call) => /tree|bundle/i.test(call))).toEqual([]);
});

it('has a gap when the host cuts the tree', async () => {
  world.truncatedTrees = true;
  expect(await around()).toEqual({ files: [], gap: 'the host does not give the whole tree' });
  // Nothing stands near, and what only contents name cannot be looked for.
  expect(await around(null, () => () => true)).toEqual({
    files: [],
    gap: 'the host does not give the whole tree',
  });
});

it('has a gap when there are more files than are read', async () => {
  const many = Object.fromEntries(Array.from({ length: 4_001 }, (_, index) => [`m/f${index}.tf`, 'x\n']));
  world.trees = { [BASE]: { 'a.tf': 'a1\n', ...many }, [HEAD]: { 'a.tf': 'a2\n', ...many } };
  const { files, gap } = await around();
  expect(files).toHaveLength(4_000);
  expect(gap).toBe('4001 files stand around the change, at most 4000 are read');
});

it('holds what only the contents of others name, and what these name, read once', async () => {
  const asked: unknown[] = [];
  const beyond: WantsBeyond = ({ files, around: near }) => {
    asked.push([files.map(({ after }) => after?.path), near.map(({ path }) => path)]);
    const names = near.some(({ path }) => path === 'readme.md') ? ['docs/b.md'] : ['readme.md', 'a.tf'];
    return (path) => names.includes(path);
  };
  const more = { ...TREE, 'docs/b.md': 'b\n' };
  world.trees = { [BASE]: more, [HEAD]: { ...more, 'a.tf': 'a2\n' } };
  const paths = async (): Promise<readonly unknown[]> =>
    (await around(undefined, beyond)).files.map(([path]) => path);
  expect(await paths()).toEqual(['modules/x/main.tf', 'readme.md', 'docs/b.md']);
  expect(asked).toEqual([
    [['a.tf'], ['modules/x/main.tf']],
    [['a.tf'], ['modules/x/main.tf', 'readme.md']],
  ]);
  world.calls.length = 0;
  expect(await paths()).toEqual(['modules/x/main.tf', 'readme.md', 'docs/b.md']);
  expect(world.calls.filter((call) => /tree|bundle/i.test(call))).toEqual([]);
});

it('has a gap when contents name more files than are read', async () => {
  const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`m/f${index}.yaml`, 'x\n']));
  world.trees = { [BASE]: { 'a.tf': 'a1\n', ...many }, [HEAD]: { 'a.tf': 'a2\n', ...many } };
  const { files, gap } = await around(undefined, () => (path) => path.endsWith('.yaml'));
  expect(files).toHaveLength(1_000);
  expect(gap).toBe('1001 files stand around the change, at most 1000 are read');
});
