// One name for one thing, whatever describes it: rules that know Terraform types ask here. Called by rules and kinds.ts.
import type { ParsedChange } from '../model/change.ts';
import equivalents from './data/equivalent-types.json' with { type: 'json' };
import { childOf, treeOf } from './state-tree.ts';

/** Terraform types by CloudFormation type, where both are certainly the same thing. */
const TERRAFORM_TYPES: ReadonlyMap<string, string> = new Map(Object.entries(equivalents));

type Typed = Pick<ParsedChange, 'type' | 'before' | 'after'>;

/**
 * The Terraform type of the same thing: `AWS::RDS::DBInstance` is `aws_db_instance`. Every other type is its own; null
 * where the change has none. Attributes keep their spelling: `childOf` finds them by their folded names.
 */
export function equivalentType(change: Typed): string | null {
  if (change.type === 'AWS::RDS::DBInstance' && isInCluster(change)) return 'aws_rds_cluster_instance';
  return change.type === null ? null : (TERRAFORM_TYPES.get(change.type) ?? change.type);
}

/** CloudFormation has one type for a database of its own and for a member of a cluster, which holds no data itself. */
function isInCluster({ before, after }: Typed): boolean {
  return childOf(treeOf(after ?? before), 'DBClusterIdentifier') !== undefined;
}
