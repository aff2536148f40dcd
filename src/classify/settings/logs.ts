// Settings and resources that record what happens: the tables of rules/logging-disabled.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs and docs.aws.amazon.com/AWSCloudFormation.
import type { End } from './ends.ts';
import { AMOUNT, AMOUNT_OR_EVER, OFF, ON, PRESENT, words } from './scales.ts';
import type { Setting } from './setting.ts';

const NO_ACCESS_LOG = 'no longer logs who calls it';
/** An intrusion is found after weeks or months: logs of a quarter are enough to look back. */
const AMPLE = 90;

export const LOGS: readonly Setting[] = [
  {
    types: 'aws_cloudtrail',
    path: 'enable_logging is_logging',
    weak: 'records no API calls',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'aws_cloudtrail',
    path: 'is_multi_region_trail',
    weak: 'records the API calls of one region only',
    scale: ON,
    absent: 0,
    severity: 'high',
    created: { below: 1, severity: 'low' },
  },
  {
    types: 'aws_cloudtrail',
    path: 'include_global_service_events',
    weak: 'no longer records calls to global services such as IAM',
    scale: ON,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'aws_cloudtrail',
    path: 'enable_log_file_validation',
    weak: 'writes logs that can be altered unseen',
    scale: ON,
    absent: 0,
    severity: 'medium',
    created: { below: 1, severity: 'low' },
  },
  {
    types: 'aws_cloudtrail aws_cloudtrail_event_data_store',
    path: 'event_selector.include_management_events event_selectors.include_management_events',
    weak: 'records no management calls',
    scale: ON,
    absent: null,
    severity: 'high',
  },
  {
    types: 'aws_cloudtrail',
    path: 'event_selector.read_write_type event_selectors.read_write_type',
    what: 'What the trail records',
    scale: words('readonly', 'writeonly', 'all'),
    absent: null,
    severity: 'medium',
  },
  {
    types: 'aws_cloudtrail',
    path: 'cloud_watch_logs_group_arn cloud_watch_logs_log_group_arn',
    weak: 'no longer sends its events to CloudWatch, where alarms see them',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_guardduty_detector',
    path: 'enable',
    weak: 'no longer looks for threats',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'low' },
  },
  {
    types: 'aws_guardduty_detector',
    path: 'datasources.s3_logs.enable datasources.kubernetes.audit_logs.enable datasources.malware_protection.scan_ec2_instance_with_findings.ebs_volumes.enable',
    weak: 'no longer looks for threats in one of its sources',
    scale: ON,
    absent: null,
    severity: 'medium',
  },
  {
    types: 'aws_config_configuration_recorder_status',
    path: 'is_enabled',
    weak: 'no longer records the configuration of the account',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_config_configuration_recorder',
    path: 'recording_group.all_supported',
    weak: 'records some resource types only',
    scale: ON,
    absent: 1,
    severity: 'medium',
  },
  {
    types: 'aws_macie2_account',
    path: 'status',
    weak: 'no longer looks for exposed data',
    scale: words('paused', 'enabled'),
    absent: 1,
    severity: 'medium',
  },
  {
    types: 'aws_cloudwatch_log_group',
    path: 'retention_in_days',
    what: 'Log retention',
    unit: 'days',
    scale: AMOUNT_OR_EVER,
    absent: Number.POSITIVE_INFINITY,
    severity: 'medium',
    ample: AMPLE,
  },
  {
    types:
      'azurerm_log_analytics_workspace google_logging_project_bucket_config google_logging_folder_bucket_config google_logging_organization_bucket_config google_logging_billing_account_bucket_config',
    path: 'retention_in_days retention_days',
    what: 'Log retention',
    unit: 'days',
    scale: AMOUNT,
    absent: 30,
    severity: 'medium',
    ample: AMPLE,
  },
  {
    types:
      'azurerm_mssql_server_extended_auditing_policy azurerm_mssql_database_extended_auditing_policy azurerm_network_watcher_flow_log azurerm_synapse_workspace_extended_auditing_policy',
    path: 'retention_in_days retention_policy.days',
    what: 'Log retention',
    unit: 'days',
    scale: AMOUNT_OR_EVER,
    absent: Number.POSITIVE_INFINITY,
    severity: 'medium',
    ample: AMPLE,
  },
  {
    types: 'aws_lb aws_alb',
    path: 'access_logs.enabled load_balancer_attributes[access_logs.s3.enabled]',
    weak: NO_ACCESS_LOG,
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_elb',
    path: 'access_logs access_logging_policy',
    weak: NO_ACCESS_LOG,
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_elb',
    path: 'access_logs.enabled access_logging_policy.enabled',
    weak: NO_ACCESS_LOG,
    scale: ON,
    absent: 1,
    severity: 'medium',
  },
  {
    types: 'aws_cloudfront_distribution',
    path: 'logging_config distribution_config.logging',
    weak: NO_ACCESS_LOG,
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_api_gateway_stage aws_apigatewayv2_stage',
    path: 'access_log_settings access_log_setting',
    weak: NO_ACCESS_LOG,
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_s3_bucket google_storage_bucket',
    path: 'logging logging_configuration',
    instead: 'aws_s3_bucket_logging',
    weak: 'no longer logs who reads it',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_redshift_cluster',
    path: 'logging.enable logging_properties.bucket_name',
    instead: 'aws_redshift_logging',
    weak: 'no longer logs who reads it',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types:
      'aws_sfn_state_machine aws_mwaa_environment aws_appsync_graphql_api aws_networkfirewall_firewall aws_emr_cluster',
    path: 'logging_configuration log_config log_uri',
    weak: 'no longer writes its logs',
    scale: PRESENT,
    absent: 0,
    severity: 'low',
  },
  {
    types: 'aws_mq_broker',
    path: 'logs.audit',
    weak: 'no longer writes an audit log',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_globalaccelerator_accelerator',
    path: 'attributes.flow_logs_enabled',
    weak: NO_ACCESS_LOG,
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_elasticsearch_domain aws_opensearch_domain',
    path: 'log_publishing_options',
    weak: 'no longer publishes its logs',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_compute_subnetwork',
    path: 'log_config',
    weak: 'no longer has flow logs',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_compute_firewall google_compute_router_nat',
    path: 'log_config',
    weak: 'no longer logs what it does',
    scale: PRESENT,
    absent: 0,
    severity: 'low',
  },
  {
    types: 'google_compute_backend_service google_compute_region_backend_service',
    path: 'log_config.enable',
    weak: NO_ACCESS_LOG,
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'google_container_cluster',
    path: 'logging_service',
    weak: 'no longer writes logs',
    scale: words('none', 'logging.googleapis.com|logging.googleapis.com/kubernetes'),
    absent: 1,
    severity: 'medium',
  },
  {
    types:
      'google_logging_project_sink google_logging_folder_sink google_logging_organization_sink google_logging_billing_account_sink google_logging_project_exclusion',
    path: 'disabled',
    weak: 'is switched off: no more logs pass through it',
    scale: OFF,
    absent: 1,
    severity: 'medium',
  },
  {
    types: 'azurerm_storage_account',
    path: 'queue_properties.logging',
    weak: 'no longer logs who calls its queues',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_linux_web_app azurerm_windows_web_app azurerm_app_service',
    path: 'logs',
    weak: 'no longer writes its logs',
    scale: PRESENT,
    absent: 0,
    severity: 'low',
  },
  {
    types:
      'azurerm_network_watcher_flow_log azurerm_mssql_server_extended_auditing_policy azurerm_mssql_database_extended_auditing_policy',
    path: 'enabled',
    weak: 'is switched off: it records nothing',
    scale: ON,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'azurerm_monitor_diagnostic_setting',
    path: 'enabled_log log',
    weak: 'no longer sends logs',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_kubernetes_cluster',
    path: 'oms_agent',
    weak: 'no longer sends the logs of its containers',
    scale: PRESENT,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_security_center_subscription_pricing',
    path: 'tier',
    what: 'Threat detection',
    scale: words('free', 'standard'),
    absent: null,
    severity: 'high',
  },
];

