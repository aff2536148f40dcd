// Counts that the named people cannot reach, even if each of them approves.
import { peopleIn } from './approvers.ts';
import type { Lint, Warning } from './lint.ts';
import { placed, rulesOf } from './walk.ts';

export const approvalsImpossible: Lint = {
  code: 'approvals-impossible',
  find: ({ document, surroundings: { people } }) =>
    rulesOf(document).flatMap(({ path, value }) => {
      const entries = placed(value.require?.approvals, [...path, 'require', 'approvals']).map((entry) => ({
        ...entry,
        logins: peopleIn(entry.value.from, people),
      }));
      const short = entries.flatMap((entry): readonly Warning[] =>
        entry.logins === null || entry.logins.length >= entry.value.count
          ? []
          : [
              {
                path: entry.path,
                message: `${entry.value.count} people are asked for, and ${counted(entry.logins)}`,
              },
            ],
      );
      return short.length > 0 ? short : together(entries, [...path, 'require', 'approvals']);
    }),
};

type Entry = { readonly value: { readonly count: number }; readonly logins: readonly string[] | null };

/** The entries of one rule are filled by different people. */
function together(entries: readonly Entry[], path: Warning['path']): readonly Warning[] {
  const known = entries.filter(({ logins }) => logins !== null);
  const logins = [...new Set(known.flatMap((entry) => entry.logins ?? []))];
  const wanted = known.reduce((sum, { value }) => sum + value.count, 0);
  if (known.length < 2 || wanted <= logins.length) return [];
  const message = `the entries ask for ${wanted} different people together, and ${counted(logins)}`;
  return [{ path, message }];
}

function counted({ length }: readonly string[]): string {
  return length === 0 ? 'there is nobody' : length === 1 ? 'there is one' : `there are ${length}`;
}
