// The GraphQL documents of the adapter, checked against GitHub's schema by a test. Used by read-pull.ts and read-bundle.ts.
import { CODE_OWNERS_PATHS } from '../../syntax/index.ts';

const ENTRY = `fragment Entry on TreeEntry {
  mode type oid
  object { __typename ... on Blob { byteSize isBinary isTruncated text } }
}`;

const ACTOR = `fragment Who on Actor {
  __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId }
  ... on Organization { databaseId }
}`;

const SIGNER = `fragment Signer on GitActor { name email user { login databaseId } }`;

const COMMIT = `fragment CommitFields on Commit {
  oid message
  author { ...Signer } committer { ...Signer }
  authors(first: 20) { totalCount nodes { ...Signer } }
  signature {
    isValid wasSignedByGitHub
    ... on GpgSignature { keyId } ... on SshSignature { keyFingerprint }
  }
}`;

const POLICY_TIP = (path: string): string =>
  `defaultBranchRef { name target { __typename oid ... on Commit { file(path: ${path}) { ...Entry } } } }`;

export type PeopleShape = { readonly teams: number; readonly users: number };

/** Aliases `t<i>` (teams) and, in the repository, `u<i>` (users); variables `o<i>` and `t<i>`, `u<i>`. */
function peopleParts(shape: PeopleShape) {
  const teams = Array.from({ length: shape.teams }, (_, i) => i);
  const users = Array.from({ length: shape.users }, (_, i) => i);
  return {
    variables: [
      ...teams.map((i) => `$o${i}: String!, $t${i}: String!`),
      ...users.map((i) => `$u${i}: String!`),
    ],
    inRepository: users.map(
      (i) => `u${i}: collaborators(login: $u${i}, first: 1) { edges { permission node { login } } }`,
    ),
    outside: teams.map(
      (i) => `t${i}: organization(login: $o${i}) { team(slug: $t${i}) {
        members(first: 100) { pageInfo { hasNextPage endCursor } nodes { login } } } }`,
    ),
  };
}

/**
 * Everything mutable about one pull request in one point of the rate limit. Check suites hang on their own
 * `commits(last: 1)` alias: under the full commit list the same fields cost 22 points.
 * `people` are those that the policy asked about last time, so that a review needs no second read.
 */
export function pullQuery(people: PeopleShape): string {
  const { variables, inRepository, outside } = peopleParts(people);
  return `query Pull(
  $owner: String!, $name: String!, $number: Int!, $policyPath: String!
  $withFloor: Boolean!, $floorOwner: String!, $floorName: String!, $floorPath: String!
  ${variables.join(' ')}
) {
  repository(owner: $owner, name: $name) {
    databaseId nameWithOwner ${inRepository.join(' ')}
    ${POLICY_TIP('$policyPath')}
    pullRequest(number: $number) {
      number title body state isDraft isCrossRepository changedFiles
      author { ...Who }
      baseRefName baseRefOid baseRef { target { __typename oid ... on Commit {
        ${CODE_OWNERS_PATHS.map((path, i) => `owners${i}: file(path: "${path}") { ...Entry }`).join(' ')}
      } } }
      headRefName headRefOid
      mergedAt mergedBy { ...Who } mergeCommit { oid parents(first: 1) { nodes { oid } } }
      labels(first: 100) { totalCount nodes { name } }
      reviewRequests(first: 100) { totalCount nodes { requestedReviewer {
        __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Team { combinedSlug }
      } } }
      reviews(first: 100) { totalCount nodes {
        state submittedAt authorCanPushToRepository commit { oid } author { ...Who }
      } }
      commits(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { commit { ...CommitFields } } }
      labelEvents: timelineItems(last: 100, itemTypes: [LABELED_EVENT]) { totalCount nodes {
        ... on LabeledEvent { actor { ...Who } label { name } }
      } }
      forcePushes: timelineItems(last: 100, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) { totalCount nodes {
        ... on HeadRefForcePushedEvent { actor { ...Who } }
      } }
      baseChanges: timelineItems(last: 10, itemTypes: [
        BASE_REF_CHANGED_EVENT, BASE_REF_FORCE_PUSHED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT
      ]) { totalCount nodes {
        ... on BaseRefChangedEvent { createdAt }
        ... on BaseRefForcePushedEvent { createdAt }
        ... on AutomaticBaseChangeSucceededEvent { createdAt }
      } }
      tip: commits(last: 1) { nodes { commit { oid
        associatedPullRequests(first: 20) { totalCount nodes {
          number state headRefOid baseRepository { databaseId }
        } }
        checkSuites(first: 100) { totalCount nodes {
        app { databaseId }
        checkRuns(first: 100, filterBy: { checkType: LATEST }) { totalCount nodes {
          databaseId externalId name status conclusion startedAt
        } }
      } } } } }
    }
  }
  floor: repository(owner: $floorOwner, name: $floorName) @include(if: $withFloor) {
    databaseId nameWithOwner
    ${POLICY_TIP('$floorPath')}
  }
  ${outside.join('\n  ')}
}
${ENTRY}
${ACTOR}
${SIGNER}
${COMMIT}`;
}

