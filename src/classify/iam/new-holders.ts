// Who newly holds a policy of a template that lists its holders itself. Called by rules/iam-access-grows.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** Types with lists of holders beside the policy. */
const LISTING = /^AWS::IAM::(?:Managed)?Policy$/;

const LISTS = ['Roles', 'Users', 'Groups'] as const;

/** What a new policy allows is judged by itself; one that was there gives its rights to whoever is new in a list. */
export function newHolderHits(change: ParsedChange): readonly Hit[] {
  const { before, after, type, address } = change;
  if (before === null || after === null || !LISTING.test(type ?? '')) return [];
  return LISTS.flatMap((list) => {
    const node = childOf(treeOf(after), list);
    const had = new Set(namesOf(before, list));
    return namesOf(after, list)
      .filter((name) => !had.has(name))
      .map((name): Hit => ({
        message: `The rights of ${address} are now also held by the ${list.toLowerCase().slice(0, -1)} ${name}.`,
        line: node?.line ?? null,
      }));
  });
}

function namesOf(state: ParsedChange['after'], list: string): readonly string[] {
  const { known, unknown } = textsOf(childOf(treeOf(state), list));
  return [...known, ...unknown];
}
