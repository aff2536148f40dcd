// Settings and resources that stand between a mistake and a deletion: the tables of rules/deletion-protection-off.ts.
// Defaults from registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs and
// docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html.
import type { End } from './ends.ts';
import { AMOUNT, OFF, ON, PRESENT, words } from './scales.ts';
import type { Setting } from './setting.ts';

const UNPROTECTED = 'has no deletion protection';
const EXPLICIT = { below: 1, severity: 'low' } as const;
const FATES = words('delete', 'snapshot', 'retain|retainexceptoncreate');

export const DELETION_PROTECTIONS: readonly Setting[] = [
  {
    // https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
    types: 'Kustomization',
    path: 'spec.prune',
    weak: 'deletes from the cluster whatever leaves its folder (prune)',
    scale: OFF,
    absent: null,
    severity: 'medium',
  },
  {
    // https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning
    types: 'Application ApplicationSet',
    path: 'spec.syncPolicy.automated.prune spec.template.spec.syncPolicy.automated.prune',
    weak: 'deletes from the cluster whatever leaves its folder (prune)',
    scale: OFF,
    absent: 1,
    severity: 'medium',
  },
  {
    types:
      'aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster aws_rds_global_cluster aws_docdb_global_cluster aws_neptune_global_cluster google_compute_instance google_spanner_instance google_memorystore_instance aws_dynamodb_table aws_eks_cluster',
    path: 'deletion_protection deletion_protection_enabled',
    weak: UNPROTECTED,
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types:
      'aws_qldb_ledger google_sql_database_instance google_container_cluster google_bigquery_table google_bigtable_instance google_spanner_database google_alloydb_cluster google_active_directory_domain google_cloud_run_v2_service google_cloud_run_v2_job google_redis_cluster google_redis_instance google_workflows_workflow google_dataproc_metastore_service google_secret_manager_secret',
    path: 'deletion_protection deletion_protection_enabled',
    weak: UNPROTECTED,
    scale: ON,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'google_*',
    path: 'deletion_protection deletion_protection_enabled',
    weak: UNPROTECTED,
    scale: ON,
    absent: null,
    severity: 'high',
  },
  {
    types: 'google_sql_database_instance google_spanner_database',
    path: 'settings.deletion_protection_enabled enable_drop_protection',
    weak: UNPROTECTED,
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_cognito_user_pool',
    path: 'deletion_protection',
    weak: UNPROTECTED,
    scale: words('inactive', 'active'),
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_lb aws_alb',
    path: 'enable_deletion_protection load_balancer_attributes[deletion_protection.enabled]',
    weak: UNPROTECTED,
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_networkfirewall_firewall',
    path: 'delete_protection',
    weak: UNPROTECTED,
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_emr_cluster',
    path: 'termination_protection instances.termination_protected',
    weak: UNPROTECTED,
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_instance aws_launch_template aws_spot_instance_request',
    path: 'disable_api_termination launch_template_data.disable_api_termination',
    weak: 'can be terminated by an API call',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster aws_redshift_cluster',
    path: 'skip_final_snapshot',
    weak: 'would be deleted without a last snapshot',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: EXPLICIT,
  },
  {
    types:
      'aws_s3_bucket aws_s3_directory_bucket aws_backup_vault aws_route53_zone aws_ecr_repository aws_glacier_vault google_storage_bucket google_dns_managed_zone',
    path: 'force_destroy force_delete',
    weak: 'would be deleted together with everything in it, without a question',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: EXPLICIT,
  },
  {
    types: 'google_bigquery_dataset',
    path: 'delete_contents_on_destroy',
    weak: 'would be deleted together with everything in it, without a question',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: EXPLICIT,
  },
  {
    types: '*',
    path: 'lifecycle.prevent_destroy',
    weak: 'may be destroyed: `prevent_destroy` no longer holds Terraform back',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    // RDS keeps a snapshot where a template says nothing.
    types: 'AWS::RDS::DBCluster AWS::RDS::DBInstance',
    path: 'DeletionPolicy',
    what: 'What is left after a deletion',
    scale: FATES,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'AWS::*',
    path: 'DeletionPolicy',
    what: 'What is left after a deletion',
    scale: FATES,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'AWS::*',
    path: 'UpdateReplacePolicy',
    what: 'What is left after a replacement',
    scale: FATES,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_*',
    path: 'deletion_policy',
    what: 'What is left after a deletion',
    scale: words('delete', 'abandon', 'prevent'),
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'PersistentVolume kubernetes_persistent_volume kubernetes_persistent_volume_v1',
    path: 'spec.persistent_volume_reclaim_policy',
    what: 'What is left of the volume after its claim',
    scale: words('delete|recycle', 'retain'),
    absent: 1,
    severity: 'high',
  },
  {
    types: 'StorageClass kubernetes_storage_class kubernetes_storage_class_v1',
    path: 'reclaim_policy',
    what: 'What is left of volumes after their claims',
    scale: words('delete', 'retain'),
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_s3_bucket',
    path: 'object_lock_enabled object_lock_configuration.object_lock_enabled',
    instead: 'aws_s3_bucket_object_lock_configuration',
    weak: 'no longer locks its objects',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_s3_bucket_object_lock_configuration aws_s3_bucket',
    path: 'rule.default_retention.mode object_lock_configuration.rule.default_retention.mode',
    what: 'The lock on objects',
    scale: words('governance', 'compliance'),
    absent: -1,
    severity: 'high',
  },
  {
    types: 'aws_s3_bucket_object_lock_configuration aws_s3_bucket',
    path: 'rule.default_retention.days rule.default_retention.years object_lock_configuration.rule.default_retention.days object_lock_configuration.rule.default_retention.years',
    what: 'The time objects are locked',
    scale: AMOUNT,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'google_storage_bucket',
    path: 'retention_policy',
    weak: 'no longer keeps its objects for a set time',
    scale: PRESENT,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'google_storage_bucket',
    path: 'retention_policy.retention_period',
    what: 'The time objects are kept',
    unit: 'seconds',
    scale: AMOUNT,
    absent: null,
    severity: 'high',
  },
  {
    types: 'azurerm_management_lock',
    path: 'lock_level',
    what: 'The lock',
    scale: words('cannotdelete', 'readonly'),
    absent: null,
    severity: 'medium',
  },
  {
    types: 'provider',
    path: 'features.resource_group.prevent_deletion_if_contains_resources',
    weak: 'deletes resource groups with everything in them',
    scale: ON,
    absent: 1,
    severity: 'medium',
    created: { below: 1, severity: 'low' },
  },
];

export const DELETION_LOCKS: readonly End[] = [
  { types: 'azurerm_management_lock', loss: 'what it locked can be deleted', severity: 'high' },
  { types: 'google_resource_manager_lien', loss: 'the project can be deleted', severity: 'high' },
  {
    types: 'aws_s3_bucket_object_lock_configuration',
    loss: 'new objects of the bucket are no longer locked',
    severity: 'high',
  },
  {
    types: 'aws_backup_vault_lock_configuration',
    loss: 'backups in the vault can be deleted before their time',
    severity: 'high',
  },
  {
    types: 'azurerm_storage_container_immutability_policy',
    loss: 'what the container holds can be changed and deleted',
    severity: 'high',
  },
];
