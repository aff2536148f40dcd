// GitHub's addresses and node ids. Used by every presenter.
import type { Account, Repository, State } from '../state.ts';

export type Json = Readonly<Record<string, unknown>>;

const HTML = 'https://github.com';

const REPOSITORY_LINKS: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

const ACCOUNT_LINKS: Readonly<Record<string, string>> = {
  events_url: '/events{/privacy}',
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  organizations_url: '/orgs',
  received_events_url: '/received_events',
  repos_url: '/repos',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
};

export function apiUrl(state: State, repository: Repository): string {
  return `${state.url}/repos/${repository.fullName}`;
}

export function htmlUrl(repository: Repository): string {
  return `${HTML}/${repository.fullName}`;
}

export function repositoryLinks(state: State, repository: Repository): Json {
  const own = apiUrl(state, repository);
  return {
    url: own,
    html_url: htmlUrl(repository),
    ...Object.fromEntries(Object.entries(REPOSITORY_LINKS).map(([name, rest]) => [name, own + rest])),
  };
}

export function accountLinks(state: State, who: Account): Json {
  const own = `${state.url}/users/${encodeURIComponent(who.login)}`;
  return {
    url: own,
    html_url: `${HTML}/${encodeURIComponent(who.login)}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${who.id}`,
    ...Object.fromEntries(Object.entries(ACCOUNT_LINKS).map(([name, rest]) => [name, own + rest])),
  };
}

export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

/** GitHub's dates have whole seconds. */
export function time(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

export function timeOrNull(date: Date | null): string | null {
  return date === null ? null : time(date);
}
