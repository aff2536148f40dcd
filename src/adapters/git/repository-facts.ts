// What a repository tells of itself at one commit: its paths, and who wrote its history. Called by `aigov policy init`.
import { runGit } from './run-git.ts';

/** Regular files and links of a commit, as git spells them. Throws Fault GIT_FAILED. */
export async function listPaths(dir: string, commit: string): Promise<readonly string[]> {
  const { stdout } = await runGit(dir, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
  return stdout
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

/** Addresses of authors and co-authors of the latest commits, each once, sorted. Anybody can write them. */
export async function listAddresses(dir: string, commit: string, most: number): Promise<readonly string[]> {
  const trailers = '%(trailers:key=Co-authored-by,valueonly,separator=%x00)';
  const args = ['log', `--max-count=${most}`, '-z', `--format=%ae%x00${trailers}`, commit, '--'];
  const { stdout } = await runGit(dir, args);
  const words = stdout.toString('utf8').split(/[\0\n]/);
  const addresses = words.map((word) => (/<([^<>]*)>\s*$/.exec(word)?.[1] ?? word).trim().toLowerCase());
  return [...new Set(addresses)].filter((address) => address.includes('@')).toSorted();
}
