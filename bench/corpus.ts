// Real input: reads and decides over the newest commits of git repositories given as arguments, and reports what was met.
// Usage: node bench/corpus.ts [--commits N] [--processes N] [--limit SECONDS] [--json FILE] [--read FOLDER] REPOSITORY...
// --limit is the longest a commit may take; --read writes each commit's patch and decision side by side, for reading by eye.
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lostRow } from './corpus-commit.ts';
import type { CommitRow, CommitTask } from './corpus-commit.ts';
import { ms, quantile } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    commits: { type: 'string', default: '50' },
    processes: { type: 'string', default: '2' },
    limit: { type: 'string', default: '60' },
    json: { type: 'string' },
    read: { type: 'string' },
  },
});
/** A process is as new after so many commits: memory is bounded whatever the corpus. */
const COMMITS_PER_PROCESS = 100;

const tasks = positionals.flatMap((repository) =>
  commitsOf(repository, Number(values.commits)).map((commit) => ({
    repository,
    commit,
    pairs: values.read ?? null,
  })),
);
const rows: CommitRow[] = [];
// Interrupted, it reports what is done by then.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tasks.splice(0));
await Promise.all(Array.from({ length: Number(values.processes) }, work));
report(rows);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 1));

/** Newest first-parent commits with a parent that touch infrastructure by name. */
function commitsOf(repository: string, count: number): readonly string[] {
  const names = ['*.tf', '*.tfvars', '*.json', '*.yml', '*.yaml', '*.tpl', '*Dockerfile*', '*.hcl'];
  const range = ['--first-parent', '--min-parents=1', `--max-count=${count}`, 'HEAD', '--', ...names];
  const git = spawnSync('git', ['-C', repository, 'rev-list', ...range], { encoding: 'utf8' });
  return git.stdout.split('\n').filter((line) => line !== '');
}

/** Takes tasks until there are none, with one process at a time. */
async function work(): Promise<void> {
  let child: ChildProcess | null = null;
  let served = 0;
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    child ??= fork(new URL('corpus-commit.ts', import.meta.url), { execArgv: [] });
    const row = await answer(child, task);
    rows.push(row);
    served += 1;
    if (rows.length % 25 === 0) console.error(`${rows.length} commits done, ${tasks.length} to go`);
    if (row.fault !== null) console.error(`${row.outcome} ${row.repository}@${row.commit} ${row.fault}`);
    if (row.outcome !== 'hang' && row.peakMb > 0 && served < COMMITS_PER_PROCESS) continue;
    child.kill('SIGKILL');
    child = null;
    served = 0;
  }
  child?.disconnect();
}

/** A row for every commit: what does not answer in time, or goes away, is told as that. */
async function answer(child: ChildProcess, task: CommitTask): Promise<CommitRow> {
  return await new Promise((resolve) => {
    const settle = (row: CommitRow): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(row);
    };
    const timer = setTimeout(
      () => settle(lostRow(task, 'hang', `no decision after ${values.limit} s`)),
      Number(values.limit) * 1_000,
    );
    child.once('message', (row: CommitRow) => settle(row));
    child.once('exit', (code, signal) =>
      settle(lostRow(task, 'crash', `the process ended with ${code ?? signal}`)),
    );
    child.once('error', (error) => settle(lostRow(task, 'crash', error.message)));
    child.send(task);
  });
}

function report(all: readonly CommitRow[]): void {
  const sum = (pick: (row: CommitRow) => number): string =>
    all.reduce((total, row) => total + pick(row), 0).toLocaleString('en-US');
  const spread = (samples: readonly number[]): string =>
    [0.5, 0.99, 1].map((q) => ms(quantile(samples, q))).join(', ');
  const repositories = new Set(all.map(({ repository }) => repository)).size;
  console.log(
    `repositories ${repositories}, commits ${all.length}, files ${sum(({ files }) => files)}, changes ${sum(({ changes }) => changes)}, unreadable ${sum(({ unreadable }) => unreadable.length)}`,
  );
  console.log(`outcomes: ${counted(all.map(({ outcome }) => outcome))}`);
  console.log(
    `clock per commit, git included: p50, p99, max ${spread(all.map(({ milliseconds }) => milliseconds))}`,
  );
  console.log(
    `processor per commit: p50, p99, max ${spread(all.map(({ cpuMilliseconds }) => cpuMilliseconds))}`,
  );
  console.log(`peak memory of one process ${Math.max(...all.map(({ peakMb }) => peakMb))} MB`);
  console.log(`findings: ${counted(all.flatMap(({ findings }) => findings))}`);
  for (const { repository, commit, milliseconds, files, changes } of slowest(all))
    console.log(
      `slow ${repository}@${commit.slice(0, 10)} ${ms(milliseconds)}, ${files} files, ${changes} changes`,
    );
  for (const { repository, commit, outcome, fault, unreadable } of all) {
    if (fault !== null) console.log(`${outcome} ${repository}@${commit} ${fault}`);
    for (const { file, line, why, message } of unreadable)
      console.log(
        `unreadable ${repository}@${commit.slice(0, 10)} ${file}:${line ?? '-'} ${why}: ${message}`,
      );
  }
}

function slowest(all: readonly CommitRow[]): readonly CommitRow[] {
  return all.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
}

/** Words with how often they are there, the most frequent first. */
function counted(words: readonly string[]): string {
  return Object.entries(Object.groupBy(words, (word) => word))
    .map(([word, each]) => ({ word, count: each?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
    .map(({ word, count }) => `${word} ${count}`)
    .join(', ');
}
