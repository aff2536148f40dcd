// Git data: blobs, trees, commits, comparisons, contents.
import { resolveCommit } from '../find.ts';
import { commitsBetween, mergeBase } from '../history.ts';
import { LIMITS } from '../limits.ts';
import { blobAt, commitAt, type TreeEntry } from '../objects.ts';
import { commitJson, fileJson, gitCommitJson } from '../present/commits.ts';
import { contentJson, directoryJson, treeEntryJson } from '../present/contents.ts';
import { apiUrl, htmlUrl, nodeId } from '../present/links.ts';
import { pullJson } from '../present/pulls.ts';
import { filesBetween, pullCommits } from '../pull-range.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';
import { entryAt, treeEntries, walkTree } from '../trees.ts';

const CONTENTS = { contents: 'read' } as const;

export const gitRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}', needs: CONTENTS, handle: blob },
  { operation: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', needs: CONTENTS, handle: tree },
  { operation: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}', needs: CONTENTS, handle: gitCommit },
  { operation: 'GET /repos/{owner}/{repo}/compare/{basehead}', needs: CONTENTS, handle: compare },
  { operation: 'GET /repos/{owner}/{repo}/contents/{path}', needs: CONTENTS, handle: contents },
  {
    operation: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    needs: { pull_requests: 'read' },
    handle: pullsOfCommit,
  },
  { operation: 'GET /repos/{owner}/{repo}/commits/{ref}', needs: CONTENTS, handle: commit },
];

function blob({ state, repository, params }: RouteContext): Answer {
  const sha = params['file_sha'] ?? '';
  if (repository.store.get(sha)?.kind !== 'blob') throw notFound();
  const bytes = blobAt(repository.store, sha);
  return ok({
    sha,
    node_id: nodeId('B', sha),
    url: `${apiUrl(state, repository)}/git/blobs/${sha}`,
    size: bytes.length,
    content: bytes.toString('base64'),
    encoding: 'base64',
  });
}

/** By tree or commit; any value of `recursive` means yes. */
function tree({ state, repository, params, query }: RouteContext): Answer {
  const { store } = repository;
  const named = params['tree_sha'] ?? '';
  const asCommit = resolveCommit(repository, named);
  const sha = asCommit === undefined ? named : commitAt(store, asCommit).tree;
  if (store.get(sha)?.kind !== 'tree') throw notFound();
  const entries = query['recursive'] === undefined ? treeEntries(store, sha) : walkTree(store, sha);
  return ok({
    sha,
    url: `${apiUrl(state, repository)}/git/trees/${sha}`,
    tree: entries.map((entry) => treeEntryJson(state, repository, entry)),
    truncated: false,
  });
}

function gitCommit(context: RouteContext): Answer {
  return ok(
    gitCommitJson(context.state, context.repository, commitNamed(context, context.params['commit_sha'])),
  );
}

function commit(context: RouteContext): Answer {
  return ok(commitJson(context.state, context.repository, commitNamed(context, context.params['ref'])));
}

/** Three dots only. All files stand on page 1 and stop at 300. */
function compare(context: RouteContext): Answer {
  const { state, repository, params, query } = context;
  const { store } = repository;
  const [from = '', to = ''] = (params['basehead'] ?? '').split('...');
  const [base, head] = [commitNamed(context, from), commitNamed(context, to)];
  const common = mergeBase(store, base, head);
  if (common === null) throw new Refusal(404, `No common ancestor between ${from} and ${to}.`);
  const ahead = commitsBetween(store, base, head);
  const behind = commitsBetween(store, head, base);
  const own = `${apiUrl(state, repository)}/compare/${from}...${to}`;
  const html = `${htmlUrl(repository)}/compare/${from}...${to}`;
  const firstPage = Number(query['page'] ?? 1) === 1;
  const files = firstPage ? filesBetween(store, base, head).slice(0, LIMITS.compareFiles) : [];
  return ok({
    url: own,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitJson(state, repository, base),
    merge_base_commit: commitJson(state, repository, common),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: commitsOfPage(query, ahead).map((sha) => commitJson(state, repository, sha)),
    files: files.map((file) => fileJson(state, { repository, head }, file)),
  });
}

function commitsOfPage(query: RouteContext['query'], shas: readonly string[]): readonly string[] {
  const { page: at, per_page: size } = query;
  if (at === undefined && size === undefined) return shas.slice(0, LIMITS.compareCommits);
  const length = Math.min(Number(size ?? 30), LIMITS.perPage);
  return shas.slice((Number(at ?? 1) - 1) * length, Number(at ?? 1) * length);
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function contents(context: RouteContext): Answer {
  const { state, repository, params, query } = context;
  const ref = query['ref'] ?? repository.defaultBranch;
  const path = params['path'] ?? '';
  const sha = resolveCommit(repository, ref);
  if (sha === undefined) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const entry = entryAt(repository.store, commitAt(repository.store, sha).tree, path);
  if (entry === null) throw notFound();
  const at = { repository, ref };
  if (entry.mode !== '040000') return ok(contentJson(state, at, { ...entry, name: path }));
  const inside = treeEntries(repository.store, entry.sha).map((one): TreeEntry => ({
    ...one,
    name: `${path}/${one.name}`,
  }));
  return ok(inside.map((one) => directoryJson(state, at, one)));
}

/** Open ones that hold the commit, and the merged one that made it. */
function pullsOfCommit(context: RouteContext): Answer {
  const { state, repository } = context;
  const sha = commitNamed(context, context.params['commit_sha']);
  const found = [...repository.pulls.values()].filter(
    (pull) => pull.merge?.sha === sha || pullCommits(repository, pull).includes(sha),
  );
  return page(
    context,
    found.map((pull) => pullJson(state, repository, pull)),
  );
}

function commitNamed({ repository }: RouteContext, ref = ''): string {
  const sha = resolveCommit(repository, ref);
  if (sha === undefined) throw notFound();
  return sha;
}
