// Who wrote, pushed and asked for a change. Used by gather.ts. Everything read from text may only exclude people.
import type { Account, CommitFact } from '../model/facts.ts';
import type { CommitReading, ComparedCommit, PullReading, SignerReading } from './needs.ts';
import { coauthorEmails, namedRequesters } from './trailers.ts';

export type People = {
  readonly commits: readonly CommitFact[];
  /** Null: nobody was seen pushing, commit authors and committers stand in. */
  readonly pushers: readonly Account[] | null;
  readonly delegator: string | null;
  readonly requesters: readonly string[];
};

/** What was remembered of earlier heads and events. */
export type RememberedPeople = {
  readonly pushers: readonly Account[];
  readonly requesters: readonly string[];
};

export function peopleOf(
  pull: PullReading,
  compared: readonly ComparedCommit[],
  remembered: RememberedPeople,
  isAgentIdent: (ident: string) => boolean,
): People {
  const accounts = new Map(compared.map((commit) => [commit.sha, commit]));
  const commits = [
    ...pull.commits.map((commit) =>
      withIdents(commitFact(commit, accounts.get(commit.sha)), commit, isAgentIdent),
    ),
    ...compared.filter(({ sha }) => pull.commits.every((commit) => commit.sha !== sha)).map(bareCommit),
  ];
  const delegators = delegatorsOf(pull.commits, commits);
  const named = [pull.body, ...pull.commits.map(({ message }) => message)].flatMap(namedRequesters);
  const pushers = distinct([...remembered.pushers, ...pull.forcePushers]);
  return {
    commits,
    pushers: pushers.length === 0 ? null : pushers,
    delegator: delegators[0] ?? null,
    requesters: distinctLogins([...remembered.requesters, ...delegators, ...named]),
  };
}

/** `12345+login@users.noreply.github.com`, or the older form without a number. The address is a claim, not a proof. */
export function accountOfEmail(email: string): Account | null {
  const match =
    /^(?:(\d+)\+)?([A-Za-z0-9][A-Za-z0-9-]*(?:_[A-Za-z0-9]+)?(?:\[bot\])?)@users\.noreply\./i.exec(email);
  const [, id, login] = match ?? [];
  return login === undefined ? null : { login, id: id === undefined ? null : Number(id), type: null };
}

function commitFact(commit: CommitReading, compared: ComparedCommit | undefined): CommitFact {
  const author = accountOf(commit.author, compared?.author);
  const committer = accountOf(commit.committer, compared?.committer);
  return {
    sha: commit.sha,
    author,
    committer,
    coauthors: coauthorsOf(commit, author),
    message: commit.message,
    // A signature speaks for the committer: it vouches for the author only where both are one, or the host signed.
    verified:
      commit.verified &&
      (commit.signedByHost || (author !== null && committer !== null && same(author, committer))),
  };
}

/** Names and addresses of people stay where they are. */
function withIdents(
  fact: CommitFact,
  { author, committer }: CommitReading,
  isAgentIdent: (ident: string) => boolean,
): CommitFact {
  const written = [author, committer].flatMap((signer) =>
    signer === null ? [] : [`${signer.name ?? ''} <${signer.email ?? ''}>`],
  );
  const idents = [...new Set(written)].filter(isAgentIdent);
  return idents.length === 0 ? fact : { ...fact, idents };
}

/** A commit that only the comparison knows: the pull request's own list lags behind for moments after a push. */
function bareCommit({ sha, author, committer }: ComparedCommit): CommitFact {
  return { sha, author, committer, coauthors: [], message: '', verified: false };
}

function accountOf(signer: SignerReading | null, compared?: Account | null): Account | null {
  if (signer !== null && signer.login !== null) return { login: signer.login, id: signer.id, type: 'User' };
  // GraphQL names people only; the comparison names bots as well.
  if (compared !== null && compared !== undefined) return compared;
  return signer === null || signer.email === null ? null : accountOfEmail(signer.email);
}

function coauthorsOf(commit: CommitReading, author: Account | null): readonly Account[] {
  const own = commit.author?.email?.toLowerCase() ?? null;
  const known = commit.authors.filter(({ email }) => own === null || email?.toLowerCase() !== own);
  const listed = known.map((signer) => accountOf(signer));
  const written = coauthorEmails(commit.message).map(
    (email) =>
      accountOf(
        commit.authors.find((signer) => signer.email?.toLowerCase() === email.toLowerCase()) ?? null,
      ) ?? accountOfEmail(email),
  );
  const others = [...listed, ...written].filter((account) => account !== null);
  return distinct(others).filter((account) => author === null || !same(account, author));
}

/**
 * People in whose name an agent worked: co-authors of commits that a bot wrote and the host itself signed. Only that
 * signature vouches for the author; a person's own key would sign any author line.
 */
function delegatorsOf(readings: readonly CommitReading[], commits: readonly CommitFact[]): readonly string[] {
  const vouched = new Set(
    readings.filter((commit) => commit.verified && commit.signedByHost).map(({ sha }) => sha),
  );
  return distinctLogins(
    commits
      .filter((commit) => vouched.has(commit.sha) && commit.author?.type === 'Bot')
      .flatMap(({ coauthors }) => coauthors)
      .filter((account) => account.type === 'User' && account.id !== null)
      .map(({ login }) => login),
  );
}

function distinct(accounts: readonly Account[]): readonly Account[] {
  return accounts.filter((account, index) => accounts.findIndex((other) => same(other, account)) === index);
}

function same(a: Account, b: Account): boolean {
  return a.login.toLowerCase() === b.login.toLowerCase() && (a.id === null || b.id === null || a.id === b.id);
}

function distinctLogins(logins: readonly string[]): readonly string[] {
  return [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()].toSorted((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  );
}
