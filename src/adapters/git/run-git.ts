// Runs git commands that read, and nothing that writes, asks or goes to the network. Used by local-repository.ts and object-reader.ts.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Fault } from '../../model/failure.ts';

/** A long-lived git process in a repository. */
export function startGit(dir: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', ['--no-replace-objects', '-C', dir, ...args], { env: environment() });
}

/**
 * Output of one git command. `allowed` are exit codes besides 0 that are answers. Throws Fault GIT_FAILED with the
 * first line that git says.
 */
export async function runGit(
  dir: string,
  args: readonly string[],
  allowed: readonly number[] = [],
): Promise<{ readonly code: number; readonly stdout: Buffer }> {
  const child = startGit(dir, args);
  // A git that could not start closes its pipes; the reason arrives as `error` below.
  child.stdin.on('error', () => {});
  child.stdin.end();
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new Fault('GIT_FAILED', 'git could not be started.', { cause })));
    child.once('close', (status) => resolve(status ?? -1));
  });
  if (code !== 0 && !allowed.includes(code)) {
    const said = Buffer.concat(stderr).toString('utf8').split('\n')[0] ?? '';
    throw new Fault('GIT_FAILED', said === '' ? `git ${args[0] ?? ''} ended with ${code}.` : said);
  }
  return { code, stdout: Buffer.concat(stdout) };
}

/** Of the environment only what finding git needs: a GIT_DIR of a hook, a pager or a proxy must not change a decision. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, SYSTEMROOT } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...(SYSTEMROOT === undefined ? {} : { SYSTEMROOT }),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    // The same for a git that is older than that switch: no transport is allowed.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
  };
}
