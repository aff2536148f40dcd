// Whom a document names as approvers, and how many people that are: for the lints about teams and counts.
import { closest } from '../../model/closest.ts';
import type { Path } from '../locate.ts';
import { OWNER_WORDS, isOwnerWord } from '../approvals/owner-entries.ts';
import { isTeam, personOf } from '../approvals/approver-word.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import type { KnownPeople } from './lint.ts';
import { conditionsOf, members, placed, rulesOf } from './walk.ts';
import type { Placed } from './walk.ts';

/** Teams and logins that are asked for approvals; words for owners left out. */
export function approversOf(document: PolicyDocument): readonly Placed<string>[] {
  const lists: readonly (readonly [readonly string[] | undefined, Path])[] = [
    [document.owners, ['owners']],
    ...rulesOf(document).flatMap(({ path, value }) =>
      placed(value.require?.approvals, [...path, 'require', 'approvals']).map(
        (entry) => [entry.value.from, [...entry.path, 'from']] as const,
      ),
    ),
    ...placed(document.resource_owners, ['resource_owners']).map(
      ({ path, value }) => [value.owners, [...path, 'owners']] as const,
    ),
    [document.break_glass?.by, ['break_glass', 'by']],
  ];
  const owners = members(document.actors?.agents, ['actors', 'agents']).flatMap(({ path, value }) =>
    value.owner === undefined ? [] : [{ path: [...path, 'owner'], value: value.owner }],
  );
  return [...lists.flatMap(([words, path]) => placed(words, path)), ...owners].filter(
    ({ value }) => !isOwnerWord(value),
  );
}

/** The word for owners that a login is nearly; null where it is none. */
export function wordMeant(value: string): string | null {
  const { login, id } = personOf(value);
  return isTeam(value) || id !== null ? null : closest(login.replaceAll('-', '_'), OWNER_WORDS);
}

/** Everybody who is named anywhere, the authors that conditions name among them. */
export function teamsOf(document: PolicyDocument): readonly Placed<string>[] {
  const authors = conditionsOf(document).flatMap(({ path, value }) =>
    placed(value.authors, [...path, 'authors']),
  );
  return [...approversOf(document), ...authors].filter(({ value }) => isTeam(value));
}

/** Members of a team, lower-cased; null where the team is not known. */
export function membersOf(team: string, people: KnownPeople | null): readonly string[] | null {
  const wanted = team.toLowerCase();
  const lists = Object.entries(people?.teams ?? {}).filter(([name]) => name.toLowerCase() === wanted);
  return lists.length === 0
    ? null
    : lists.flatMap(([, logins]) => logins.map((login) => login.toLowerCase()));
}

/** Lower-cased logins behind `from`; null where that cannot be told. */
export function peopleIn(
  from: readonly string[] | undefined,
  people: KnownPeople | null,
): readonly string[] | null {
  if (from === undefined) return null;
  const lists = from.map((word) => {
    if (isOwnerWord(word)) return null;
    return isTeam(word) ? membersOf(word, people) : [personOf(word).login.toLowerCase()];
  });
  return lists.includes(null) ? null : [...new Set(lists.flatMap((list) => list ?? []))];
}
