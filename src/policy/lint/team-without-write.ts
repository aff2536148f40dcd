// Teams whose members are all known to have no write access.
import { PERMISSIONS } from '../../model/facts.ts';
import { approversOf, membersOf } from './approvers.ts';
import { isTeam } from '../approvals/approver-word.ts';
import type { KnownPeople, Lint } from './lint.ts';

export const teamWithoutWrite: Lint = {
  code: 'team-without-write',
  find: ({ document, surroundings: { people } }) => {
    if (people === null) return [];
    return approversOf(document)
      .filter(({ value }) => isTeam(value) && nobodyWrites(membersOf(value, people), people))
      .map(({ path, value }) => ({
        path,
        message: `nobody in "${value}" has write access to the repository`,
      }));
  },
};

function nobodyWrites(logins: readonly string[] | null, { permissions }: KnownPeople): boolean {
  if (logins === null) return false;
  const levels = new Map(Object.entries(permissions).map(([login, level]) => [login.toLowerCase(), level]));
  return logins.every((login) => {
    const level = levels.get(login);
    return level !== undefined && PERMISSIONS.indexOf(level) < PERMISSIONS.indexOf('write');
  });
}
