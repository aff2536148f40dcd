// May the bearer of this GitHub token read that repository? Called by the web routes, with the caller's own token and nothing of ours.
import { Octokit } from '@octokit/rest';
import { faultOf, statusOf } from './failures.ts';

export type ReadAccess = (request: {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
}) => Promise<{ readonly repositoryId: number } | null>;

const TIMEOUT_MS = 10_000;
/** Octokit would print every "no" on the console. */
const quiet = (): void => {};
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** The check answers null for "no": GitHub says 401, 403 or 404. Throws Fault GITHUB_UNAVAILABLE when it does not answer. */
export function createReadAccess({ baseUrl }: { readonly baseUrl: string }): ReadAccess {
  return async ({ token, owner, repo }) => {
    const octokit = new Octokit({ auth: token, baseUrl, log: SILENT });
    try {
      const { data } = await octokit.rest.repos.get({
        owner,
        repo,
        request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
      });
      // Names are redirected after a move; only the answer that was asked for says anything about it.
      const asked = data.full_name?.toLowerCase() === `${owner}/${repo}`.toLowerCase();
      return asked && Number.isSafeInteger(data.id) && data.id > 0 ? { repositoryId: data.id } : null;
    } catch (error) {
      if ([401, 403, 404].includes(statusOf(error) ?? 0)) return null;
      throw faultOf('GET /repos/{owner}/{repo}', error);
    }
  };
}
