// Finding rule: nothing stands between a mistake and a deletion any more. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { noLongerOutlives } from '../kubernetes/orphans.ts';
import { DELETION_LOCKS, DELETION_PROTECTIONS } from '../settings/deletion-protections.ts';
import { endsOf } from '../settings/ends.ts';
import { placesOf } from '../settings/grade.ts';
import { weakenings } from '../settings/weakenings.ts';
import { stackPolicyHits } from '../stack-policies.ts';
import { treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export const deletionProtectionOff: ChangeRule = {
  on: 'change',
  id: 'deletion-protection-off',
  title: 'Deletion protection off',
  severity: 'high',
  confidence: 'high',
  why: 'Deletion protection, `prevent_destroy`, locks and a last snapshot are what stops a wrong plan from destroying data. Taking them away is the first half of a deletion, and often the only half that people are asked about.',
  remedy:
    'Leave the protection on; take it off in a pull request of its own, together with the deletion it is for.',
  check: (change, { diff, kinds }) => [
    ...noLongerOutlives(change).map((hit) =>
      kinds.includes('data_store') ? hit : { ...hit, severity: 'medium' as const },
    ),
    ...weakenings(change, DELETION_PROTECTIONS, diff),
    ...endsOf(change, { diff, ends: DELETION_LOCKS }),
    ...blindness(change),
    ...stackPolicyHits(change),
  ],
};

/** With `ignore_changes = all` Terraform repairs nothing any more: who switches a protection off elsewhere stays unseen. */
function blindness({ before, after, address }: ParsedChange): readonly Hit[] {
  const ignored = ignoresAll(treeOf(after));
  if (ignored === undefined || ignoresAll(treeOf(before)) !== undefined) return [];
  const message = `Terraform now ignores every change of ${address}, the loss of its protections included.`;
  return [{ message, line: ignored.line, severity: 'medium' }];
}

function ignoresAll(tree: Node): Node | undefined {
  return placesOf(tree, 'lifecycle.ignore_changes').find((node) => {
    const { known, unknown } = textsOf(node);
    return [...known, ...unknown].some((word) => word === 'all');
  });
}
