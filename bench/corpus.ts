// Real input: reads and decides over the newest commits of git repositories given as arguments, and reports what was met.
// Usage: node bench/corpus.ts [--commits N] [--json FILE] [--read FOLDER] REPOSITORY...
// --read writes each commit's patch and decision side by side, for reading by eye.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { gatherLocal } from '../src/adapters/git/index.ts';
import { createParserPool } from '../src/adapters/parsers/index.ts';
import type { Unreadable } from '../src/model/change.ts';
import type { Decision } from '../src/model/decision.ts';
import { renderDecisionText } from '../src/report/index.ts';
import { decide } from '../src/steps/decide.ts';
import { readDiff, WANTED } from '../src/steps/read-diff.ts';

type Row = {
  readonly repository: string;
  readonly commit: string;
  readonly files: number;
  readonly changes: number;
  readonly milliseconds: number;
  readonly outcome: string;
  readonly unreadable: readonly Unreadable[];
  /** Ids, one per finding. */
  readonly findings: readonly string[];
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { commits: { type: 'string', default: '50' }, json: { type: 'string' }, read: { type: 'string' } },
});
const parsers = createParserPool();
const rows: Row[] = [];

for (const repository of positionals) {
  for (const commit of commitsOf(repository, Number(values.commits)))
    rows.push(await measure(repository, commit));
}
await parsers.close();
report(rows);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 1));

/** Newest first-parent commits with a parent that touch infrastructure by name. */
function commitsOf(repository: string, count: number): readonly string[] {
  const git = spawnSync(
    'git',
    [
      '-C',
      repository,
      'rev-list',
      '--first-parent',
      '--min-parents=1',
      `--max-count=${count}`,
      'HEAD',
      '--',
      '*.tf',
      '*.tfvars',
      '*.json',
      '*.yml',
      '*.yaml',
      '*.tpl',
      '*Dockerfile*',
      '*.hcl',
    ],
    { encoding: 'utf8' },
  );
  return git.stdout.split('\n').filter((line) => line !== '');
}

async function measure(repository: string, commit: string): Promise<Row> {
  const begun = performance.now();
  const gathered = await gatherLocal({
    repo: repository,
    base: `${commit}^1`,
    head: commit,
    policyPath: null,
    floorPath: null,
    facts: null,
    ...WANTED,
  });
  const diff = await readDiff({ files: gathered.files, around: gathered.around, readers: parsers });
  const { decision } = decide({ gathered, diff });
  const milliseconds = performance.now() - begun;
  if (values.read !== undefined) writePair(values.read, { repository, commit, decision });
  return {
    repository,
    commit,
    files: gathered.files.length,
    changes: decision.changes.length,
    milliseconds,
    outcome: decision.outcome,
    unreadable: decision.unreadable,
    findings: decision.findings.map(({ id }) => id),
  };
}

/** `<repository>-<commit>.txt`: the decision as the command line shows it, findings and changes in full, then the patch. */
function writePair(
  folder: string,
  { repository, commit, decision }: { repository: string; commit: string; decision: Decision },
): void {
  mkdirSync(folder, { recursive: true });
  const show = spawnSync(
    'git',
    ['-C', repository, 'show', '--first-parent', '--format=%H %s', '-U2', commit],
    {
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    },
  );
  const changes = decision.changes.map(
    (one) =>
      `${one.file}:${one.startLine} ${one.action} ${one.address} [${one.kinds.join(' ')}] ${one.tier} ${one.environment ?? '-'} ${one.findings.join(' ')}\n${one.attributes.map((each) => `    ${each.path}: ${JSON.stringify(each.before)} -> ${JSON.stringify(each.after)}`).join('\n')}`,
  );
  const name = repository.endsWith('/repo') ? basename(dirname(repository)) : basename(repository);
  const text = [renderDecisionText(decision, { color: false }), ...changes, show.stdout].join('\n\n');
  writeFileSync(join(folder, `${name}-${commit.slice(0, 10)}.txt`), text);
}

function report(all: readonly Row[]): void {
  const times = all.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const sum = (pick: (row: Row) => number): number => all.reduce((total, row) => total + pick(row), 0);
  const outcomes = Object.entries(Object.groupBy(all, ({ outcome }) => outcome)).map(
    ([outcome, group]) => `${outcome} ${group?.length ?? 0}`,
  );
  console.log(
    `repositories ${positionals.length}, commits ${all.length}, files ${sum(({ files }) => files)}, changes ${sum(({ changes }) => changes)}`,
  );
  console.log(`outcomes: ${outcomes.join(', ')}`);
  console.log(
    `time per commit: p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms, max ${quantile(times, 1)} ms`,
  );
  const found = Object.entries(
    Object.groupBy(
      all.flatMap(({ findings }) => findings),
      (id) => id,
    ),
  )
    .map(([id, each]) => ({ id, count: each?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count);
  console.log(`findings: ${found.map(({ id, count }) => `${id} ${count}`).join(', ')}`);
  console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  for (const { repository, commit, unreadable } of all) {
    for (const { file, line, why, message } of unreadable)
      console.log(
        `unreadable ${repository}@${commit.slice(0, 10)} ${file}:${line ?? '-'} ${why}: ${message}`,
      );
  }
}

function quantile(sorted: readonly number[], q: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0).toFixed(1);
}
