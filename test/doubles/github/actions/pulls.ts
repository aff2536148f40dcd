// Opening, editing, labelling, closing and reviewing pull requests. Called through start.ts and by the REST routes.
import { account, pullOf, repositoryNamed } from '../find.ts';
import { pullBody, touch } from '../present/events.ts';
import { labelJson, reviewJson } from '../present/pulls.ts';
import { Refusal, unprocessable } from '../refusal.ts';
import type { Account, Pull, Repository, Review, State, Team } from '../state.ts';

export type PullRef = { readonly repo: string; readonly number: number };

export type NewPull = {
  readonly repo: string;
  /** Branch name. */
  readonly head: string;
  /** Full name of the fork the head is in; default the repository itself. */
  readonly headRepo?: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  /** Login of the author. */
  readonly author: string;
  /** Login of who made it happen, the webhook's sender; default the author. */
  readonly sender?: string;
  readonly assignees?: readonly string[];
};

export type ReviewEvent = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
const REVIEW_STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

export function openPull(state: State, given: NewPull): Pull {
  const repository = repositoryNamed(state, given.repo);
  const headRepository = repositoryNamed(state, given.headRepo ?? given.repo);
  const baseRef = given.base ?? repository.defaultBranch;
  const [headSha, baseSha] = [headRepository.branches.get(given.head), repository.branches.get(baseRef)];
  if (headSha === undefined || baseSha === undefined) throw unprocessable('head or base is invalid');
  const pull: Pull = {
    id: state.nextId(),
    number: repository.pulls.size + 1,
    author: account(state, given.author),
    headRepository,
    headRef: given.head,
    createdAt: state.clock(),
    title: given.title ?? given.head,
    body: given.body ?? null,
    state: 'open',
    draft: given.draft ?? false,
    baseRef,
    headSha,
    baseSha,
    updatedAt: state.clock(),
    closedAt: null,
    merge: null,
    labels: new Set(),
    assignees: (given.assignees ?? []).map((login) => account(state, login)),
    requestedReviewers: new Set(),
    requestedTeams: new Set(),
    reviews: [],
    timeline: [],
  };
  repository.pulls.set(pull.number, pull);
  announce(state, {
    repository,
    pull,
    action: 'opened',
    sender: account(state, given.sender ?? given.author),
  });
  return pull;
}

export function editPull(
  state: State,
  given: PullRef & {
    readonly by: string;
    readonly title?: string;
    readonly body?: string;
    readonly base?: string;
  },
): void {
  const { repository, pull } = locate(state, given);
  const changes = {
    ...(given.title === undefined ? {} : { title: { from: pull.title } }),
    ...(given.body === undefined ? {} : { body: { from: pull.body ?? '' } }),
    ...(given.base === undefined
      ? {}
      : { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } }),
  };
  if (given.base !== undefined && given.base !== pull.baseRef)
    pull.timeline.push({ kind: 'base-changed', actor: account(state, given.by), at: state.clock() });
  pull.title = given.title ?? pull.title;
  pull.body = given.body ?? pull.body;
  pull.baseRef = given.base ?? pull.baseRef;
  pull.baseSha = repository.branches.get(pull.baseRef) ?? pull.baseSha;
  announce(state, {
    repository,
    pull,
    action: 'edited',
    sender: account(state, given.by),
    extra: { changes },
  });
}

export function closePull(state: State, given: PullRef & { readonly by: string }): void {
  const { repository, pull } = locate(state, given);
  pull.state = 'closed';
  pull.closedAt = state.clock();
  announce(state, { repository, pull, action: 'closed', sender: account(state, given.by) });
}

export function reopenPull(state: State, given: PullRef & { readonly by: string }): void {
  const { repository, pull } = locate(state, given);
  pull.state = 'open';
  pull.closedAt = null;
  announce(state, { repository, pull, action: 'reopened', sender: account(state, given.by) });
}

export function markReady(state: State, given: PullRef & { readonly by: string }): void {
  const { repository, pull } = locate(state, given);
  pull.draft = false;
  announce(state, { repository, pull, action: 'ready_for_review', sender: account(state, given.by) });
}

