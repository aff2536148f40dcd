// The REST reads: comparison, trees, blobs, commits and runs. Called by repository-host.ts.
import type {
  ComparedFile,
  Comparison,
  OwnedRepository,
  Repository,
  RunReading,
  TreeReading,
} from '../../facts/needs.ts';
import type { Account } from '../../model/facts.ts';
import type { GitHubClient } from './clients.ts';
import { ask, askOrNull } from './failures.ts';

type UserNode = { readonly login?: string; readonly id?: number; readonly type?: string } | null | undefined;

const FILE_STATUS: { readonly [status: string]: ComparedFile['status'] } = {
  added: 'added',
  // The source of a copy stays where it was.
  copied: 'added',
  removed: 'removed',
  renamed: 'renamed',
};

/** Patches, additions and deletions in the answer are not looked at: they can lie. */
export async function compare(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly base: string; readonly head: string },
): Promise<Comparison | null> {
  const basehead = `${request.base}...${request.head}`;
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), basehead }),
  );
  if (answer === null) return null;
  const { data } = answer;
  return {
    mergeBase: data.merge_base_commit.sha,
    totalCommits: data.total_commits,
    commits: data.commits.map(({ sha, author, committer }) => ({
      sha,
      author: accountOf(author as UserNode),
      committer: accountOf(committer as UserNode),
    })),
    files: (data.files ?? []).map((file) => {
      const status = FILE_STATUS[file.status] ?? 'modified';
      const previousPath = status === 'renamed' ? (file.previous_filename ?? null) : null;
      return { status, path: file.filename, previousPath, oid: file.sha ?? '', entries: null };
    }),
  };
}

export async function readTree(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly commit: string },
): Promise<TreeReading | null> {
  const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), tree_sha: request.commit, recursive: 'true' }),
  );
  if (answer === null) return null;
  const entries = answer.data.tree.flatMap(({ path, mode, type, sha }) =>
    type === 'tree' || path === undefined || mode === undefined || typeof sha !== 'string'
      ? []
      : [{ path, mode, oid: sha }],
  );
  return { entries, truncated: answer.data.truncated };
}

export async function readBlob(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly oid: string },
): Promise<Uint8Array | null> {
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), file_sha: request.oid }),
  );
  if (answer === null) return null;
  const { content, encoding } = answer.data;
  return Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
}

export async function readParents(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly sha: string },
): Promise<readonly string[] | null> {
  const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), commit_sha: request.sha }),
  );
  return answer?.data.parents.map(({ sha }) => sha) ?? null;
}

/** The `heads/` form: a tag of the same name must not stand in for the branch. */
export async function branchTip(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly branch: string },
): Promise<string | null> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), ref: `heads/${request.branch}`, per_page: 1 }),
  );
  return answer?.data.sha ?? null;
}

export async function workflowRun(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly runId: number },
): Promise<RunReading | null> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), run_id: request.runId }),
  );
  if (answer === null) return null;
  const { data } = answer;
  return {
    id: Number(data.id),
    attempt: data.run_attempt ?? 1,
    headSha: data.head_sha,
    headBranch: data.head_branch,
    path: data.path,
    event: data.event,
    status: data.status,
    conclusion: data.conclusion,
    startedBy: numberOf(data.triggering_actor?.id ?? data.actor?.id),
  };
}

function numberOf(id: number | bigint | undefined): number | null {
  return id === undefined ? null : Number(id);
}

/** Check runs are not attached to pushes in forks, so a pull request is found by its head. */
export async function pullsOfCommit(
  client: GitHubClient,
  request: { readonly repository: Repository; readonly sha: string },
): Promise<readonly number[]> {
  const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';
  const answer = await askOrNull(route, () =>
    client.request(route, { ...place(request.repository), commit_sha: request.sha, per_page: 100 }),
  );
  return (answer?.data ?? [])
    .filter(({ base }) => Number(base.repo.id) === request.repository.id)
    .map(({ number }) => number);
}

export async function openPulls(client: GitHubClient, repository: Repository): Promise<readonly number[]> {
  const route = 'GET /repos/{owner}/{repo}/pulls';
  const pulls = await ask(route, () =>
    client.paginate(route, { ...place(repository), state: 'open' as const, per_page: 100 }),
  );
  return pulls.map(({ number }) => number);
}

/** With the App's own token: the installation that covers the repository, then the repository's number with that one's. */
export async function repositoryByName(
  clients: { readonly app: GitHubClient; installation(id: number): GitHubClient },
  name: { readonly owner: string; readonly repo: string },
): Promise<OwnedRepository | null> {
  const route = 'GET /repos/{owner}/{repo}/installation';
  const found = await askOrNull(route, () => clients.app.request(route, name));
  if (found === null) return null;
  const installationId = Number(found.data.id);
  const repositoryRoute = 'GET /repos/{owner}/{repo}';
  const answer = await askOrNull(repositoryRoute, () =>
    clients.installation(installationId).request(repositoryRoute, name),
  );
  if (answer === null) return null;
  const { id, owner, name: spelled } = answer.data;
  return { installationId, id: Number(id), owner: owner.login, ownerId: Number(owner.id), name: spelled };
}

function place(repository: Repository): { readonly owner: string; readonly repo: string } {
  return { owner: repository.owner, repo: repository.name };
}

function accountOf(user: UserNode): Account | null {
  return user?.login === undefined
    ? null
    : { login: user.login, id: user.id ?? null, type: user.type ?? null };
}
