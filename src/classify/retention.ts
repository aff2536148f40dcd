// What is left of a resource that goes or is replaced where its description says so: read by the rules about what is lost.
import type { ParsedChange } from '../model/change.ts';
import { equivalentType } from './equivalent-type.ts';
import { outlivesObject } from './kubernetes/orphans.ts';
import { childOf, treeOf } from './state-tree.ts';
import { textOf } from './values.ts';

/** `kept`: it lives on, unmanaged. `snapshot`: a last snapshot does. Null: nothing, or nobody knows. */
export type Retention = 'kept' | 'snapshot' | null;

/**
 * The policy of the base decides when a resource goes, since that is the stack as it runs. Which side decides when one is
 * replaced is not documented, so both must say it.
 */
export function retentionOf(change: ParsedChange): Retention {
  if (change.action === 'delete' && outlivesObject(change)) return 'kept';
  if (change.action === 'delete') return retentionIn(change, 'before', 'DeletionPolicy');
  if (change.action !== 'replace') return null;
  const after = retentionIn(change, 'after', 'UpdateReplacePolicy');
  return retentionIn(change, 'before', 'UpdateReplacePolicy') === after ? after : null;
}

/** Databases that are not a member of a cluster, and clusters, are snapshotted unless the template says otherwise. */
const SNAPSHOT_BY_DEFAULT: readonly string[] = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];

function retentionIn(change: ParsedChange, side: 'before' | 'after', policy: string): Retention {
  if (change.format !== 'cloudformation') return null;
  const node = childOf(treeOf(change[side]), policy);
  if (node === undefined) return policy === 'DeletionPolicy' && isSnapshotted(change) ? 'snapshot' : null;
  const word = textOf(node) ?? '';
  if (/^Retain(?:ExceptOnCreate)?$/.test(word)) return 'kept';
  return word === 'Snapshot' ? 'snapshot' : null;
}

function isSnapshotted(change: ParsedChange): boolean {
  return (
    SNAPSHOT_BY_DEFAULT.includes(change.type ?? '') && equivalentType(change) !== 'aws_rds_cluster_instance'
  );
}
