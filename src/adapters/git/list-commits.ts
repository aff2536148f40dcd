// Commits of a branch, oldest first. Called by `aigov policy replay`.
import { Fault } from '../../model/failure.ts';
import { runGit } from './run-git.ts';

/** First-parent commits of `A..B` (or of all up to `B`) that have a parent. Throws Fault GIT_FAILED. */
export async function listCommits(
  dir: string,
  range: string,
): Promise<readonly { readonly sha: string; readonly parent: string }[]> {
  if (range === '' || range.startsWith('-'))
    throw new Fault('GIT_FAILED', `${JSON.stringify(range)} is not a range of commits.`);
  const args = ['rev-list', '--first-parent', '--parents', '--reverse', range, '--'];
  const { stdout } = await runGit(dir, args);
  return stdout
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const [sha, parent] = line.split(' ');
      return sha === undefined || parent === undefined ? [] : [{ sha, parent }];
    });
}
