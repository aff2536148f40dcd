// Where images, snapshots and documents are shared with single accounts: the table of rules/shared-with-account.ts. Names from
// registry.terraform.io/providers/hashicorp/aws/latest/docs.

export type Share = {
  readonly types: string;
  /** As of a setting. */
  readonly path: string;
  /** What whoever is named now has. */
  readonly what: string;
};

export const SHARES: readonly Share[] = [
  {
    types: 'aws_ami_launch_permission',
    path: 'account_id organization_arn organizational_unit_arn',
    what: 'may start machines from the image, and read its disks',
  },
  {
    types: 'aws_snapshot_create_volume_permission aws_ebs_snapshot_create_volume_permission',
    path: 'account_id',
    what: 'may make a disk of the snapshot, and read it',
  },
  {
    types: 'aws_db_snapshot aws_db_snapshot_copy aws_db_cluster_snapshot aws_rds_cluster_snapshot_copy',
    path: 'shared_accounts',
    what: 'may make a database of the snapshot, and read it',
  },
  { types: 'aws_ssm_document', path: 'permissions.account_ids', what: 'may use the document' },
  { types: 'aws_ram_principal_association', path: 'principal', what: 'may use what the share holds' },
];
