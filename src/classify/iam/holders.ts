// Whose policy it is: the role, bucket or key that a policy belongs to, where the pull request shows it. Called by the IAM rules.
import { memory } from '../../model/memory.ts';
import type { Diff, ParsedChange } from '../../model/change.ts';
import { childOf, foldName, treeOf } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textsOf } from '../values.ts';
import { namedIn, usersBefore } from './mentions.ts';

/** Attributes that say what a policy belongs to, folded. */
const HOLDER_NAMES: ReadonlySet<string> = new Set([
  'bucket',
  'filesystemid',
  'functionname',
  'group',
  'groups',
  'keyid',
  'queueurl',
  'repository',
  'repositoryname',
  'restapiid',
  'role',
  'roles',
  'secretarn',
  'targetid',
  'topicarn',
  'arn',
  'user',
  'users',
  'vpcendpointid',
]);

/** Things that hold policies of their own: with them goes everything that they could do. */
const HOLDERS =
  /^aws_(iam_(role|user|group)|organizations_(organizational_unit|account)|s3_bucket|sqs_queue|sns_topic|kms_key|ecr_repository|secretsmanager_secret)$/;

/**
 * Whether a deleted policy had nobody left to hold: what it belonged to is deleted by the same pull request, and nobody
 * else in sight used it. A policy without a holder in sight may still be missed by somebody.
 */
export function isHolderGone(change: ParsedChange, diff: Diff, depth = 4): boolean {
  if (change.after !== null || depth === 0) return false;
  if (HOLDERS.test(change.type ?? '') || isMoved(change, diff)) return true;
  const held = isData(change) ? [] : holdersBefore(change, diff);
  const all = held.length > 0 ? held : usersBefore(change, diff);
  return all.length > 0 && all.every((one) => isHolderGone(one, diff, depth - 1));
}

/** A `moved` block takes the policy to its new address. */
function isMoved(change: ParsedChange, diff: Diff): boolean {
  return movedFrom(diff).has(change.address);
}

const known = memory<Diff, ReadonlySet<string>>();

function movedFrom(diff: Diff): ReadonlySet<string> {
  const addresses =
    known.get(diff) ??
    new Set(
      diff.changes
        .filter(({ type, after }) => type === 'moved' && after !== null)
        .flatMap(({ after }) => textsOf(childOf(treeOf(after), 'from')).unknown),
    );
  known.set(diff, addresses);
  return addresses;
}

function holdersBefore(change: ParsedChange, diff: Diff): readonly ParsedChange[] {
  return treeOf(change.before)
    .children.filter(({ name }) => HOLDER_NAMES.has(foldName(name)))
    .flatMap((node) => namedIn(node, change, diff));
}
