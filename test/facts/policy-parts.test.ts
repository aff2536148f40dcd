// The files beside a policy: from its own commit, regular, whole and small; a folder of a commit is read once.
import { expect, test } from 'vitest';
import { createFactCaches } from '../../src/facts/index.ts';
import { withParts } from '../../src/facts/policy-parts.ts';
import type { PolicyFile } from '../../src/model/policy-source.ts';
import { BASE, createHost, createWorld } from './host.ts';
import type { FakeTree } from './host.ts';

const FILE: PolicyFile = { kind: 'file', source: `acme/infra@${BASE}:.aigov.yml`, text: 'policy' };

async function parts(tree: FakeTree, patterns: readonly string[] = ['.aigov/*.cedar']) {
  const world = createWorld();
  world.trees = { [BASE]: tree };
  const caches = createFactCaches();
  const beside = {
    host: createHost(world),
    caches,
    repository: { installationId: 5 },
    place: { owner: 'acme', name: 'infra', path: '.aigov.yml' },
    namedFiles: () => patterns,
  };
  const first = await withParts(FILE, beside);
  expect(await withParts(FILE, beside)).toEqual(first);
  return { parts: first.kind === 'file' ? first.parts : null, calls: world.calls };
}

test('only what is named, sorted, from one call per folder', async () => {
  const tree = { '.aigov/b.cedar': 'b', '.aigov/A.CEDAR': 'a', '.aigov/x.md': 'x', '.aigov/in/c.cedar': 'c' };
  const { parts: found, calls } = await parts(tree, ['.aigov/*.cedar', '.aigov/in/c.cedar']);
  expect(found?.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'file .aigov/A.CEDAR',
    'file .aigov/b.cedar',
    'file .aigov/in/c.cedar',
  ]);
  expect(calls).toEqual(['folder .aigov', 'folder .aigov/in']);
});

test.each([
  ['a link', { mode: '120000', text: 'elsewhere' }, 'not-regular', 'a symlink stands here'],
  ['a submodule', { mode: '160000', text: '' }, 'not-regular', 'a submodule stands here'],
  ['too much', 'x'.repeat(65_537), 'unavailable', 'it has 65537 bytes, at most 65536 are read'],
])('%s is told, not followed', async (_name, file, kind, why) => {
  const { parts: found } = await parts({ '.aigov/a.cedar': file });
  expect(found).toEqual([{ source: `acme/infra@${BASE}:.aigov/a.cedar`, path: '.aigov/a.cedar', kind, why }]);
});

test('a folder that is not there is no part, and is asked for again', async () => {
  const { parts: found, calls } = await parts({});
  expect(found).toEqual([]);
  expect(calls).toEqual(['folder .aigov', 'folder .aigov']);
});

test('nothing is read for a policy that names nothing', async () => {
  const { parts: found, calls } = await parts({ '.aigov/a.cedar': 'a' }, []);
  expect(found).toBeUndefined();
  expect(calls).toEqual([]);
});
