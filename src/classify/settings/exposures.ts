// Settings that put data and services before everybody: the tables of rules/public-exposure.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs and docs.aws.amazon.com/AWSCloudFormation.
import type { End } from './ends.ts';
import { OFF, ON, lacking, words } from './scales.ts';
import type { Setting } from './setting.ts';

const INTERNET = 'is reachable from the internet';
const NEWLY_HIGH = { below: 1, severity: 'high' } as const;
const NEWLY_MEDIUM = { below: 1, severity: 'medium' } as const;
const NEWLY_LOW = { below: 1, severity: 'low' } as const;

export const EXPOSURES: readonly Setting[] = [
  // What these two do when it is not said depends on the network or the version of the provider.
  {
    types: 'AWS::RDS::DBInstance AWS::Redshift::Cluster aws_redshift_cluster',
    path: 'publicly_accessible',
    weak: INTERNET,
    scale: OFF,
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types:
      'aws_db_instance aws_rds_cluster_instance aws_rds_cluster aws_docdb_cluster_instance aws_neptune_cluster_instance aws_redshiftserverless_workgroup aws_mq_broker aws_dms_replication_instance',
    path: 'publicly_accessible',
    weak: INTERNET,
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_msk_cluster',
    path: 'broker_node_group_info.connectivity_info.public_access.type',
    weak: INTERNET,
    scale: words('service_provided_eips', 'disabled'),
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_cognito_identity_pool AWS::Cognito::IdentityPool',
    path: 'allow_unauthenticated_identities',
    weak: 'gives the credentials of its guest role to anybody who asks',
    scale: OFF,
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'module',
    path: 'cluster_endpoint_public_access',
    weak: 'has an API on the internet',
    scale: OFF,
    absent: null,
    severity: 'medium',
    created: NEWLY_LOW,
  },
  {
    types: 'aws_s3_bucket aws_s3_bucket_acl aws_s3_object',
    path: 'acl access_control',
    weak: 'can be read by everybody',
    scale: words(
      'public-read-write|publicreadwrite|public-read|publicread|authenticated-read|authenticatedread',
      'private|bucket-owner-read|bucketownerread|bucket-owner-full-control|bucketownerfullcontrol|aws-exec-read|awsexecread|log-delivery-write|logdeliverywrite',
    ),
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_lambda_function_url',
    path: 'authorization_type auth_type',
    weak: 'answers everybody on the internet without asking who they are',
    scale: words('none', 'aws_iam'),
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_lambda_function',
    path: 'function_url_config.auth_type',
    weak: 'answers everybody on the internet without asking who they are',
    scale: words('none', 'aws_iam'),
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_api_gateway_method aws_apigatewayv2_route aws_appsync_graphql_api',
    path: 'authorization authorization_type authentication_type',
    weak: 'is called without authorisation',
    scale: words(
      'none',
      'api_key',
      'custom|jwt|aws_iam|cognito_user_pools|openid_connect|amazon_cognito_user_pools|aws_lambda',
    ),
    absent: null,
    severity: 'medium',
    // Browsers ask without a login whether they may call (https://fetch.spec.whatwg.org/#cors-preflight-fetch).
    created: { ...NEWLY_LOW, except: 'http_method=OPTIONS' },
  },
  {
    types: 'aws_ami_launch_permission aws_snapshot_create_volume_permission',
    path: 'group account_id',
    weak: 'gives the image to every AWS account',
    scale: words('all'),
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_db_snapshot aws_db_snapshot_copy aws_db_cluster_snapshot aws_rds_cluster_snapshot_copy',
    path: 'shared_accounts',
    weak: 'gives the database in the snapshot to every AWS account',
    scale: lacking('all'),
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_ssm_document',
    path: 'permissions.account_ids',
    weak: 'is shared with every AWS account',
    scale: words('all'),
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_db_snapshot aws_db_cluster_snapshot',
    path: 'shared_accounts',
    weak: 'is shared with every AWS account',
    scale: words('all'),
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_ebs_snapshot_block_public_access',
    path: 'state',
    weak: 'lets snapshots be shared with everybody',
    scale: words('unblocked', 'block-new-sharing|block-all-sharing'),
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'aws_ec2_image_block_public_access',
    path: 'state',
    weak: 'lets machine images be shared with everybody',
    scale: words('unblocked', 'block-new-sharing'),
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'aws_emr_block_public_access_configuration',
    path: 'block_public_security_group_rules',
    weak: 'lets clusters be reachable from the internet',
    scale: ON,
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'aws_cognito_user_pool',
    path: 'admin_create_user_config.allow_admin_create_user_only',
    weak: 'lets everybody sign up',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_vpc_endpoint_service',
    path: 'allowed_principals',
    weak: 'may be connected to from every AWS account',
    scale: lacking('*'),
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'aws_vpc_endpoint_service_allowed_principal',
    path: 'principal_arn',
    weak: 'lets every AWS account connect',
    scale: words('*'),
    absent: null,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types:
      'azurerm_linux_web_app azurerm_windows_web_app azurerm_linux_function_app azurerm_windows_function_app',
    path: 'auth_settings_v2.require_authentication',
    weak: 'answers callers who have not logged in',
    scale: ON,
    absent: null,
    severity: 'high',
  },
  {
    types:
      'azurerm_linux_web_app azurerm_windows_web_app azurerm_linux_function_app azurerm_windows_function_app',
    path: 'auth_settings_v2.auth_enabled auth_settings.enabled',
    weak: 'no longer asks its callers to log in',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'azurerm_cosmosdb_account',
    path: 'is_virtual_network_filter_enabled',
    weak: 'takes connections from outside of its networks',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_storage_bucket',
    path: 'public_access_prevention',
    weak: 'can be made public again',
    scale: words('inherited', 'enforced'),
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_storage_bucket',
    path: 'uniform_bucket_level_access',
    weak: 'heeds ACLs of single objects',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_storage_bucket_acl google_storage_default_object_acl google_storage_object_acl',
    path: 'predefined_acl',
    weak: 'is open to everybody',
    scale: words(
      'publicread|publicreadwrite|authenticatedread',
      'private|projectprivate|bucketownerread|bucketownerfullcontrol',
    ),
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'google_container_cluster',
    path: 'private_cluster_config.enable_private_endpoint',
    weak: 'has an API on the internet',
    scale: ON,
    absent: null,
    severity: 'medium',
  },
  {
    types: 'google_cloudfunctions_function google_cloudfunctions2_function google_cloud_run_v2_service',
    path: 'ingress_settings service_config.ingress_settings ingress',
    weak: INTERNET,
    scale: words(
      'allow_all|ingress_traffic_all',
      'allow_internal_and_gclb|allow_internal_only|ingress_traffic_internal_only|ingress_traffic_internal_load_balancer',
    ),
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_storage_account',
    path: 'allow_nested_items_to_be_public allow_blob_public_access',
    weak: 'lets containers be public',
    scale: OFF,
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'azurerm_storage_container',
    path: 'container_access_type',
    weak: 'can be read by everybody',
    scale: words('container|blob', 'private'),
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types:
      'azurerm_storage_account azurerm_key_vault azurerm_cosmosdb_account azurerm_mssql_server azurerm_mysql_flexible_server azurerm_postgresql_flexible_server azurerm_container_registry azurerm_redis_cache azurerm_servicebus_namespace azurerm_eventhub_namespace azurerm_cognitive_account azurerm_search_service azurerm_app_configuration azurerm_linux_web_app azurerm_windows_web_app azurerm_linux_function_app azurerm_windows_function_app azurerm_managed_disk azurerm_snapshot azurerm_iothub azurerm_data_factory azurerm_synapse_workspace azurerm_machine_learning_workspace azurerm_databricks_workspace azurerm_kusto_cluster',
    path: 'public_network_access_enabled',
    weak: INTERNET,
    scale: OFF,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'azurerm_container_registry',
    path: 'anonymous_pull_enabled',
    weak: 'gives its images to everybody',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: NEWLY_HIGH,
  },
  {
    types: 'azurerm_kubernetes_cluster',
    path: 'private_cluster_enabled',
    weak: 'has an API on the internet',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
];

/** The four switches that keep S3 private, each with what happens without it. */
const SWITCHES: Readonly<Record<string, string>> = {
  block_public_acls: 'lets public ACLs in',
  block_public_policy: 'lets public bucket policies in',
  ignore_public_acls: 'heeds public ACLs',
  restrict_public_buckets: 'serves buckets with a public policy to everybody',
};

export const PUBLIC_ACCESS_SWITCHES: readonly Setting[] = Object.entries(SWITCHES).flatMap(([name, weak]) => [
  {
    types: 'aws_s3_bucket_public_access_block aws_s3_account_public_access_block',
    path: name,
    weak,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'aws_s3_bucket aws_s3_access_point',
    path: `public_access_block_configuration.${name}`,
    weak,
    scale: ON,
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
]);

/** What keeps buckets private by being there. */
export const PUBLIC_ACCESS_BLOCKS: readonly End[] = [
  {
    types: 'aws_s3_bucket_public_access_block',
    loss: 'nothing keeps policies and ACLs from making the bucket public',
    severity: 'high',
  },
  {
    types: 'aws_s3_account_public_access_block',
    loss: 'nothing keeps the buckets of the account from being public',
    severity: 'high',
  },
  {
    types:
      'aws_ebs_snapshot_block_public_access aws_ec2_image_block_public_access aws_emr_block_public_access_configuration',
    loss: 'nothing keeps them from being shared with everybody',
    severity: 'high',
  },
  {
    types: 'aws_wafv2_web_acl_association aws_wafregional_web_acl_association',
    loss: 'no web firewall stands before its resource any more',
    severity: 'high',
  },
];
