// Pull requests: lists, files, commits, merge.
import { mergePull, type MergeMethod } from '../actions/merge.ts';
import { LIMITS } from '../limits.ts';
import { mayPush } from '../find.ts';
import { commitJson, fileJson } from '../present/commits.ts';
import { fullPullJson, pullJson } from '../present/pulls.ts';
import { pullCommits, pullFiles } from '../pull-range.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';
import type { Account, Pull } from '../state.ts';

const READ = { pull_requests: 'read' } as const;
const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const pullRoutes: readonly Route[] = [
  { operation: `GET ${PULL}/files`, needs: READ, handle: files },
  { operation: `GET ${PULL}/commits`, needs: READ, handle: commits },
  { operation: `PUT ${PULL}/merge`, needs: { contents: 'write' }, handle: merge },
  {
    operation: `GET ${PULL}`,
    needs: READ,
    handle: (context) => ok(fullPullJson(context.state, context.repository, pullFrom(context))),
  },
  { operation: 'GET /repos/{owner}/{repo}/pulls', needs: READ, handle: list },
];

/** The pull request of the path; 404 when there is none. */
export function pullFrom({ repository, params }: RouteContext): Pull {
  const pull = repository.pulls.get(Number(params['pull_number']));
  if (pull === undefined) throw notFound();
  return pull;
}

/** Who acts: the user, or the app's bot. */
export function actorOf({ caller }: RouteContext): Account {
  if (caller.kind === 'user') return caller.account;
  if (caller.kind === 'installation') return caller.installation.app.bot;
  throw new Refusal(401, 'Requires authentication');
}

function list(context: RouteContext): Answer {
  const { state, repository, query } = context;
  const wanted = query['state'] ?? 'open';
  const found = [...repository.pulls.values()]
    .filter((pull) => wanted === 'all' || pull.state === wanted)
    .filter((pull) => query['base'] === undefined || pull.baseRef === query['base'])
    .filter((pull) => query['head'] === undefined || query['head'] === labelOf(pull))
    .toSorted((a, b) => (query['direction'] === 'asc' ? a.number - b.number : b.number - a.number));
  return page(
    context,
    found.map((pull) => pullJson(state, repository, pull)),
  );
}

function labelOf(pull: Pull): string {
  return `${pull.headRepository.owner.login}:${pull.headRef}`;
}

function files(context: RouteContext): Answer {
  const { state, repository } = context;
  const pull = pullFrom(context);
  const shown = pullFiles(repository, pull).slice(0, LIMITS.pullFiles);
  return page(
    context,
    shown.map((file) => fileJson(state, { repository, head: pull.headSha }, file)),
  );
}

function commits(context: RouteContext): Answer {
  const { state, repository } = context;
  const shas = pullCommits(repository, pullFrom(context)).slice(0, LIMITS.pullCommits);
  return page(
    context,
    shas.map((sha) => commitJson(state, repository, sha)),
  );
}

/** An empty body merges with a merge commit. */
function merge(context: RouteContext): Answer {
  const { state, repository } = context;
  const body = (context.body ?? {}) as {
    readonly sha?: string;
    readonly merge_method?: MergeMethod;
    readonly commit_title?: string;
  };
  const by = actorOf(context);
  if (by.type === 'User' && !mayPush(repository, by))
    throw new Refusal(403, 'Must have write access to merge');
  const sha = mergePull(state, {
    repository,
    pull: pullFrom(context),
    method: body.merge_method ?? 'merge',
    by,
    ...(body.sha === undefined ? {} : { sha: body.sha }),
    ...(body.commit_title === undefined ? {} : { title: body.commit_title }),
  });
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}
