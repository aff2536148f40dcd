// What reading a data source takes: nothing, or a few reads that no table of resources lists. Read by needed-actions.ts; written by hand.

/** Computed by the provider, or answered by AWS to every caller. */
const FREE = new Set([
  'aws_arn',
  'aws_billing_service_account',
  'aws_caller_identity',
  'aws_canonical_user_id',
  'aws_default_tags',
  'aws_elb_service_account',
  'aws_iam_policy_document',
  'aws_ip_ranges',
  'aws_partition',
  'aws_region',
  'aws_service',
  'aws_service_principal',
]);

const READS: { readonly [type: string]: readonly string[] } = {
  aws_ami: ['ec2:DescribeImages'],
  aws_ami_ids: ['ec2:DescribeImages'],
  aws_availability_zone: ['ec2:DescribeAvailabilityZones'],
  aws_availability_zones: ['ec2:DescribeAvailabilityZones'],
  aws_ec2_managed_prefix_list: ['ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],
  aws_iam_account_alias: ['iam:ListAccountAliases'],
  aws_iam_roles: ['iam:ListRoles'],
  aws_prefix_list: ['ec2:DescribePrefixLists'],
  aws_security_groups: ['ec2:DescribeSecurityGroups'],
  aws_subnets: ['ec2:DescribeSubnets'],
  aws_vpcs: ['ec2:DescribeVpcs'],
};

/** Reads of a data source that has no resource of the same type; empty where it needs none, null where unknown. */
export function readsOfDataSource(type: string): readonly string[] | null {
  if (FREE.has(type)) return [];
  return Object.hasOwn(READS, type) ? (READS[type] ?? null) : null;
}
