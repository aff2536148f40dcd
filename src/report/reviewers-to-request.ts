// Whom to ask for a review. Called by pipeline.ts after a decision.
import type { Decision } from '../model/decision.ts';
import type { Account, Facts } from '../model/facts.ts';

/** Logins, and team slugs of the repository's own owner: what GitHub's "request reviewers" takes. */
export type Reviewers = { readonly users: readonly string[]; readonly teams: readonly string[] };

/** GitHub refuses a request with more than 15 names. */
const MOST = 15;

/** A review by them would not count now, but a new one can. */
const CAN_REVIEW_AGAIN: ReadonlySet<string> = new Set(['stale_head', 'not_approved', 'dismissed']);

/**
 * The people and teams that missing approvals name, without anyone whose approval would not count. Empty when nothing
 * is asked of a named person, and in observe mode, which asks nothing of anybody.
 */
export function reviewersToRequest(options: {
  readonly decision: Decision;
  readonly facts: Facts;
}): Reviewers {
  const { decision, facts } = options;
  if (decision.mode === 'observe') return { users: [], teams: [] };
  const names = decision.reasons
    .filter(({ code, satisfied }) => code === 'APPROVALS_MISSING' && !satisfied)
    .flatMap(({ need }) => need?.from ?? []);
  const barred = barredLogins(decision, facts);
  const users = names.filter((name) => !isTeam(name)).map((name) => name.replace(/^@/, ''));
  const teams = names.filter(isTeam).filter((team) => canStillReview(team, barred, facts));
  const eligible = users.filter((login) => !barred.has(fold(login)) && mayHaveWrite(login, facts));
  return {
    users: unique(eligible).slice(0, MOST),
    teams: unique(teams.flatMap((team) => slugOf(team, facts))).slice(0, MOST),
  };
}

function isTeam(name: string): boolean {
  return /^@[^/]+\/[^/]+$/.test(name);
}

/** Teams of another organisation cannot be asked on this repository. */
function slugOf(team: string, facts: Facts): readonly string[] {
  const [owner = '', slug = ''] = team.slice(1).split('/');
  const own = facts.repository?.full_name?.split('/')[0];
  return own !== undefined && fold(own) === fold(owner) ? [slug.toLowerCase()] : [];
}

/** False only when every member is known and none could give an approval that counts. */
function canStillReview(team: string, barred: ReadonlySet<string>, facts: Facts): boolean {
  const known = Object.entries(facts.teams).find(([name]) => fold(name) === fold(team));
  return known === undefined || known[1].some((login) => !barred.has(fold(login)));
}

/** Unknown is asked: the answer is GitHub's to give. */
function mayHaveWrite(login: string, facts: Facts): boolean {
  const known = Object.entries(facts.permissions).find(([name]) => fold(name) === fold(login));
  return known === undefined || ['admin', 'maintain', 'write'].includes(known[1]);
}

/** Whoever takes part in the change, and whom the decision ignores for good. */
function barredLogins(decision: Decision, facts: Facts): ReadonlySet<string> {
  const commits = facts.commits ?? [];
  const accounts: readonly (Account | null)[] = [
    facts.pull_request?.author ?? null,
    ...commits.flatMap(({ author, committer, coauthors }) => [author, committer, ...coauthors]),
    ...(facts.pushers ?? []),
  ];
  const ignored = decision.reasons
    .flatMap(({ have }) => have?.ignored ?? [])
    .filter(({ why }) => !CAN_REVIEW_AGAIN.has(why) && why !== 'not_in_team')
    .map(({ login }) => login);
  const people = [facts.delegator, decision.actor.delegator, ...facts.requesters, ...ignored];
  return new Set(
    [...accounts.map((account) => account?.login ?? null), ...people].flatMap((login) =>
      login === null ? [] : [fold(login)],
    ),
  );
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [fold(name), name])).values()].toSorted();
}

function fold(name: string): string {
  return name.toLowerCase();
}
