// Real repositories in temporary folders, for the tests of the git adapter.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type TestRepository = {
  readonly dir: string;
  git(args: readonly string[], input?: string | Buffer): string;
  /** Commit a tree given as path -> content; a value with a mode stands for itself. Returns the sha. */
  commit(files: Tree, parents?: readonly string[], message?: string): string;
  remove(): void;
};

export type Tree = {
  readonly [path: string]: string | Buffer | { readonly mode: string; readonly content: string };
};

const WHO = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@acme.test',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@acme.test',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** Bare: everything is built from plumbing, so no work tree can help a test to pass. */
export function createRepository(): TestRepository {
  const dir = mkdtempSync(join(tmpdir(), 'aigov-git-'));
  const git = (args: readonly string[], input: string | Buffer = ''): string =>
    execFileSync('git', ['-C', dir, ...args], { env: { PATH: process.env['PATH'], ...WHO }, input })
      .toString('utf8')
      .trim();
  git(['init', '-q', '--bare', '-b', 'main']);
  const blob = (content: string | Buffer): string => git(['hash-object', '-w', '--stdin'], content);
  return {
    dir,
    git,
    commit(files, parents = [], message = 'change') {
      const entries = Object.entries(files).map(([path, value]) => {
        const { mode, content } =
          typeof value === 'string' || Buffer.isBuffer(value) ? { mode: '100644', content: value } : value;
        const oid = mode === '160000' ? String(content) : blob(content);
        return Buffer.concat([
          Buffer.from(`${mode} ${oid}\t`),
          Buffer.from(path, 'latin1'),
          Buffer.from([0]),
        ]);
      });
      git(['read-tree', '--empty']);
      git(['update-index', '-z', '--index-info'], Buffer.concat(entries));
      const flags = parents.flatMap((parent) => ['-p', parent]);
      return git(['commit-tree', git(['write-tree']), ...flags], message);
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
