// Settings that encrypt what is stored: a table of rules/encryption-weakened.ts. Defaults from the providers' documentation
// (registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs) and the services' own.
import { ON, OFF, PRESENT, words } from './scales.ts';
import type { Setting } from './setting.ts';

const UNENCRYPTED = 'stores its data without encryption';
const NO_OWN_KEY = 'no longer uses a key of your own: the default key of the service takes its place';
const NEW_STORE = { below: 1, severity: 'medium' } as const;

export const ENCRYPTION_AT_REST: readonly Setting[] = [
  {
    types:
      'aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster aws_rds_global_cluster aws_docdb_global_cluster aws_neptune_global_cluster',
    path: 'storage_encrypted',
    weak: UNENCRYPTED,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEW_STORE,
    // A copy is encrypted as its source is; a cluster says it for its members; serverless clusters always are.
    unless:
      'snapshot_identifier db_snapshot_identifier replicate_source_db source_db_instance_identifier replication_source_identifier source_db_cluster_identifier source_db_cluster_snapshot_identifier global_cluster_identifier restore_to_point_in_time s3_import db_cluster_identifier engine_mode=serverless',
  },
  {
    types: 'aws_efs_file_system',
    path: 'encrypted',
    weak: UNENCRYPTED,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEW_STORE,
  },
  {
    // An account can encrypt every new volume by default, so a volume that says nothing may be encrypted.
    types: 'aws_ebs_volume aws_redshift_cluster',
    path: 'encrypted',
    weak: UNENCRYPTED,
    scale: ON,
    absent: null,
    severity: 'high',
    created: NEW_STORE,
  },
  {
    types: 'aws_instance aws_launch_template aws_launch_configuration aws_ami aws_spot_instance_request',
    path: 'root_block_device.encrypted ebs_block_device.encrypted block_device_mappings.ebs.encrypted',
    weak: 'has a disk without encryption',
    scale: ON,
    absent: null,
    severity: 'medium',
    created: NEW_STORE,
  },
  {
    types: 'aws_ebs_encryption_by_default',
    path: 'enabled',
    weak: 'lets new volumes of the whole account be unencrypted',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: NEW_STORE,
  },
  {
    types: 'aws_elasticache_replication_group',
    path: 'at_rest_encryption_enabled',
    weak: UNENCRYPTED,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEW_STORE,
    unless: 'global_replication_group_id snapshot_name engine=valkey',
  },
  {
    types: 'aws_dax_cluster',
    path: 'server_side_encryption.enabled sse_specification.sse_enabled',
    weak: UNENCRYPTED,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEW_STORE,
  },
  {
    types: 'aws_elasticsearch_domain aws_opensearch_domain',
    path: 'encrypt_at_rest.enabled encryption_at_rest_options.enabled',
    weak: UNENCRYPTED,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEW_STORE,
  },
  {
    types: 'aws_kinesis_stream',
    path: 'encryption_type stream_encryption.encryption_type',
    weak: UNENCRYPTED,
    scale: words('none', 'kms'),
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_kinesis_firehose_delivery_stream',
    path: 'server_side_encryption.enabled',
    weak: 'keeps its data without encryption',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_workspaces_workspace',
    path: 'root_volume_encryption_enabled',
    weak: 'has a root disk without encryption',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_workspaces_workspace',
    path: 'user_volume_encryption_enabled',
    weak: 'has a user disk without encryption',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    // A queue that says nothing is encrypted, by a key of its own or by the default key of the service.
    types: 'aws_sqs_queue',
    path: 'sqs_managed_sse_enabled',
    weak: 'keeps its messages without encryption',
    scale: ON,
    absent: 1,
    severity: 'medium',
    created: NEW_STORE,
  },
  {
    types: 'aws_codebuild_project',
    path: 'encryption_disabled artifacts.encryption_disabled secondary_artifacts.encryption_disabled',
    weak: 'writes artifacts without encryption',
    scale: OFF,
    absent: 1,
    severity: 'medium',
  },
  {
    types: 'aws_ssm_parameter',
    path: 'type',
    weak: 'keeps its value in clear text',
    scale: words('string|stringlist', 'securestring'),
    absent: null,
    severity: 'high',
  },
  {
    types: 'aws_s3_bucket',
    path: 'server_side_encryption_configuration bucket_encryption',
    instead: 'aws_s3_bucket_server_side_encryption_configuration',
    weak: 'no longer says how it encrypts, so the default key of S3 is used',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_s3_bucket aws_s3_bucket_server_side_encryption_configuration',
    path: 'rule.apply_server_side_encryption_by_default.sse_algorithm server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm bucket_encryption.server_side_encryption_configuration.server_side_encryption_by_default.sse_algorithm',
    what: 'Encryption of objects',
    scale: words('aes256', 'aws:kms', 'aws:kms:dsse'),
    absent: null,
    severity: 'medium',
  },
  {
    types: 'aws_eks_cluster',
    path: 'encryption_config',
    weak: 'keeps Kubernetes secrets without a key of your own',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_container_cluster',
    path: 'database_encryption.state',
    weak: 'keeps Kubernetes secrets without a key of your own',
    scale: words('decrypted', 'encrypted'),
    absent: 0,
    severity: 'medium',
  },
  {
    types:
      'azurerm_linux_virtual_machine azurerm_windows_virtual_machine azurerm_linux_virtual_machine_scale_set azurerm_windows_virtual_machine_scale_set azurerm_orchestrated_virtual_machine_scale_set',
    path: 'encryption_at_host_enabled',
    weak: 'no longer encrypts its disks at the host',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types:
      'azurerm_storage_account azurerm_postgresql_server azurerm_mysql_server azurerm_eventhub_namespace azurerm_servicebus_namespace azurerm_databricks_workspace',
    path: 'infrastructure_encryption_enabled',
    weak: 'no longer encrypts twice',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types:
      'azurerm_automation_variable_string azurerm_automation_variable_int azurerm_automation_variable_bool azurerm_automation_variable_datetime azurerm_automation_variable_object',
    path: 'encrypted',
    weak: 'keeps its value in clear text',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    // Any resource that names a key: without it the service falls back to one of its own, or to none.
    types: 'aws_* google_* azurerm_* AWS::*',
    path: 'kms_key_id kms_key_arn kms_key kms_master_key_id kms_key_name kms_encryption_key key_vault_key_id customer_managed_key disk_encryption_set_id encryption.kms_key_name encryption.default_kms_key_name default_encryption_configuration.kms_key_name encryption_configuration.kms_key encryption_spec.kms_key_name server_side_encryption.kms_key_arn sse_specification.kms_master_key_id encryption_at_rest_kms_key_arn',
    weak: NO_OWN_KEY,
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_kms_key aws_kms_external_key',
    path: 'enable_key_rotation',
    weak: 'keeps one key for ever: it is not rotated',
    scale: ON,
    absent: 0,
    severity: 'medium',
    created: { below: 1, severity: 'low' },
    // Only symmetric keys made by KMS can be rotated.
    unless:
      'customer_master_key_spec key_spec key_usage=SIGN_VERIFY key_usage=GENERATE_VERIFY_MAC key_usage=KEY_AGREEMENT origin=EXTERNAL custom_key_store_id key_material_base64',
  },
  {
    types: 'google_kms_crypto_key',
    path: 'rotation_period',
    weak: 'keeps one key for ever: it is not rotated',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_key_vault_key',
    path: 'rotation_policy',
    weak: 'keeps one key for ever: it is not rotated',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
];
