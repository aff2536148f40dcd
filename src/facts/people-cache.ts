// Memberships and permissions that are still fresh, and whom the last decision of a repository asked about. Used by bundle.ts and gather.ts.
import type { FactCaches } from './caches.ts';
import type { PeopleReading, PeopleRequest, Repository } from './needs.ts';

type At = {
  readonly caches: FactCaches;
  readonly repository: Repository;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** Of those asked for, the ones that nobody knows any more. */
export function unknownPeople(
  { caches, repository, now }: At,
  { teams, users }: PeopleRequest,
): PeopleRequest {
  return {
    teams: teams.filter((team) => caches.teams.get(teamKey(repository, team), now) === undefined),
    users: users.filter((user) => caches.permissions.get(personKey(repository, user), now) === undefined),
  };
}

export function keepPeople(
  { caches, repository, now }: At,
  { teams, users }: PeopleRequest,
  reading: PeopleReading,
): void {
  for (const [i, team] of teams.entries())
    caches.teams.set(teamKey(repository, team), reading.teams[i] ?? null, now);
  for (const [i, user] of users.entries())
    caches.permissions.set(personKey(repository, user), reading.permissions[i] ?? null, now);
}

/** A policy asks about the same people again: reading them ahead spares a review its second read. */
export function peopleToReadAhead(at: At): PeopleRequest {
  return unknownPeople(at, at.caches.asked.get(String(at.repository.id)) ?? { teams: [], users: [] });
}

/** What one installation may see of a team says nothing about what another may. */
export function teamKey(repository: Repository, team: string): string {
  return `${repository.installationId}/${team.toLowerCase()}`;
}

export function personKey(repository: Repository, login: string): string {
  return `${repository.id}/${login.toLowerCase()}`;
}
