// Names of people that an edit binds to an account: readers see the name, and the number alone decides. Called by `loosenedBy`.
import { nameOf, personOf, withoutId } from '../approvals/approver-word.ts';
import { approversOf } from '../lint/approvers.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import type { Loss } from './loss.ts';

/** Once for each account: nobody can tell from the text whose it is. */
export function accountLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const known = new Set(approversOf(before).map(({ value }) => value.toLowerCase()));
  const bound = approversOf(after).filter(({ value }) => {
    const word = value.toLowerCase();
    return personOf(value).id !== null && !known.has(word) && known.has(withoutId(word));
  });
  return [...new Map(bound.toReversed().map((each) => [each.value.toLowerCase(), each])).values()].map(
    ({ path, value }) => ({
      path,
      message: `${nameOf(value)} is that account from now on, whatever its login: see that it is the one of ${withoutId(value)}.`,
      severity: 'medium',
    }),
  );
}
