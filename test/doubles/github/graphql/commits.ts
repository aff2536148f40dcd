// Commits, trees and blobs in the graph.
import { accountByEmail, resolveCommit } from '../find.ts';
import { LIMITS } from '../limits.ts';
import { blobAt, commitAt, type CommitObject, type TreeEntry } from '../objects.ts';
import { htmlUrl, nodeId, time } from '../present/links.ts';
import type { Repository } from '../state.ts';
import { entryAt, treeEntries } from '../trees.ts';
import { gitActorFields } from './accounts.ts';
import { checkSuites } from './checks.ts';
import { connection, failed, type Paging } from './connection.ts';
import { type Fields, need, type World } from './world.ts';

const ENTRY_TYPES = {
  '040000': 'tree',
  '160000': 'commit',
  '100644': 'blob',
  '100755': 'blob',
  '120000': 'blob',
} as const;

/** Any object by its sha, which exists. */
export function gitObject(world: World, repository: Repository, sha: string): Fields {
  const kind = repository.store.get(sha)?.kind;
  if (kind === 'commit') return commitFields(world, repository, sha);
  return kind === 'tree' ? treeFields(world, repository, { sha, path: '' }) : blobFields(repository, sha);
}

/** `HEAD:path`, `<sha>:path`, `<sha>:`, `branch`; null when it names nothing. */
export function resolveExpression(repository: Repository, expression: string): string | null {
  const [revision = '', path] = expression.split(/:(.*)/s, 2);
  const commit = resolveCommit(repository, revision);
  if (commit === undefined || path === undefined) return commit ?? null;
  return entryAt(repository.store, commitAt(repository.store, commit).tree, path)?.sha ?? null;
}

export function commitFields(world: World, repository: Repository, sha: string): Fields {
  const { state } = world;
  const { store } = repository;
  const commit = commitAt(store, sha);
  const [headline = '', ...rest] = commit.message.split('\n');
  return {
    ...objectFields('Commit', repository, sha),
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trimStart(),
    url: `${htmlUrl(repository)}/commit/${sha}`,
    authoredDate: time(new Date(commit.author.date * 1000)),
    committedDate: time(new Date(commit.committer.date * 1000)),
    author: () => gitActorFields(state, commit.author),
    committer: () => gitActorFields(state, commit.committer),
    authors: (args: Paging) =>
      connection(
        'authors',
        args,
        authorsOf(commit).map((who) => gitActorFields(state, who)),
      ),
    authoredByCommitter: commit.author.email === commit.committer.email,
    parents: (args: Paging) =>
      connection(
        'parents',
        args,
        commit.parents.map((parent) => commitFields(world, repository, parent)),
      ),
    signature: commit.signedBy === null ? null : signatureFields(world, commit),
    tree: () => treeFields(world, repository, { sha: commit.tree, path: '' }),
    file: ({ path }: { readonly path: string }) => {
      need(world, { contents: 'read' });
      const entry = entryAt(store, commit.tree, path);
      return entry === null ? null : entryFields(world, repository, { entry, path });
    },
    checkSuites: (
      args: Paging & { readonly filterBy?: { readonly appId?: number; readonly checkName?: string } },
    ) => {
      need(world, { checks: 'read' });
      return checkSuites(repository, { sha, args });
    },
  };
}

/** The author, then everybody in a `Co-authored-by` trailer; once each. */
function authorsOf({ author, message }: CommitObject): readonly CommitObject['author'][] {
  const trailers = [...message.matchAll(/^co-authored-by:\s*(.*?)\s*<([^>]+)>\s*$/gim)];
  const coauthors = trailers.map(([, name = '', email = '']) => ({ name, email, date: author.date }));
  return [author, ...coauthors.filter(({ email }) => email !== author.email)];
}

function signatureFields({ state }: World, commit: CommitObject): Fields {
  const signer = accountByEmail(state, commit.committer.email);
  return {
    __typename: 'GpgSignature',
    isValid: true,
    state: 'VALID',
    email: commit.committer.email,
    keyId: commit.signedBy === 'github' ? GITHUB_KEY : keyOf(signer?.id ?? 0),
    payload: '',
    signature: 'signed',
    signer:
      signer?.type === 'User' ? { __typename: 'User', login: signer.login, databaseId: signer.id } : null,
    wasSignedByGitHub: commit.signedBy === 'github',
  };
}

/** The key with which GitHub signs what is made on its pages. */
const GITHUB_KEY = 'B5690EEEBB952194';

/** The one key of an account: 16 hexadecimal digits. */
function keyOf(id: number): string {
  return id.toString(16).toUpperCase().padStart(16, '0');
}

type TreePlace = { readonly sha: string; readonly path: string };

function treeFields(world: World, repository: Repository, { sha, path }: TreePlace): Fields {
  return {
    ...objectFields('Tree', repository, sha),
    entries: () =>
      treeEntries(repository.store, sha).map((entry) =>
        entryFields(world, repository, { entry, path: path === '' ? entry.name : `${path}/${entry.name}` }),
      ),
  };
}

/** `mode` is the number that git's octal digits stand for: 33188 for `100644`. */
function entryFields(
  world: World,
  repository: Repository,
  { entry, path }: { readonly entry: TreeEntry; readonly path: string },
): Fields {
  const { mode, sha } = entry;
  const type = ENTRY_TYPES[mode];
  return {
    __typename: 'TreeEntry',
    name: entry.name.replace(/^.*\//, ''),
    path,
    mode: Number.parseInt(mode, 8),
    type,
    oid: sha,
    size: type === 'blob' ? blobAt(repository.store, sha).length : 0,
    extension: /\.[^./]+$/.exec(path)?.[0] ?? null,
    object: () => {
      if (type === 'commit') return null;
      return type === 'tree' ? treeFields(world, repository, { sha, path }) : blobFields(repository, sha);
    },
  };
}

function blobFields(repository: Repository, sha: string): Fields {
  if (repository.store.get(sha)?.kind !== 'blob')
    throw failed('NOT_FOUND', `Could not resolve to an object ${sha}`);
  const bytes = blobAt(repository.store, sha);
  // A NUL among the first bytes is how git itself tells binary from text.
  const isBinary = bytes.subarray(0, 8000).includes(0);
  return {
    ...objectFields('Blob', repository, sha),
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > LIMITS.contentBytes,
    text: isBinary ? null : bytes.subarray(0, LIMITS.contentBytes).toString('utf8'),
  };
}

function objectFields(typename: string, repository: Repository, sha: string): Fields {
  return {
    __typename: typename,
    id: nodeId(typename, `${repository.id}:${sha}`),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    commitUrl: `${htmlUrl(repository)}/commit/${sha}`,
  };
}
