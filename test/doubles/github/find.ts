// Look-ups by the names people use, and who may do what. Throw when there is nothing: a seed error, not a GitHub answer.
import type { Account, App, Installation, Permission, Pull, Repository, State, Team } from './state.ts';

const RANK: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

export function account(state: State, login: string): Account {
  return must(state.accounts.get(login.toLowerCase()), `account ${login}`);
}

export function findRepository(state: State, fullName: string): Repository | undefined {
  const wanted = fullName.toLowerCase();
  return [...state.repositories.values()].find((repository) => repository.fullName.toLowerCase() === wanted);
}

export function repositoryNamed(state: State, fullName: string): Repository {
  return must(findRepository(state, fullName), `repository ${fullName}`);
}

export function pullOf(repository: Repository, number: number): Pull {
  return must(repository.pulls.get(number), `pull request ${repository.fullName}#${number}`);
}

export function app(state: State, id: number): App {
  return must(state.apps.get(id), `app ${id}`);
}

export function findTeam(state: State, org: string, slug: string): Team | undefined {
  return [...state.teams].find((team) => sameName(team.org.login, org) && sameName(team.slug, slug));
}

/** A branch name, `refs/heads/…`, `HEAD` or a full sha; undefined when there is no such commit. */
export function resolveCommit(repository: Repository, ref: string): string | undefined {
  const name = ref === 'HEAD' ? repository.defaultBranch : ref.replace(/^refs\/heads\/|^heads\//, '');
  const sha = repository.branches.get(name) ?? name;
  return repository.store.get(sha)?.kind === 'commit' ? sha : undefined;
}

/** Commit e-mails name accounts by address, or by the id in GitHub's no-reply form. */
export function accountByEmail(state: State, email: string): Account | undefined {
  const id = /^(\d+)\+[^@]+@users\.noreply\.github\.com$/.exec(email)?.[1];
  const accounts = [...state.accounts.values()];
  return accounts.find((known) => (id === undefined ? known.email === email : known.id === Number(id)));
}

/** The strongest of: ownership, direct collaboration, teams, public reading. */
export function permissionOf(repository: Repository, who: Account): Permission {
  const viaTeams = [...repository.teams].filter(([team]) => team.members.has(who)).map(([, level]) => level);
  const levels: readonly Permission[] = [
    repository.owner === who ? 'admin' : 'none',
    repository.private ? 'none' : 'read',
    repository.collaborators.get(who) ?? 'none',
    ...viaTeams,
  ];
  return levels.reduce((best, level) => (RANK.indexOf(level) > RANK.indexOf(best) ? level : best));
}

export function mayPush(repository: Repository, who: Account): boolean {
  return atLeast(permissionOf(repository, who), 'write');
}

export function atLeast(level: Permission, needed: Permission): boolean {
  return RANK.indexOf(level) >= RANK.indexOf(needed);
}

export function installationCovers(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.repositories === null || installation.repositories.has(repository.id);
}

export function installationFor(state: State, of: App, repository: Repository): Installation | undefined {
  return [...state.installations.values()].find(
    (installation) => installation.app === of && installationCovers(installation, repository),
  );
}

/** Open pull requests whose head is this commit. */
export function openPullsAt(repository: Repository, sha: string): readonly Pull[] {
  return [...repository.pulls.values()].filter((pull) => pull.state === 'open' && pull.headSha === sha);
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`fake GitHub has no ${what}`);
  return value;
}
