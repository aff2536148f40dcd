// Teams that were looked for and not found: an approval of theirs can never be had.
import { closest } from '../../model/closest.ts';
import { membersOf, teamsOf } from './approvers.ts';
import type { Lint } from './lint.ts';

export const unknownTeam: Lint = {
  code: 'unknown-team',
  find: ({ document, surroundings: { people } }) => {
    if (people === null) return [];
    const known = Object.keys(people.teams);
    const asked = people.asked?.map((team) => team.toLowerCase()) ?? null;
    return teamsOf(document)
      .filter(({ value }) => asked === null || asked.includes(value.toLowerCase()))
      .filter(({ value }) => membersOf(value, people) === null)
      .map(({ path, value }) => {
        const near = closest(value, known);
        return {
          path,
          message: `no team "${value}" is known${near === null ? '' : `; did you mean "${near}"?`}`,
        };
      });
  },
};
