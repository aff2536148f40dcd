// The one-shot query of a pull request as a PullReading. Called by repository-host.ts.
import type {
  CommitReading,
  FilePlace,
  Gap,
  PeopleRequest,
  PullReading,
  PullRef,
} from '../../facts/needs.ts';
import { LIMITS } from '../../config/limits.ts';
import { Fault } from '../../model/failure.ts';
import { CODE_OWNERS_PATHS } from '../../syntax/index.ts';
import { account, entry, present, signer } from './answers.ts';
import type { ActorNode, CommitNode, CommitPage, EntryNode } from './answers.ts';
import { readChecks } from './read-checks.ts';
import type { SuitePage } from './read-checks.ts';
import { readSiblings } from './read-siblings.ts';
import type { AssociatedPage } from './read-siblings.ts';
import { readTimeline } from './read-timeline.ts';
import type { TimelineNodes } from './read-timeline.ts';
import type { GitHubClient } from './clients.ts';
import { runQuery } from './graphql.ts';
import type { GraphqlProblem } from './graphql.ts';
import { COMMITS_QUERY, pullQuery } from './queries.ts';
import { failedTeam, peopleVariables, readPeople } from './read-people.ts';
import { branchReading, placeReading, problemsAt } from './read-policies.ts';
import type { Branch, PolicyNode } from './read-policies.ts';
import type { PeopleData } from './read-people.ts';

type Listed<Node> = { readonly totalCount: number; readonly nodes: readonly (Node | null)[] | null } | null;

type TipNode = {
  readonly oid: string;
  readonly checkSuites: SuitePage;
  readonly associatedPullRequests: AssociatedPage;
};

type PullNode = TimelineNodes & {
  readonly title: string;
  readonly body: string;
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly isDraft: boolean;
  readonly isCrossRepository: boolean;
  readonly changedFiles: number;
  readonly author: ActorNode;
  readonly baseRefName: string;
  readonly baseRef: {
    readonly target: ({ readonly oid: string } & { readonly [owners: `owners${number}`]: EntryNode }) | null;
  } | null;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly mergedAt: string | null;
  readonly mergedBy?: ActorNode;
  readonly mergeCommit: {
    readonly oid: string;
    readonly parents: { readonly nodes: readonly ({ readonly oid: string } | null)[] | null };
  } | null;
  readonly labels: Listed<{ readonly name: string }>;
  readonly reviewRequests: Listed<{
    readonly requestedReviewer: { readonly login?: string; readonly combinedSlug?: string } | null;
  }>;
  readonly reviews: Listed<{
    readonly state: PullReading['reviews'][number]['state'];
    readonly submittedAt: string | null;
    readonly authorCanPushToRepository: boolean;
    readonly commit: { readonly oid: string } | null;
    readonly author: ActorNode;
  }>;
  readonly commits: CommitPage;
  readonly tip: { readonly nodes: readonly ({ readonly commit: TipNode } | null)[] | null };
};

type PullData = {
  readonly repository: {
    readonly databaseId: number | null;
    readonly nameWithOwner: string;
    readonly defaultBranchRef: Branch;
    readonly pullRequest: PullNode | null;
  } | null;
  readonly floor?: PolicyNode | null;
};

type PullRequestToRead = {
  readonly pull: PullRef;
  readonly policyPath: string;
  readonly floor: FilePlace | null;
  readonly people: PeopleRequest;
  readonly appId: number;
};

