// What whoever is named may do: the policies of a role, group or permission set that stand in sight. Called by rules/iam-access-grows.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { memory } from '../../model/memory.ts';
import { treeOf, walk } from '../state-tree.ts';
import { ownTextsOf } from '../values.ts';
import { documentsNow } from './documents/documents-of.ts';
import { thingsNamed } from './documents/judged-elsewhere.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Whoever holds rights, by an address of Terraform or a name in a template. */
const HOLDER =
  /(?<![\w.])(aws_iam_(?:role|group|user|instance_profile)\.[\w-]+|aws_ssoadmin_permission_set\.[\w-]+)|^!(?:Ref|GetAtt) ([A-Za-z0-9]{1,255})/g;

const HOLDER_TYPE =
  /^(?:aws_iam_(?:role|group|user|instance_profile)|aws_ssoadmin_permission_set|AWS::IAM::(?:Role|Group|User|InstanceProfile)|AWS::SSO::PermissionSet)$/;

/** What says of whom it is: a policy, an attachment. */
const GIVING =
  /^(?:aws_iam_(?:role|group|user)_polic(?:y|ies)\w*|aws_iam_policy_attachment|aws_ssoadmin_\w*(?:attachment|inline_policy)|AWS::IAM::\w*Policy)$/;

export type Held = {
  /** Whether who is named is in sight at all. */
  readonly inSight: boolean;
  /** Whether the pull request makes what is named: its rights are told where they are written. */
  readonly isNew: boolean;
  readonly documents: readonly PolicyDocument[];
};

/** `sources`: expressions that name whoever holds the rights. Total. */
export function rightsHeld(sources: readonly string[], at: ParsedChange, diff: Diff): Held {
  const holders = new Set(sources.flatMap((source) => holdersIn(source, at, diff)));
  // A profile of machines carries a role.
  for (const holder of holders)
    if (/instance_?profile$/i.test(holder.type ?? ''))
      for (const role of sourcesIn(holder).flatMap((source) => holdersIn(source, holder, diff)))
        holders.add(role);
  return {
    inSight: holders.size > 0,
    isNew: holders.size > 0 && [...holders].every(({ before }) => before === null),
    documents: [...holders].flatMap((holder) =>
      [holder, ...givingTo(holder, diff)].flatMap((one) => documentsNow(one, diff)),
    ),
  };
}

function holdersIn(source: string, at: ParsedChange, diff: Diff): readonly ParsedChange[] {
  const names = [...source.matchAll(HOLDER)].map(([, address, name]) => address ?? name ?? '');
  return names
    .flatMap((name) => thingsNamed(name, at, diff))
    .filter(({ type, after }) => HOLDER_TYPE.test(type ?? '') && after !== null);
}

function givingTo(holder: ParsedChange, diff: Diff): readonly ParsedChange[] {
  return [...diff.changes, ...(diff.standing ?? [])].filter(
    (one) =>
      GIVING.test(one.type ?? '') &&
      one.after !== null &&
      sourcesIn(one).some((source) => holdersIn(source, one, diff).includes(holder)),
  );
}

/** Asked of every policy for each holder. */
function sourcesIn(change: ParsedChange): readonly string[] {
  const sources = known.get(change) ?? walk(treeOf(change.after)).flatMap((node) => ownTextsOf(node).unknown);
  known.set(change, sources);
  return sources;
}

const known = memory<ParsedChange, readonly string[]>();
