// One commit of a repository, read and decided. Forked by corpus.ts, which ends it when it takes too long; also writes what is read by eye.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gatherLocal } from '../src/adapters/git/index.ts';
import { createParserPool } from '../src/adapters/parsers/index.ts';
import type { Decision } from '../src/model/decision.ts';
import { renderDecisionText } from '../src/report/index.ts';
import { decide } from '../src/steps/decide.ts';
import { readDiff, WANTED } from '../src/steps/read-diff.ts';
import { cost } from './measure.ts';

export type CommitTask = {
  readonly repository: string;
  readonly commit: string;
  /** Folder for patch and decision side by side. */
  readonly pairs: string | null;
};

export type CommitRow = {
  readonly repository: string;
  readonly commit: string;
  readonly files: number;
  readonly changes: number;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
  /** Of the decision, or `crash` or `hang`. */
  readonly outcome: string;
  readonly unreadable: readonly { file: string; line: number | null; why: string; message: string }[];
  /** Ids, one per finding. */
  readonly findings: readonly string[];
  /** Of the process so far. */
  readonly peakMb: number;
  /** What was thrown, null for nothing. */
  readonly fault: string | null;
};

/** A row of a commit that no decision came back for. */
export function lostRow({ repository, commit }: CommitTask, outcome: string, fault: string): CommitRow {
  return {
    repository,
    commit,
    files: 0,
    changes: 0,
    milliseconds: 0,
    cpuMilliseconds: 0,
    outcome,
    unreadable: [],
    findings: [],
    peakMb: 0,
    fault,
  };
}

if (process.send !== undefined) {
  // One worker thread: corpus.ts keeps several processes busy.
  const parsers = createParserPool({ size: 1 });
  process.on('message', (task: CommitTask) => {
    void measure(task, parsers)
      .catch((error: unknown) =>
        lostRow(task, 'crash', error instanceof Error ? (error.stack ?? '') : String(error)),
      )
      .then((row) => process.send?.(row));
  });
  process.on('disconnect', () => void parsers.close());
}

async function measure(task: CommitTask, parsers: ReturnType<typeof createParserPool>): Promise<CommitRow> {
  const { repository, commit, pairs } = task;
  let row = lostRow(task, 'crash', 'nothing was decided');
  const { wall, cpu } = await cost(async () => {
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
    if (pairs !== null) writePair(pairs, { repository, commit, decision });
    row = {
      ...row,
      files: gathered.files.length,
      changes: decision.changes.length,
      outcome: decision.outcome,
      unreadable: decision.unreadable.map(({ file, line, why, message }) => ({ file, line, why, message })),
      findings: decision.findings.map(({ id }) => id),
      fault: null,
    };
  });
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  return { ...row, milliseconds: wall, cpuMilliseconds: cpu, peakMb };
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
    { encoding: 'utf8', maxBuffer: 100_000_000 },
  );
  const changes = decision.changes.map(
    (one) =>
      `${one.file}:${one.startLine} ${one.action} ${one.address} [${one.kinds.join(' ')}] ${one.tier} ${one.environment ?? '-'} ${one.findings.join(' ')}\n${one.attributes.map((each) => `    ${each.path}: ${JSON.stringify(each.before)} -> ${JSON.stringify(each.after)}`).join('\n')}`,
  );
  const name = repository.endsWith('/repo') ? basename(dirname(repository)) : basename(repository);
  const text = [renderDecisionText(decision, { color: false }), ...changes, show.stdout].join('\n\n');
  writeFileSync(join(folder, `${name}-${commit.slice(0, 10)}.txt`), text);
}
