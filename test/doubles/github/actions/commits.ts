// A push: a commit on a branch, the pull requests that follow it, and the webhooks. Called by tests and by merges.
import { account, repositoryNamed } from '../find.ts';
import { ancestors } from '../history.ts';
import { commitAt, putCommit, type Signature } from '../objects.ts';
import { pullBody, touch } from '../present/events.ts';
import { pushJson } from '../present/commits.ts';
import type { Account, Pull, Repository, State } from '../state.ts';
import { type Edit, editTree, flatten, writeTree } from '../trees.ts';

export type NewCommit = Edit & {
  readonly repo: string;
  /** Created from the default branch, or from `from`, when it does not exist. */
  readonly branch: string;
  /** Login; linked through the account's e-mail. */
  readonly author: string;
  /** Login; default the author. */
  readonly committer?: string;
  /** Login of who pushes, the webhook's sender; default the author. */
  readonly pusher?: string;
  /** Logins, written as `Co-authored-by` trailers. */
  readonly coauthors?: readonly string[];
  readonly message?: string;
  /** Signed, and the signature is good. GitHub itself signs what a bot commits. */
  readonly verified?: boolean;
  /** Parent commit instead of the branch's tip: a force push when the tip is not its ancestor. */
  readonly from?: string;
  /** Further parents, to make a merge commit. */
  readonly alsoFrom?: readonly string[];
};

/** Commits and pushes; returns the sha. */
export function commitTo(state: State, given: NewCommit): string {
  const repository = repositoryNamed(state, given.repo);
  const { store, branches, defaultBranch } = repository;
  const parent = given.from ?? branches.get(given.branch) ?? branches.get(defaultBranch);
  const files = parent === undefined ? new Map() : flatten(store, commitAt(store, parent).tree);
  const author = account(state, given.author);
  const trailers = (given.coauthors ?? []).map((login) => {
    const who = account(state, login);
    return `Co-authored-by: ${who.name} <${who.email}>`;
  });
  const message = [given.message ?? 'Change files', ...(trailers.length > 0 ? ['', ...trailers] : [])];
  const sha = putCommit(store, {
    tree: writeTree(store, editTree(store, files, given)),
    parents: [...(parent === undefined ? [] : [parent]), ...(given.alsoFrom ?? [])],
    author: signature(state, author),
    committer: signature(state, account(state, given.committer ?? given.author)),
    message: message.join('\n'),
    signedBy: given.verified !== true ? null : author.type === 'Bot' ? 'github' : 'author',
  });
  push(state, { repository, branch: given.branch, sha, by: account(state, given.pusher ?? given.author) });
  return sha;
}

type Push = {
  readonly repository: Repository;
  readonly branch: string;
  readonly sha: string;
  readonly by: Account;
};

/** Moves a branch, then the open pull requests that have it as head or base. */
export function push(state: State, { repository, branch, sha, by }: Push): void {
  const before = repository.branches.get(branch) ?? null;
  if (before === sha) return;
  const forced = before !== null && !ancestors(repository.store, sha).has(before);
  repository.branches.set(branch, sha);
  state.emit({
    event: 'push',
    action: null,
    repository,
    sender: by,
    body: pushJson(state, { repository, branch, before, after: sha, forced, by }),
  });
  if (forced)
    for (const pull of repository.pulls.values())
      if (pull.state === 'open' && pull.baseRef === branch)
        pull.timeline.push({ kind: 'base-force-pushed', actor: by, at: state.clock() });
  for (const [base, pull] of pullsFrom(state, repository, branch))
    synchronize(state, { base, pull, sha, by, forced });
}

export function signature(state: State, who: Account): Signature {
  return { name: who.name, email: who.email, date: Math.floor(state.clock().getTime() / 1000) };
}

function pullsFrom(state: State, head: Repository, branch: string): readonly (readonly [Repository, Pull])[] {
  return [...state.repositories.values()].flatMap((base) =>
    [...base.pulls.values()]
      .filter((pull) => pull.state === 'open' && pull.headRepository === head && pull.headRef === branch)
      .map((pull) => [base, pull] as const),
  );
}

type Synchronization = {
  readonly base: Repository;
  readonly pull: Pull;
  readonly sha: string;
  readonly by: Account;
  readonly forced: boolean;
};

function synchronize(state: State, { base, pull, sha, by, forced }: Synchronization): void {
  const before = pull.headSha;
  pull.headSha = sha;
  pull.baseSha = base.branches.get(pull.baseRef) ?? pull.baseSha;
  if (forced) pull.timeline.push({ kind: 'force-pushed', actor: by, at: state.clock() });
  touch(state, pull);
  state.emit({
    event: 'pull_request',
    action: 'synchronize',
    repository: base,
    sender: by,
    body: { ...pullBody(state, base, pull), before, after: sha },
  });
}
