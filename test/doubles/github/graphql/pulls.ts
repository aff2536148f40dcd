// Pull requests, reviews and their timeline in the graph.
import { mayPush } from '../find.ts';
import { htmlUrl, nodeId, time, timeOrNull } from '../present/links.ts';
import { pullCommits, pullFiles } from '../pull-range.ts';
import type { Account, Label, Pull, Repository, Review, TimelineEvent } from '../state.ts';
import { accountFields, teamFields } from './accounts.ts';
import { commitFields } from './commits.ts';
import { connection, type Paging } from './connection.ts';
import { refFields } from './refs.ts';
import type { Fields, World } from './world.ts';

const CHANGE_TYPES = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
} as const;

const EVENT_TYPES = {
  'force-pushed': { __typename: 'HeadRefForcePushedEvent', kind: 'HEAD_REF_FORCE_PUSHED_EVENT' },
  'base-changed': { __typename: 'BaseRefChangedEvent', kind: 'BASE_REF_CHANGED_EVENT' },
  'base-force-pushed': { __typename: 'BaseRefForcePushedEvent', kind: 'BASE_REF_FORCE_PUSHED_EVENT' },
} as const;

type Place = { readonly world: World; readonly repository: Repository; readonly pull: Pull };

export function pullFields(world: World, repository: Repository, pull: Pull): Fields {
  const place = { world, repository, pull };
  return { ...scalarFields(place), ...linkFields(place), ...listFields(place) };
}

function scalarFields({ repository, pull }: Place): Fields {
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    url: `${htmlUrl(repository)}/pull/${pull.number}`,
    state: pull.merge === null ? pull.state.toUpperCase() : 'MERGED',
    isDraft: pull.draft,
    closed: pull.state === 'closed',
    locked: false,
    merged: pull.merge !== null,
    mergedAt: timeOrNull(pull.merge?.at ?? null),
    createdAt: time(pull.createdAt),
    updatedAt: time(pull.updatedAt),
    closedAt: timeOrNull(pull.closedAt),
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    isCrossRepository: pull.headRepository !== repository,
    changedFiles: () => pullFiles(repository, pull).length,
    additions: () => pullFiles(repository, pull).reduce((sum, file) => sum + file.additions, 0),
    deletions: () => pullFiles(repository, pull).reduce((sum, file) => sum + file.deletions, 0),
  };
}

function linkFields({ world, repository, pull }: Place): Fields {
  return {
    author: () => accountFields(pull.author),
    mergedBy: () => (pull.merge === null ? null : accountFields(pull.merge.by)),
    mergeCommit: () => (pull.merge === null ? null : commitFields(world, repository, pull.merge.sha)),
    baseRef: () => refFields(world, repository, pull.baseRef),
    headRef: () => refFields(world, pull.headRepository, pull.headRef),
    repository: () => world.repository(repository),
    baseRepository: () => world.repository(repository),
    headRepository: () => world.repository(pull.headRepository),
    headRepositoryOwner: () => accountFields(pull.headRepository.owner),
  };
}

function listFields(place: Place): Fields {
  const { world, repository, pull } = place;
  const people = (who: Iterable<Account>): readonly Fields[] => [...who].map((one) => accountFields(one));
  return {
    labels: (args: Paging) => connection('labels', args, [...pull.labels].map(labelFields)),
    assignees: (args: Paging) => connection('assignees', args, people(pull.assignees)),
    reviewRequests: (args: Paging) => connection('reviewRequests', args, reviewRequests(pull)),
    commits: (args: Paging) =>
      connection(
        'commits',
        args,
        pullCommits(repository, pull).map((sha) => ({
          __typename: 'PullRequestCommit',
          id: nodeId('PRC', sha),
          commit: () => ({
            ...commitFields(world, repository, sha),
            associatedPullRequests: (paging: Paging) =>
              connection('associatedPullRequests', paging, openPullsWith(world, repository, sha)),
          }),
        })),
      ),
    files: (args: Paging) =>
      connection(
        'files',
        args,
        pullFiles(repository, pull).map(({ path, additions, deletions, status }) => ({
          __typename: 'PullRequestChangedFile',
          path,
          additions,
          deletions,
          changeType: CHANGE_TYPES[status],
        })),
      ),
    reviews: (args: Paging & { readonly states?: readonly string[]; readonly author?: string }) => {
      const kept = pull.reviews
        .filter(({ state }) => args.states === undefined || args.states.includes(state))
        .filter(({ user }) => args.author === undefined || user.login === args.author);
      return connection(
        'reviews',
        args,
        kept.map((review) => reviewFields(place, review)),
      );
    },
    latestOpinionatedReviews: (args: Paging & { readonly writersOnly?: boolean }) => {
      const kept = latestOpinions(pull).filter(
        ({ user }) => args.writersOnly !== true || mayPush(repository, user),
      );
      return connection(
        'latestOpinionatedReviews',
        args,
        kept.map((review) => reviewFields(place, review)),
      );
    },
    timelineItems: (args: Paging & { readonly itemTypes?: readonly string[] }) => {
      const items = pull.timeline.map((event) => timelineFields(place, event));
      const kept = items.filter(
        ({ kind }) => args.itemTypes === undefined || args.itemTypes.includes(String(kind)),
      );
      return connection('timelineItems', args, kept);
    },
  };
}

/** Open ones of the repository that hold the commit, not only at their head. */
function openPullsWith(world: World, repository: Repository, sha: string): readonly Fields[] {
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === 'open' && pullCommits(repository, pull).includes(sha))
    .map((pull) => pullFields(world, repository, pull));
}

/** The latest of each reviewer that is not a mere comment; a dismissed one stays, as dismissed. */
function latestOpinions(pull: Pull): readonly Review[] {
  const opinions = pull.reviews.filter(({ state }) => state !== 'COMMENTED');
  return [...Map.groupBy(opinions, ({ user }) => user).values()].map((own) => own.at(-1) as Review);
}

function reviewFields({ world, repository, pull }: Place, review: Review): Fields {
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PRR', review.id),
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    state: review.state,
    body: review.body,
    url: `${htmlUrl(repository)}/pull/${pull.number}#pullrequestreview-${review.id}`,
    submittedAt: time(review.submittedAt),
    createdAt: time(review.submittedAt),
    author: accountFields(review.user),
    authorCanPushToRepository: mayPush(repository, review.user),
    commit: () => commitFields(world, repository, review.commitId),
    lastEditedAt: null,
  };
}

function reviewRequests(pull: Pull): readonly Fields[] {
  const reviewers = [
    ...[...pull.requestedReviewers].map((who) => accountFields(who)),
    ...[...pull.requestedTeams].map((team) => teamFields(team)),
  ];
  return reviewers.map((requestedReviewer) => ({
    __typename: 'ReviewRequest',
    asCodeOwner: false,
    requestedReviewer,
  }));
}

function timelineFields({ pull }: Place, event: TimelineEvent): Fields {
  const shared = { actor: accountFields(event.actor), createdAt: time(event.at) };
  if (event.kind === 'labeled')
    return { __typename: 'LabeledEvent', kind: 'LABELED_EVENT', ...shared, label: labelFields(event.label) };
  return {
    ...EVENT_TYPES[event.kind],
    ...shared,
    pullRequest: { __typename: 'PullRequest', number: pull.number },
  };
}

function labelFields({ id, name }: Label): Fields {
  return { __typename: 'Label', id: nodeId('LA', id), name, color: 'ededed', description: null };
}
