// Commits, changed files, comparisons and pushes as REST and webhooks show them.
import type { FileChange } from '../diff.ts';
import { accountByEmail } from '../find.ts';
import { commitsBetween } from '../history.ts';
import { commitAt, type Signature } from '../objects.ts';
import type { Account, Repository, State } from '../state.ts';
import { accountJson } from './accounts.ts';
import { apiUrl, htmlUrl, type Json, nodeId, time } from './links.ts';

/** `author` and `committer` are accounts, or null when the e-mail is nobody's. */
export function commitJson(state: State, repository: Repository, sha: string): Json {
  const commit = commitAt(repository.store, sha);
  const own = apiUrl(state, repository);
  return {
    sha,
    node_id: nodeId('C', sha),
    url: `${own}/commits/${sha}`,
    html_url: `${htmlUrl(repository)}/commit/${sha}`,
    comments_url: `${own}/commits/${sha}/comments`,
    commit: {
      url: `${own}/git/commits/${sha}`,
      author: signatureJson(commit.author),
      committer: signatureJson(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${own}/git/trees/${commit.tree}` },
      verification: verification(commit.signedBy !== null),
    },
    author: linked(state, commit.author),
    committer: linked(state, commit.committer),
    parents: parentsJson(state, repository, sha),
  };
}

export function gitCommitJson(state: State, repository: Repository, sha: string): Json {
  const commit = commitAt(repository.store, sha);
  const own = `${apiUrl(state, repository)}/git`;
  return {
    sha,
    node_id: nodeId('C', sha),
    url: `${own}/commits/${sha}`,
    html_url: `${htmlUrl(repository)}/commit/${sha}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${own}/trees/${commit.tree}` },
    parents: parentsJson(state, repository, sha),
    verification: verification(commit.signedBy !== null),
  };
}

/** Without `patch`: GitHub may leave it out, and nobody may decide from it. */
export function fileJson(
  state: State,
  at: { readonly repository: Repository; readonly head: string },
  file: FileChange,
): Json {
  const html = htmlUrl(at.repository);
  const path = encodeURI(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${at.head}/${path}`,
    raw_url: `${html}/raw/${at.head}/${path}`,
    contents_url: `${apiUrl(state, at.repository)}/contents/${path}?ref=${at.head}`,
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

export type Pushed = {
  readonly repository: Repository;
  readonly branch: string;
  readonly before: string | null;
  readonly after: string;
  readonly forced: boolean;
  readonly by: Account;
};

const NO_COMMIT = '0'.repeat(40);

export function pushJson(state: State, pushed: Pushed): Json {
  const { repository, before, after, by } = pushed;
  const fresh = before === null ? [after] : commitsBetween(repository.store, before, after);
  return {
    ref: `refs/heads/${pushed.branch}`,
    before: before ?? NO_COMMIT,
    after,
    created: before === null,
    deleted: false,
    forced: pushed.forced,
    base_ref: null,
    compare: `${htmlUrl(repository)}/compare/${(before ?? NO_COMMIT).slice(0, 12)}...${after.slice(0, 12)}`,
    commits: fresh.map((sha) => pushedCommit(state, repository, sha)),
    head_commit: pushedCommit(state, repository, after),
    pusher: { name: by.login, email: by.email },
  };
}

/** The commit as push and workflow_run webhooks carry it. */
export function pushedCommit(state: State, repository: Repository, sha: string): Json {
  const commit = commitAt(repository.store, sha);
  const person = (who: Signature): Json => {
    const login = accountByEmail(state, who.email)?.login;
    return { name: who.name, email: who.email, ...(login === undefined ? {} : { username: login }) };
  };
  return {
    id: sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: time(new Date(commit.committer.date * 1000)),
    url: `${htmlUrl(repository)}/commit/${sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: [],
    removed: [],
    modified: [],
  };
}

function parentsJson(state: State, repository: Repository, sha: string): readonly Json[] {
  return commitAt(repository.store, sha).parents.map((parent) => ({
    sha: parent,
    url: `${apiUrl(state, repository)}/commits/${parent}`,
    html_url: `${htmlUrl(repository)}/commit/${parent}`,
  }));
}

function signatureJson({ name, email, date }: Signature): Json {
  return { name, email, date: time(new Date(date * 1000)) };
}

function linked(state: State, { email }: Signature): Json | null {
  const who = accountByEmail(state, email);
  return who === undefined ? null : accountJson(state, who);
}

function verification(verified: boolean): Json {
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: verified ? 'signed' : null,
    payload: null,
    verified_at: null,
  };
}
