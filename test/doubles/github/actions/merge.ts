// Merging by merge commit, squash or rebase, behind the required checks. Called through start.ts and PUT …/merge.
import { mergeBase, mergeTrees } from '../history.ts';
import { commitAt, putCommit, type Signature } from '../objects.ts';
import { pullBase, pullCommits } from '../pull-range.ts';
import { Refusal } from '../refusal.ts';
import type { Account, CheckRun, Pull, Repository, State } from '../state.ts';
import { type FlatTree, writeTree } from '../trees.ts';
import { push, signature } from './commits.ts';
import { announce } from './pulls.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export type Merge = {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly method: MergeMethod;
  readonly by: Account;
  /** The head the caller saw; a different one is a 409. */
  readonly sha?: string;
  readonly title?: string;
};

/** GitHub itself commits merges made in its pages and API. */
const WEB_FLOW = { name: 'GitHub', email: 'noreply@github.com' };

/** Returns the sha of the merge commit. */
export function mergePull(state: State, merge: Merge): string {
  const { repository, pull, by } = merge;
  if (pull.state === 'closed') throw new Refusal(405, 'Pull Request is not mergeable');
  if (pull.draft) throw new Refusal(405, 'Pull Request is still a draft');
  if (merge.sha !== undefined && merge.sha !== pull.headSha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  const violations = unmetChecks(repository, pull);
  if (violations.length > 0)
    throw new Refusal(405, `Repository rule violations found\n\n${violations.join('\n\n')}\n\n`);
  pull.baseSha = pullBase(repository, pull);
  const sha = makeCommits(state, merge);
  pull.state = 'closed';
  pull.closedAt = state.clock();
  pull.merge = { sha, by, at: state.clock() };
  push(state, { repository, branch: pull.baseRef, sha, by });
  announce(state, { repository, pull, action: 'closed', sender: by });
  return sha;
}

/** One line per required check that is not met, in GitHub's words. */
function unmetChecks(repository: Repository, pull: Pull): readonly string[] {
  return repository.rulesets
    .filter(({ branch }) => branch === pull.baseRef)
    .flatMap(({ requiredChecks }) => requiredChecks)
    .flatMap(({ context, integrationId }) => {
      const run = latestRun(repository, pull.headSha, context, integrationId);
      const trouble = troubleOf(run);
      return trouble === null ? [] : [`Required status check "${context}" ${trouble}.`];
    });
}

function latestRun(
  repository: Repository,
  sha: string,
  context: string,
  integrationId: number | null,
): CheckRun | undefined {
  return [...repository.checkRuns.values()]
    .filter((run) => run.headSha === sha && run.name === context)
    .filter((run) => integrationId === null || run.app.id === integrationId)
    .toSorted((a, b) => b.id - a.id)[0];
}

function troubleOf(run: CheckRun | undefined): string | null {
  if (run === undefined) return 'is expected';
  if (run.status !== 'completed') return 'is in progress';
  // GitHub lets `neutral` and `skipped` satisfy a requirement.
  return ['success', 'neutral', 'skipped'].includes(run.conclusion ?? '') ? null : 'is failing';
}

function makeCommits(state: State, merge: Merge): string {
  const { repository, pull, method } = merge;
  const { store } = repository;
  const merged = mergeTrees(store, {
    base: mergeBase(store, pull.baseSha, pull.headSha),
    ours: pull.baseSha,
    theirs: pull.headSha,
  });
  if (merged === null) throw new Refusal(405, 'Pull Request has merge conflicts');
  if (method === 'rebase') return rebase(state, merge);
  const parents = method === 'merge' ? [pull.baseSha, pull.headSha] : [pull.baseSha];
  const from = `${pull.headRepository.owner.login}/${pull.headRef}`;
  const message =
    method === 'merge'
      ? `Merge pull request #${pull.number} from ${from}\n\n${merge.title ?? pull.title}`
      : `${merge.title ?? pull.title} (#${pull.number})`;
  const author = signature(state, method === 'merge' ? merge.by : pull.author);
  return commit(state, { repository, tree: merged, parents, author, message });
}

/** Each commit of the pull request again, on top of the base. */
function rebase(state: State, { repository, pull }: Merge): string {
  const { store } = repository;
  return pullCommits(repository, pull)
    .map((sha) => ({ sha, ...commitAt(store, sha) }))
    .filter(({ parents }) => parents.length < 2)
    .reduce((onto, { sha, parents, author, message }) => {
      const tree = mergeTrees(store, { base: parents[0] ?? null, ours: onto, theirs: sha });
      if (tree === null) throw new Refusal(405, "This branch can't be rebased");
      return commit(state, { repository, tree, parents: [onto], author, message });
    }, pull.baseSha);
}

type NewMergeCommit = {
  readonly repository: Repository;
  readonly tree: FlatTree;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly message: string;
};

function commit(state: State, { repository, tree, parents, author, message }: NewMergeCommit): string {
  const { store } = repository;
  const committer = { ...WEB_FLOW, date: Math.floor(state.clock().getTime() / 1000) };
  return putCommit(store, {
    tree: writeTree(store, tree),
    parents,
    author,
    committer,
    message,
    signedBy: 'github',
  });
}
