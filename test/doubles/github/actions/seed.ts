// Seeding: people, organisations, teams, repositories, rules. Called through the face in start.ts; sends no webhook.
import { account, findRepository, repositoryNamed } from '../find.ts';
import { putCommit } from '../objects.ts';
import type { Account, Permission, Repository, Ruleset, State, Team } from '../state.ts';
import { editTree, writeTree } from '../trees.ts';

export type NewAccount = {
  readonly login: string;
  /** Numeric id; given when a test depends on it, as for `Copilot` 198982749. */
  readonly id?: number;
  readonly type?: 'User' | 'Bot';
  readonly name?: string;
  /** E-mail that links commits to the account; default is the no-reply form. */
  readonly email?: string;
};

export type NewTeam = {
  readonly org: string;
  readonly slug: string;
  readonly members: readonly string[];
  /** Permission of the team per repository, by full name. */
  readonly repositories?: Readonly<Record<string, Permission>>;
};

export type NewRepository = {
  readonly fullName: string;
  readonly id?: number;
  readonly defaultBranch?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly private?: boolean;
  /** Full name of the repository this is a fork of; it starts with the same commits. */
  readonly forkOf?: string;
};

export type NewRuleset = {
  readonly repo: string;
  readonly branch?: string;
  readonly requiredChecks: Ruleset['requiredChecks'];
};

export function addUser(state: State, given: NewAccount): Account {
  return addAccount(state, { ...given, type: given.type ?? 'User' });
}

export function addOrganization(state: State, login: string, id?: number): Account {
  return addAccount(state, { login, type: 'Organization', ...(id === undefined ? {} : { id }) });
}

export function addTeam(state: State, given: NewTeam): Team {
  const members = new Set(given.members.map((login) => account(state, login)));
  const team: Team = { id: state.nextId(), org: account(state, given.org), slug: given.slug, members };
  state.teams.add(team);
  for (const [fullName, permission] of Object.entries(given.repositories ?? {}))
    repositoryNamed(state, fullName).teams.set(team, permission);
  return team;
}

export function addRepository(state: State, given: NewRepository): Repository {
  const [ownerLogin = '', name = ''] = given.fullName.split('/');
  if (findRepository(state, given.fullName) !== undefined)
    throw new Error(`${given.fullName} already exists`);
  const parent = given.forkOf === undefined ? null : repositoryNamed(state, given.forkOf);
  const repository: Repository = {
    id: given.id ?? state.nextId(),
    name,
    fullName: given.fullName,
    owner: account(state, ownerLogin),
    private: given.private ?? true,
    parent,
    defaultBranch: given.defaultBranch ?? parent?.defaultBranch ?? 'main',
    store: parent?.store ?? new Map(),
    branches: new Map(parent?.branches),
    collaborators: new Map(),
    teams: new Map(),
    pulls: new Map(),
    checkRuns: new Map(),
    suites: new Map(),
    workflowRuns: new Map(),
    rulesets: [],
    labels: new Map(),
    createdAt: state.clock(),
  };
  state.repositories.set(repository.id, repository);
  if (parent === null || given.files !== undefined) firstCommit(state, repository, given.files ?? {});
  return repository;
}

export function addCollaborator(
  state: State,
  given: { readonly repo: string; readonly login: string; readonly permission: Permission },
): void {
  repositoryNamed(state, given.repo).collaborators.set(account(state, given.login), given.permission);
}

export function addRuleset(state: State, given: NewRuleset): Ruleset {
  const repository = repositoryNamed(state, given.repo);
  const ruleset: Ruleset = {
    id: state.nextId(),
    name: 'required checks',
    branch: given.branch ?? repository.defaultBranch,
    requiredChecks: given.requiredChecks,
  };
  repository.rulesets.push(ruleset);
  return ruleset;
}

export function addAccount(
  state: State,
  given: Omit<NewAccount, 'type'> & { readonly type: Account['type'] },
): Account {
  const id = given.id ?? state.nextId();
  const added: Account = {
    id,
    login: given.login,
    type: given.type,
    name: given.name ?? given.login,
    email: given.email ?? `${id}+${given.login}@users.noreply.github.com`,
  };
  state.accounts.set(given.login.toLowerCase(), added);
  return added;
}

function firstCommit(
  state: State,
  repository: Repository,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  const { store, owner, defaultBranch } = repository;
  const author = { name: owner.name, email: owner.email, date: Math.floor(state.clock().getTime() / 1000) };
  const commit = putCommit(store, {
    tree: writeTree(store, editTree(store, new Map(), { files })),
    parents: [],
    author,
    committer: author,
    message: 'First commit',
    signedBy: null,
  });
  repository.branches.set(defaultBranch, commit);
}
