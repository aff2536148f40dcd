// Approvals that need every one of the named people: who of them writes the change, or asked an agent for it, cannot give theirs.
import { peopleIn } from './approvers.ts';
import type { KnownPeople, Lint, Warning } from './lint.ts';
import { placed, rulesOf } from './walk.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';

export const approvalsWithoutSpare: Lint = {
  code: 'approvals-without-spare',
  find: ({ document, surroundings: { people } }) => [
    ...rulesOf(document).flatMap(({ path, value }) =>
      bindsPeople(value) ? ofRule(value, [...path, 'require', 'approvals'], people) : [],
    ),
    ...ofOwners(document.owners, people),
  ],
};

/** A change by an agent alone excludes whoever asked for it, and nobody knows here who that will be. */
function bindsPeople({ when }: RuleDocument): boolean {
  return when?.actor === undefined || when.actor.some((word) => word === 'human' || word === 'mixed');
}

function ofRule(
  { require }: RuleDocument,
  path: Warning['path'],
  people: KnownPeople | null,
): readonly Warning[] {
  const entries = placed(require?.approvals, path).map((entry) => ({
    ...entry,
    logins: peopleIn(entry.value.from, people),
  }));
  const known = entries.filter(({ logins }) => logins !== null);
  const logins = [...new Set(known.flatMap((entry) => entry.logins ?? []))];
  const wanted = known.reduce((sum, { value }) => sum + value.count, 0);
  // More than there are is another warning.
  if (wanted > logins.length || known.some((entry) => entry.value.count > (entry.logins?.length ?? 0)))
    return [];
  const tight = known.filter((entry) => entry.logins?.length === entry.value.count);
  if (tight.length > 0)
    return tight.map((entry) => ({ path: entry.path, message: messageFor(entry.logins ?? []) }));
  return known.length > 1 && wanted === logins.length ? [{ path, message: messageFor(logins) }] : [];
}

function ofOwners(owners: readonly string[] | undefined, people: KnownPeople | null): readonly Warning[] {
  const logins = peopleIn(owners, people);
  const [only] = logins ?? [];
  return logins?.length === 1 && only !== undefined
    ? [
        {
          path: ['owners'],
          message: `"${only}" is the only owner: nobody can approve what they change of the policy`,
        },
      ]
    : [];
}

function messageFor(logins: readonly string[]): string {
  const [only = ''] = logins;
  return logins.length === 1
    ? `only "${only}" can approve this: what they change themselves can never be approved`
    : `all ${logins.length} named people are needed: what one of them changes can never be approved`;
}
