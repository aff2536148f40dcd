// Pull requests, reviews, labels and teams as REST and webhooks show them.
import { mayPush } from '../find.ts';
import { mergeBase, mergeTrees } from '../history.ts';
import { pullBase, pullCommits, pullFiles } from '../pull-range.ts';
import type { Account, Label, Pull, Repository, Review, State, Team } from '../state.ts';
import { accountJson, repositoryJson, repositoryStub } from './accounts.ts';
import { apiUrl, htmlUrl, type Json, nodeId, time, timeOrNull } from './links.ts';

/** The form of lists; it lacks the counts. */
export function pullJson(state: State, repository: Repository, pull: Pull): Json {
  const links = pullLinks(state, repository, pull);
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    ...links.urls,
    _links: links.hal,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body,
    user: accountJson(state, pull.author),
    labels: [...pull.labels].map((label) => labelJson(state, repository, label)),
    milestone: null,
    draft: pull.draft,
    assignee: pull.assignees[0] === undefined ? null : accountJson(state, pull.assignees[0]),
    assignees: pull.assignees.map((who) => accountJson(state, who)),
    requested_reviewers: [...pull.requestedReviewers].map((who) => accountJson(state, who)),
    requested_teams: [...pull.requestedTeams].map((team) => teamJson(state, team)),
    head: sideJson(state, pull.headRepository, pull.headRef, pull.headSha),
    base: sideJson(state, repository, pull.baseRef, pull.baseSha),
    author_association: association(repository, pull.author),
    auto_merge: null,
    merge_commit_sha: pull.merge?.sha ?? null,
    created_at: time(pull.createdAt),
    updated_at: time(pull.updatedAt),
    closed_at: timeOrNull(pull.closedAt),
    merged_at: timeOrNull(pull.merge?.at ?? null),
  };
}

/** The form of a single pull request and of webhooks. */
export function fullPullJson(state: State, repository: Repository, pull: Pull): Json {
  const files = pullFiles(repository, pull);
  const sum = (key: 'additions' | 'deletions'): number => files.reduce((total, file) => total + file[key], 0);
  const mergeable = pull.state === 'open' ? isMergeable(repository, pull) : null;
  return {
    ...pullJson(state, repository, pull),
    merged: pull.merge !== null,
    merged_by: pull.merge === null ? null : accountJson(state, pull.merge.by),
    mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    rebaseable: mergeable,
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits: pullCommits(repository, pull).length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  };
}

/** The short form that check runs and workflow runs carry. */
export function pullStub(state: State, repository: Repository, pull: Pull): Json {
  return {
    id: pull.id,
    number: pull.number,
    url: `${apiUrl(state, repository)}/pulls/${pull.number}`,
    head: { ref: pull.headRef, sha: pull.headSha, repo: repositoryStub(state, pull.headRepository) },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo: repositoryStub(state, repository) },
  };
}

export type ReviewJson = Json & { readonly state: string };

export function reviewJson(
  state: State,
  {
    repository,
    pull,
    review,
  }: { readonly repository: Repository; readonly pull: Pull; readonly review: Review },
): ReviewJson {
  const page = `${htmlUrl(repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const pullUrl = `${apiUrl(state, repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: accountJson(state, review.user),
    body: review.body,
    state: review.state,
    commit_id: review.commitId,
    submitted_at: time(review.submittedAt),
    html_url: page,
    pull_request_url: pullUrl,
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    author_association: association(repository, review.user),
  };
}

export function labelJson(state: State, repository: Repository, label: Label): Json {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${apiUrl(state, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: '',
    color: 'ededed',
    default: false,
  };
}

export function teamJson(state: State, team: Team): Json {
  const own = `${state.url}/organizations/${team.org.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('T', team.id),
    name: team.slug,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    type: 'organization',
    organization_id: team.org.id,
    url: own,
    html_url: `https://github.com/orgs/${team.org.login}/teams/${team.slug}`,
    members_url: `${own}/members{/member}`,
    repositories_url: `${own}/repos`,
    parent: null,
  };
}

function sideJson(state: State, repository: Repository, ref: string, sha: string): Json {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: accountJson(state, repository.owner),
    repo: repositoryJson(state, repository),
  };
}

function pullLinks(
  state: State,
  repository: Repository,
  pull: Pull,
): { readonly urls: Json; readonly hal: Json } {
  const own = `${apiUrl(state, repository)}/pulls/${pull.number}`;
  const issue = `${apiUrl(state, repository)}/issues/${pull.number}`;
  const html = `${htmlUrl(repository)}/pull/${pull.number}`;
  const urls = {
    url: own,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${own}/commits`,
    review_comments_url: `${own}/comments`,
    review_comment_url: `${apiUrl(state, repository)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${apiUrl(state, repository)}/statuses/${pull.headSha}`,
  };
  const href = (url: string): Json => ({ href: url });
  const hal = {
    self: href(own),
    html: href(html),
    issue: href(issue),
    comments: href(urls.comments_url),
    review_comments: href(urls.review_comments_url),
    review_comment: href(urls.review_comment_url),
    commits: href(urls.commits_url),
    statuses: href(urls.statuses_url),
  };
  return { urls, hal };
}

function association(repository: Repository, who: Account): string {
  if (repository.owner === who) return 'OWNER';
  if ([...repository.teams.keys()].some((team) => team.members.has(who))) return 'MEMBER';
  return mayPush(repository, who) ? 'COLLABORATOR' : 'NONE';
}

function isMergeable(repository: Repository, pull: Pull): boolean {
  const { store } = repository;
  const ours = pullBase(repository, pull);
  return (
    mergeTrees(store, { base: mergeBase(store, ours, pull.headSha), ours, theirs: pull.headSha }) !== null
  );
}