/** Lists of what is logged: what leaves the list is no longer recorded. */
export const LOG_LISTS: readonly { readonly types: string; readonly path: string }[] = [
  { types: 'aws_eks_cluster', path: 'enabled_cluster_log_types' },
  { types: 'aws_eks_cluster', path: 'logging.cluster_logging.enabled_types' },
  { types: 'google_container_cluster', path: 'logging_config.enable_components' },
  {
    types: 'aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster',
    path: 'enabled_cloudwatch_logs_exports enable_cloudwatch_logs_exports',
  },
];

export const RECORDERS: readonly End[] = [
  {
    types: 'aws_cloudtrail aws_cloudtrail_event_data_store azurerm_monitor_log_profile',
    loss: 'API calls are no longer recorded by it',
    severity: 'high',
  },
  {
    types:
      'aws_guardduty_detector aws_securityhub_account aws_inspector2_enabler aws_macie2_account aws_detective_graph aws_guardduty_organization_admin_account aws_securityhub_organization_admin_account google_scc_notification_config',
    loss: 'threats are no longer looked for or reported by it',
    severity: 'high',
  },
  {
    types:
      'aws_config_configuration_recorder aws_config_configuration_recorder_status aws_config_delivery_channel',
    loss: 'the configuration of the account is no longer recorded',
    severity: 'high',
  },
  {
    types:
      'google_project_iam_audit_config google_folder_iam_audit_config google_organization_iam_audit_config',
    loss: 'reads of data are no longer in the audit log',
    severity: 'high',
  },
  {
    types:
      'azurerm_mssql_server_extended_auditing_policy azurerm_mssql_database_extended_auditing_policy azurerm_synapse_workspace_extended_auditing_policy azurerm_synapse_sql_pool_extended_auditing_policy azurerm_sentinel_log_analytics_workspace_onboarding',
    loss: 'what it audited is no longer recorded',
    severity: 'high',
  },
  {
    types:
      'aws_flow_log azurerm_network_watcher_flow_log aws_route53_query_log aws_route53_resolver_query_log_config aws_route53_resolver_query_log_config_association aws_networkfirewall_logging_configuration aws_wafv2_web_acl_logging_configuration',
    loss: 'network traffic is no longer recorded by it',
    severity: 'medium',
  },
  {
    types:
      'aws_s3_bucket_logging google_logging_project_sink google_logging_folder_sink google_logging_organization_sink google_logging_billing_account_sink azurerm_monitor_diagnostic_setting aws_cloudwatch_log_subscription_filter',
    loss: 'its logs no longer arrive',
    severity: 'medium',
  },
  {
    types: 'aws_cloudwatch_log_group azurerm_log_analytics_workspace google_logging_project_bucket_config',
    loss: 'the logs in it go with it',
    severity: 'medium',
  },
  {
    types:
      'aws_accessanalyzer_analyzer aws_securityhub_standards_subscription aws_config_config_rule aws_config_organization_managed_rule aws_cloudwatch_log_metric_filter azurerm_monitor_activity_log_alert google_logging_metric',
    loss: 'what it watched for is no longer reported',
    severity: 'low',
  },
];
