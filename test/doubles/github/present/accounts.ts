// Accounts and repositories as REST shows them. Used by every other presenter.
import type { Account, Repository, State } from '../state.ts';
import { accountLinks, apiUrl, htmlUrl, type Json, nodeId, repositoryLinks, time } from './links.ts';

export function accountJson(state: State, who: Account): Json {
  return {
    login: who.login,
    id: who.id,
    node_id: nodeId('U', who.id),
    gravatar_id: '',
    type: who.type,
    site_admin: false,
    ...accountLinks(state, who),
  };
}

/** The short form: what lists and commits embed. */
export function minimalRepositoryJson(state: State, repository: Repository): Json {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.private,
    owner: accountJson(state, repository.owner),
    description: null,
    fork: repository.parent !== null,
    ...repositoryLinks(state, repository),
  };
}

export function repositoryJson(state: State, repository: Repository): Json {
  const created = time(repository.createdAt);
  return {
    ...minimalRepositoryJson(state, repository),
    git_url: `git://github.com/${repository.fullName}.git`,
    ssh_url: `git@github.com:${repository.fullName}.git`,
    clone_url: `${htmlUrl(repository)}.git`,
    svn_url: htmlUrl(repository),
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    visibility: repository.private ? 'private' : 'public',
    topics: [],
    archived: false,
    disabled: false,
    is_template: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    ...counts(),
    created_at: created,
    updated_at: created,
    pushed_at: created,
  };
}

export function fullRepositoryJson(state: State, repository: Repository): Json {
  const organization = repository.owner.type === 'Organization' ? accountJson(state, repository.owner) : null;
  return { ...repositoryJson(state, repository), organization, network_count: 0, subscribers_count: 0 };
}

/** The organisation as webhooks carry it. */
export function organizationJson(state: State, who: Account): Json {
  const own = `${state.url}/orgs/${who.login}`;
  return {
    login: who.login,
    id: who.id,
    node_id: nodeId('O', who.id),
    url: own,
    repos_url: `${own}/repos`,
    events_url: `${own}/events`,
    hooks_url: `${own}/hooks`,
    issues_url: `${own}/issues`,
    members_url: `${own}/members{/member}`,
    public_members_url: `${own}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${who.id}`,
    description: null,
  };
}

/** The short form of a repository that check runs put on their pull requests. */
export function repositoryStub(state: State, repository: Repository): Json {
  return { id: repository.id, url: apiUrl(state, repository), name: repository.name };
}

function counts(): Json {
  const names = ['forks', 'open_issues', 'stargazers', 'watchers'];
  const pairs = names.map((name) => [`${name}_count`, 0] as const);
  return { ...Object.fromEntries(pairs), forks: 0, open_issues: 0, watchers: 0, size: 1 };
}