export async function readPull(client: GitHubClient, request: PullRequestToRead): Promise<PullReading> {
  const { pull, policyPath, floor, people: asked } = request;
  const { owner, name } = pull.repository;
  const { data, problems } = await runQuery<PullData & PeopleData>(client, {
    name: 'Pull',
    text: pullQuery({ teams: asked.teams.length, users: asked.users.length }),
    variables: {
      owner,
      name,
      number: pull.number,
      policyPath,
      withFloor: floor !== null,
      floorOwner: floor?.owner ?? '',
      floorName: floor?.name ?? '',
      floorPath: floor?.path ?? '',
      ...peopleVariables(asked),
    },
  });
  const { repository } = data;
  const node = repository?.pullRequest ?? null;
  if (repository === null || node === null) throw unreadablePull(pull, problems);
  // Names can be given away; the number cannot.
  if (repository.databaseId !== pull.repository.id)
    throw new Fault('NOT_FOUND', `${owner}/${name} is not the repository it was.`);
  const commits = await readCommits(client, pull, node.commits);
  const timeline = readTimeline(
    node,
    present(node.labels?.nodes).map((label) => label.name),
  );
  const tip = readTip(node, { pull, appId: request.appId });
  return {
    fullName: repository.nameWithOwner,
    policy: branchReading(repository.defaultBranchRef, {
      problems: problemsAt(problems, 'repository', 'defaultBranchRef'),
      repositoryId: repository.databaseId,
    }),
    floor: floor === null ? null : placeReading(floor, data.floor ?? null, problemsAt(problems, 'floor')),
    ...description(node),
    ...people(node),
    labels: timeline.labels,
    forcePushers: timeline.forcePushers,
    lastBaseChange: timeline.lastBaseChange,
    ...tip.reading,
    commits: commits.commits,
    people: failedTeam(problems) === undefined ? await readPeople(client, { data, ...asked }) : null,
    incomplete: [
      ...commits.gaps,
      ...timeline.gaps,
      ...tip.gaps,
      ...cutLists(node),
      ...partialReads(problems),
    ],
  };
}

function description(node: PullNode) {
  const { mergeCommit } = node;
  return {
    title: node.title,
    body: node.body,
    state: ({ OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const)[node.state],
    draft: node.isDraft,
    fork: node.isCrossRepository,
    baseBranch: node.baseRefName,
    baseTip: node.baseRef?.target?.oid ?? null,
    codeOwners: codeOwners(node),
    headBranch: node.headRefName,
    head: node.headRefOid,
    changedFiles: node.changedFiles,
    merge:
      mergeCommit === null
        ? null
        : {
            sha: mergeCommit.oid,
            firstParent: present(mergeCommit.parents.nodes)[0]?.oid ?? null,
            at: node.mergedAt,
            by: account(node.mergedBy ?? null),
          },
  };
}

/** GitHub reads the first that there is. A base branch that is gone (after the merge) owns nothing and tells nothing. */
function codeOwners({ baseRef }: PullNode): PullReading['codeOwners'] {
  const target = baseRef?.target ?? null;
  if (target === null) return 'unknown';
  const nodes = CODE_OWNERS_PATHS.map((_, i) => target[`owners${i}`] ?? null);
  return entry(nodes.find((node) => node !== null) ?? null);
}

/** Checks and siblings hang on a commit: those of another commit than the head say nothing about it. */
function readTip(
  node: PullNode,
  { pull, appId }: { readonly pull: PullRef; readonly appId: number },
): {
  readonly reading: Pick<PullReading, 'checks' | 'ownCheck' | 'siblings'>;
  readonly gaps: readonly Gap[];
} {
  const head = node.headRefOid;
  const tip = present(node.tip.nodes)[0]?.commit;
  if (tip === undefined || tip.oid !== head) {
    const why = 'the list of commits does not end with the head yet';
    return { reading: { checks: [], ownCheck: null, siblings: [] }, gaps: [{ what: 'checks', why }] };
  }
  const checks = readChecks(tip.checkSuites, { head, appId });
  const { siblings, gaps } = readSiblings(tip.associatedPullRequests, {
    repositoryId: pull.repository.id,
    number: pull.number,
    head,
  });
  return {
    reading: { checks: checks.checks, ownCheck: checks.own, siblings },
    gaps: [...checks.gaps, ...gaps],
  };
}

function people(node: PullNode) {
  return {
    author: account(node.author),
    requestedReviewers: present(node.reviewRequests?.nodes).flatMap(({ requestedReviewer }) =>
      requestedReviewer?.combinedSlug === undefined
        ? (requestedReviewer?.login ?? [])
        : `@${requestedReviewer.combinedSlug}`,
    ),
    reviews: present(node.reviews?.nodes).map((review) => ({
      user: account(review.author),
      state: review.state,
      commit: review.commit?.oid ?? null,
      submittedAt: review.submittedAt,
      canPush: review.authorCanPushToRepository,
    })),
  };
}

/** Further pages up to the limit; what lies beyond is a gap, never an ignored author. */
async function readCommits(
  client: GitHubClient,
  pull: PullRef,
  first: CommitPage,
): Promise<{ readonly commits: readonly CommitReading[]; readonly gaps: readonly Gap[] }> {
  const { owner, name } = pull.repository;
  const nodes = present(first.nodes).map(({ commit }) => commit);
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && nodes.length < LIMITS.commits) {
    const variables = { owner, name, number: pull.number, after: pageInfo.endCursor };
    const { data } = await runQuery<{
      readonly repository: { readonly pullRequest: { readonly commits: CommitPage } | null } | null;
    }>(client, { name: 'PullCommits', text: COMMITS_QUERY, variables });
    const page = data.repository?.pullRequest?.commits;
    if (page === undefined) throw unreadablePull(pull, []);
    nodes.push(...present(page.nodes).map(({ commit }) => commit));
    pageInfo = page.pageInfo;
  }
  const gaps = [
    ...(nodes.length < first.totalCount
      ? [{ what: 'commits', why: `${nodes.length} of ${first.totalCount} commits could be read` }]
      : []),
    ...nodes
      .filter(({ authors }) => present(authors.nodes).length < authors.totalCount)
      .map(({ oid }) => ({ what: 'commits', why: `${oid} has more authors than are listed` })),
  ];
  return { commits: nodes.map(commitReading), gaps };
}

