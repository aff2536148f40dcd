// The files that a policy names, at a commit of a bare repository and beside a file on disk: told as they are, never followed.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalRepository, policyFromDisk } from '../../../src/adapters/git/index.ts';
import { policyAt } from '../../../src/adapters/git/policy-at.ts';
import type { PolicyFile } from '../../../src/model/policy-source.ts';
import { createRepository } from './repository.ts';
import type { TestRepository, Tree } from './repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.remove());

const namedFiles = (): readonly string[] => ['.aigov/*.cedar'];
const partsOf = (file: PolicyFile) => (file.kind === 'file' ? file.parts : null);
const TREE: Tree = {
  '.aigov.yml': 'policy',
  '.aigov/b.cedar': 'b',
  '.aigov/a.cedar': { mode: '120000', content: '../b.cedar' },
  '.aigov/c.cedar': Buffer.of(0xff),
  '.aigov/d.cedar': 'x'.repeat(65_537),
  '.aigov/in/e.cedar': 'e',
  '.Aigov/f.cedar': 'f',
  '.aigov/g.md': 'g',
};

it('at a commit', async () => {
  const commit = repository.commit(TREE);
  const opened = openLocalRepository(repository.dir);
  const file = await policyAt(opened, { commit, fullName: null, namedFiles });
  const without = await policyAt(opened, { commit, fullName: 'acme/infra', namedFiles: () => [] });
  opened.close();
  expect(partsOf(file)).toEqual([
    {
      source: `${commit}:.aigov/a.cedar`,
      path: '.aigov/a.cedar',
      kind: 'not-regular',
      why: 'a symlink stands here',
    },
    { source: `${commit}:.aigov/b.cedar`, path: '.aigov/b.cedar', kind: 'file', text: 'b' },
    {
      source: `${commit}:.aigov/c.cedar`,
      path: '.aigov/c.cedar',
      kind: 'not-regular',
      why: 'no text in UTF-8 stands here',
    },
    {
      source: `${commit}:.aigov/d.cedar`,
      path: '.aigov/d.cedar',
      kind: 'unavailable',
      why: 'it has 65537 bytes, at most 65536 are read',
    },
  ]);
  expect(without).toEqual({ kind: 'file', source: `acme/infra@${commit}:.aigov.yml`, text: 'policy' });
});

it('beside a file on disk', async () => {
  const folder = join(repository.dir, 'draft/.aigov');
  mkdirSync(folder, { recursive: true });
  const path = join(repository.dir, 'draft/p.yml');
  writeFileSync(path, 'policy');
  for (const name of ['b.cedar', 'g.md']) writeFileSync(join(folder, name), 'b');
  writeFileSync(join(folder, 'c.cedar'), Buffer.of(0xff));
  writeFileSync(join(folder, 'd.cedar'), 'x'.repeat(65_537));
  symlinkSync('b.cedar', join(folder, 'a.cedar'));
  mkdirSync(join(folder, 'e.cedar'));
  const file = await policyFromDisk(path, { option: null, namedFiles });
  expect(
    file.parts?.map(({ path: at, source, ...rest }) => [
      at,
      source === join(repository.dir, 'draft', at),
      rest,
    ]),
  ).toEqual([
    ['.aigov/a.cedar', true, { kind: 'not-regular', why: 'a symlink stands here' }],
    ['.aigov/b.cedar', true, { kind: 'file', text: 'b' }],
    ['.aigov/c.cedar', true, { kind: 'unavailable', why: 'it is not UTF-8 text' }],
    ['.aigov/d.cedar', true, { kind: 'unavailable', why: 'it has 65537 bytes, at most 65536 are read' }],
    ['.aigov/e.cedar', true, { kind: 'not-regular', why: 'no regular file stands here' }],
  ]);
  expect(await policyFromDisk(path, { option: null, namedFiles: () => [] })).toEqual({
    kind: 'file',
    source: path,
    text: 'policy',
  });
  expect(
    (await policyFromDisk(path, { option: null, namedFiles: () => ['.aigov/none/*.cedar'] })).parts,
  ).toEqual([]);
});