export function addLabel(
  state: State,
  given: PullRef & { readonly label: string; readonly by: string },
): void {
  const { repository, pull } = locate(state, given);
  const actor = account(state, given.by);
  const label = repository.labels.get(given.label) ?? { id: state.nextId(), name: given.label };
  repository.labels.set(label.name, label);
  pull.labels.add(label);
  pull.timeline.push({ kind: 'labeled', actor, label, at: state.clock() });
  announce(state, {
    repository,
    pull,
    action: 'labeled',
    sender: actor,
    extra: { label: labelJson(state, repository, label) },
  });
}

export type NewReview = PullRef & {
  readonly by: string;
  readonly event: ReviewEvent;
  readonly body?: string;
  /** Sha; default the head. */
  readonly commit?: string;
};

/** Refuses the author's own approval or change request with 422, as GitHub. */
export function review(state: State, given: NewReview): Review {
  const { repository, pull } = locate(state, given);
  const user = account(state, given.by);
  if (user === pull.author && given.event !== 'COMMENT') {
    const doing = given.event === 'APPROVE' ? 'approve' : 'request changes on';
    throw unprocessable(`Can not ${doing} your own pull request`);
  }
  const made: Review = {
    id: state.nextId(),
    user,
    state: REVIEW_STATES[given.event],
    body: given.body ?? '',
    commitId: given.commit ?? pull.headSha,
    submittedAt: state.clock(),
  };
  pull.reviews.push(made);
  pull.requestedReviewers.delete(user);
  emitReview(state, { repository, pull, review: made, action: 'submitted', sender: user });
  return made;
}

export function dismissReview(
  state: State,
  given: PullRef & { readonly review: number; readonly by: string },
): void {
  const { repository, pull } = locate(state, given);
  const found = pull.reviews.find(({ id }) => id === given.review);
  if (found === undefined || found.state === 'COMMENTED')
    throw unprocessable('Can not dismiss a commented pull request review');
  found.state = 'DISMISSED';
  emitReview(state, {
    repository,
    pull,
    review: found,
    action: 'dismissed',
    sender: account(state, given.by),
  });
}

export type ReviewerRequest = {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly users: readonly Account[];
  readonly teams: readonly Team[];
};

/** Asking the author is a 422. */
export function requestReviewers(state: State, request: ReviewerRequest): void {
  const { pull, repository, users, teams } = request;
  if (users.includes(pull.author))
    throw new Refusal(422, 'Review cannot be requested from pull request author.');
  const outsider = users.find(
    (user) =>
      !repository.collaborators.has(user) &&
      ![...repository.teams.keys()].some((team) => team.members.has(user)),
  );
  if (outsider !== undefined)
    throw new Refusal(
      422,
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.',
    );
  for (const user of users) pull.requestedReviewers.add(user);
  for (const team of teams) pull.requestedTeams.add(team);
  touch(state, pull);
}

export function locate(state: State, ref: PullRef): { readonly repository: Repository; readonly pull: Pull } {
  const repository = repositoryNamed(state, ref.repo);
  return { repository, pull: pullOf(repository, ref.number) };
}

export type Announcement = {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly action: string;
  readonly sender: Account;
  readonly extra?: Readonly<Record<string, unknown>>;
};

export function announce(state: State, { repository, pull, action, sender, extra }: Announcement): void {
  touch(state, pull);
  const body = { ...pullBody(state, repository, pull), ...extra };
  state.emit({ event: 'pull_request', action, repository, sender, body });
}

function emitReview(state: State, given: Omit<Announcement, 'extra'> & { readonly review: Review }): void {
  const { repository, pull, action, sender } = given;
  touch(state, pull);
  const { pull_request } = pullBody(state, repository, pull);
  const shown = reviewJson(state, { repository, pull, review: given.review });
  const body = { pull_request, review: { ...shown, state: shown.state.toLowerCase() } };
  state.emit({ event: 'pull_request_review', action, repository, sender, body });
}