function commitReading(node: CommitNode): CommitReading {
  return {
    sha: node.oid,
    message: node.message,
    author: signer(node.author),
    committer: signer(node.committer),
    authors: present(node.authors.nodes).flatMap((author) => signer(author) ?? []),
    verified: node.signature?.isValid ?? false,
    signedByHost: node.signature?.wasSignedByGitHub ?? false,
    key: node.signature?.keyId ?? node.signature?.keyFingerprint ?? null,
  };
}

function cutLists(node: PullNode): readonly Gap[] {
  const lists: { readonly [what: string]: Listed<unknown> } = {
    labels: node.labels,
    reviews: node.reviews,
    reviewRequests: node.reviewRequests,
  };
  return Object.entries(lists).flatMap(([what, list]) => {
    const read = present(list?.nodes).length;
    return list === null || read >= list.totalCount
      ? []
      : [{ what, why: `${read} of ${list.totalCount} could be read` }];
  });
}

/** Whatever GitHub could not give besides policies and people: the decision must know that it is missing. */
function partialReads(problems: readonly GraphqlProblem[]): readonly Gap[] {
  return problems
    .filter(
      ({ path }) => !/^(?:floor|t\d+|repository\.(?:defaultBranchRef|u\d+))(?:\.|$)/.test(path.join('.')),
    )
    .map(({ path, type }) => ({
      what: path.filter((part) => typeof part === 'string').join('.') || 'pull request',
      why: `GitHub: ${type || 'no reason given'}`,
    }));
}

function unreadablePull(pull: PullRef, problems: readonly GraphqlProblem[]): Fault {
  const { owner, name } = pull.repository;
  const types = new Set(problems.map(({ type }) => type));
  if (types.has('NOT_FOUND'))
    return new Fault('NOT_FOUND', `The App sees no pull request ${owner}/${name}#${pull.number}.`);
  const code = types.has('FORBIDDEN') ? 'GITHUB_REFUSED' : 'GITHUB_UNAVAILABLE';
  return new Fault(code, `GitHub did not give pull request ${owner}/${name}#${pull.number}.`);
}
