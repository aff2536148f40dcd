// A real git repository in a temporary folder, for the command line tests.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = { readonly [path: string]: string | null };

export type LocalRepository = {
  readonly dir: string;
  /** Write (null: delete) files, commit, and return the sha. */
  readonly commit: (files: Files, message?: string) => string;
  readonly git: (...args: readonly string[]) => string;
  readonly remove: () => void;
};

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_AUTHOR_DATE: '2026-11-21T12:00:00Z',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
  GIT_COMMITTER_DATE: '2026-11-21T12:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export function createLocalRepository(): LocalRepository {
  const dir = mkdtempSync(join(tmpdir(), 'aigov-repo-'));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', dir, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', ...IDENTITY },
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  const commit = (files: Files, message = 'change'): string => {
    for (const [path, content] of Object.entries(files)) {
      const target = join(dir, path);
      mkdirSync(dirname(target), { recursive: true });
      if (content === null) rmSync(target);
      else writeFileSync(target, content);
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  return { dir, git, commit, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
