// Who newly holds a policy of a template that lists its holders itself. Called by rules/iam-access-grows.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** Types with lists of holders beside the policy. */
const LISTING = /^(?:AWS::IAM::(?:Managed)?Policy|aws_iam_policy_attachment|aws_iam_group_membership)$/;

const LISTS = ['Roles', 'Users', 'Groups'] as const;

/** What a new policy allows is judged by itself; one that was there gives its rights to whoever is new in a list. */
export function newHolderHits(change: ParsedChange): readonly Hit[] {
  const { before, after, type, address } = change;
  if (type === 'aws_iam_user_group_membership' || type === 'aws_iam_instance_profile')
    return otherHolder(change);
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

/** One holder, which is another one. */
function otherHolder({ before, after, type, address }: ParsedChange): readonly Hit[] {
  const [of, what] =
    type === 'aws_iam_instance_profile' ? ['role', 'carries the role'] : ['user', 'is about the user'];
  const [was, is] = [before, after].map((side) => childOf(treeOf(side), of ?? ''));
  const [old, now] = [was, is].map((node) => textsOf(node));
  const [name] = [...(now?.known ?? []), ...(now?.unknown ?? [])];
  if (
    was === undefined ||
    name === undefined ||
    [...(old?.known ?? []), ...(old?.unknown ?? [])].includes(name)
  )
    return [];
  return [
    { message: `${address} now ${what} ${name}, with all rights that come with it.`, line: is?.line ?? null },
  ];
}

function namesOf(state: ParsedChange['after'], list: string): readonly string[] {
  const { known, unknown } = textsOf(childOf(treeOf(state), list));
  return [...known, ...unknown];
}
