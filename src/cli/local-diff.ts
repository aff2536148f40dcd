// What `check` and `diff` share: gather from a local repository, then read every file in the parser workers.
import { gatherLocal, gatherLocalHead } from '../adapters/git/index.ts';
import { createParserPool } from '../adapters/parsers/index.ts';
import { addPlan } from '../steps/add-plan.ts';
import type { GivenPlan } from '../steps/add-plan.ts';
import { withEarlierHeads } from '../steps/earlier-heads.ts';
import { readDiff, WANTED } from '../steps/read-diff.ts';
import type { Diff } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Gathered } from '../model/gathered.ts';
import { createProgress, type Terminal } from './terminal.ts';

export async function readLocalDiff(options: {
  readonly terminal: Terminal;
  readonly repo: string;
  readonly base: string;
  readonly head: string;
  readonly policyPath: string | null;
  readonly floorPath: string | null;
  readonly facts: Facts | null;
  readonly plan: GivenPlan | null;
}): Promise<{ readonly gathered: Gathered; readonly diff: Diff }> {
  const { terminal, plan, ...local } = options;
  const now = await gatherLocal({ ...local, ...WANTED });
  const parsers = createParserPool();
  const progress = createProgress(terminal, 'reading files:', Date.now);
  try {
    const gathered = await withEarlierHeads(now, {
      readers: parsers,
      readHead: async (sha) => await gatherLocalHead({ ...local, ...WANTED, base: now.base, sha }),
    });
    const diff = await readDiff({
      files: gathered.files,
      around: gathered.around,
      readers: parsers,
      onProgress: progress.step,
    });
    return { gathered, diff: plan === null ? diff : addPlan(diff, plan) };
  } finally {
    progress.end();
    await parsers.close();
  }
}