/** The query with nobody read ahead. */
export const PULL_QUERY = pullQuery({ teams: 0, users: 0 });

/** Files of other repositories at the tips of their default branches. Aliases `l<i>`; variables `o<i>`, `n<i>` and `p<i>`. */
export function policiesQuery(count: number): string {
  const all = Array.from({ length: count }, (_, i) => i);
  return `query Policies(${all.map((i) => `$o${i}: String!, $n${i}: String!, $p${i}: String!`).join(', ')}) {
  ${all
    .map(
      (i) => `l${i}: repository(owner: $o${i}, name: $n${i}) { databaseId nameWithOwner
    ${POLICY_TIP(`$p${i}`)} }`,
    )
    .join('\n  ')}
}
${ENTRY}`;
}

/** One folder of a commit, `<commit>:<path>`, with the content of its files. */
export const FOLDER_QUERY = `query Folder($owner: String!, $name: String!, $expression: String!) {
  repository(owner: $owner, name: $name) {
    object(expression: $expression) { __typename ... on Tree { entries { name ...Entry } } }
  }
}
${ENTRY}`;

/** Commits after the first 100. */
export const COMMITS_QUERY = `query PullCommits($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    commits(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { commit { ...CommitFields } } }
  } }
}
${SIGNER}
${COMMIT}`;

/** Members after the first 100 of one team. */
export const TEAM_QUERY = `query TeamMembers($org: String!, $slug: String!, $after: String!) {
  organization(login: $org) { team(slug: $slug) {
    members(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { login } }
  } }
}`;

export type BundleShape = PeopleShape & {
  /** Per commit, per path in order: with its content (true), or mode and object id alone (false). */
  readonly files: readonly (readonly boolean[])[];
};

/**
 * Files at commits, team members and permissions of people in one query. Aliases: `c<i>` with `f<j>` inside, and those
 * of the people; variables `c<i>` and `c<i>f<j>`. Names travel as variables, never as text.
 */
export function bundleQuery(shape: BundleShape): string {
  const people = peopleParts(shape);
  const variables = shape.files.flatMap((files, i) => [
    `$c${i}: GitObjectID!`,
    ...files.map((_, j) => `$c${i}f${j}: String!`),
  ]);
  const commits = shape.files.map((files, i) => {
    const entries = files.map(
      (content, j) => `f${j}: file(path: $c${i}f${j}) { ${content ? '...Entry' : 'mode type oid'} }`,
    );
    return `c${i}: object(oid: $c${i}) { ... on Commit { oid ${entries.join(' ')} } }`;
  });
  return `query Bundle($owner: String!, $name: String!, ${[...variables, ...people.variables].join(', ')}) {
  repository(owner: $owner, name: $name) {
    ${['databaseId', ...commits, ...people.inRepository].join('\n    ')}
  }
  ${people.outside.join('\n  ')}
}
${shape.files.flat().includes(true) ? ENTRY : ''}`;
}
