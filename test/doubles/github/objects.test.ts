// Objects have the names git itself gives them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from '../../properties.ts';
import { hashObject, type ObjectStore, putBlob, putCommit, putTree } from './objects.ts';
import { editTree, flatten, writeTree } from './trees.ts';

let folder: string;
const git = (args: readonly string[], input: string | Buffer): string =>
  execFileSync('git', ['-C', folder, ...args], { input })
    .toString('utf8')
    .trim();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake-github-'));
  git(['init', '-q'], '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('git objects', () => {
  it('names a blob as git hash-object does', () => {
    const content = Buffer.from([0, 255, 10, 13, ...Buffer.from('ä = "β"\n')]);
    expect(putBlob(new Map(), content)).toBe(git(['hash-object', '--stdin', '-w'], content));
  });

  it('names a tree as git mktree does, a folder sorted as if it ended in a slash', () => {
    const store: ObjectStore = new Map();
    const blob = putBlob(store, 'x');
    git(['hash-object', '--stdin', '-w'], 'x');
    const inner = git(['mktree'], `100644 blob ${blob}\tz\n`);
    const rows = ['100644 blob a.b', '040000 tree a', '100755 blob a0', '120000 blob a-'];
    const listing = rows
      .map((row) => row.split(' '))
      .map(([mode, kind, name]) => `${mode} ${kind} ${kind === 'tree' ? inner : blob}\t${name}`);
    const modes = { a0: '100755', 'a-': '120000' } as const;
    const files = editTree(store, new Map(), {
      files: { 'a.b': 'x', 'a/z': 'x', a0: 'x', 'a-': 'x' },
      modes,
    });
    expect(writeTree(store, files)).toBe(git(['mktree'], `${listing.join('\n')}\n`));
  });

  it('names a commit as git does', () => {
    const store: ObjectStore = new Map();
    const tree = putTree(store, []);
    git(['mktree'], '');
    const who = { name: 'Ann', email: 'ann@example.com', date: 1_790_000_000 };
    const sha = putCommit(store, {
      tree,
      parents: [],
      author: who,
      committer: who,
      message: 'One',
      signedBy: null,
    });
    const text = `tree ${tree}\nauthor Ann <ann@example.com> 1790000000 +0000\ncommitter Ann <ann@example.com> 1790000000 +0000\n\nOne`;
    expect(sha).toBe(git(['hash-object', '-t', 'commit', '--stdin'], text));
    expect(hashObject('commit', Buffer.from(text))).toBe(sha);
  });

  it('gives back every flat tree it wrote', () => {
    const name = fc.stringMatching(/^[a-c]{1,2}$/);
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.tf`);
    fc.assert(
      fc.property(fc.dictionary(path, fc.string()), (files) => {
        const store: ObjectStore = new Map();
        const flat = editTree(store, new Map(), { files });
        expect(flatten(store, writeTree(store, flat))).toEqual(flat);
      }),
    );
  });
});
