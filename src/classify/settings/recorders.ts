// Lists and resources that record what happens: the tables of rules/logging-disabled.ts beside logs.ts. Names from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs.
import type { End } from './ends.ts';

/** Lists of what is logged: what leaves the list is no longer recorded. */
export const LOG_LISTS: readonly { readonly types: string; readonly path: string }[] = [
  { types: 'aws_eks_cluster', path: 'enabled_cluster_log_types' },
  { types: 'aws_eks_cluster', path: 'logging.cluster_logging.enabled_types' },
  { types: 'google_container_cluster', path: 'logging_config.enable_components' },
  {
    types: 'azurerm_monitor_diagnostic_setting',
    path: 'enabled_log.category enabled_log.category_group',
  },
  {
    types: 'aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster',
    path: 'enabled_cloudwatch_logs_exports enable_cloudwatch_logs_exports',
  },
];

export const RECORDERS: readonly End[] = [
  {
    types: 'vault_audit',
    loss: 'requests to Vault are no longer recorded by it',
    severity: 'high',
  },
  {
    types: 'datadog_security_monitoring_rule',
    loss: 'its threat is no longer looked for',
    severity: 'high',
  },
  {
    types: 'datadog_logs_archive okta_log_stream auth0_log_stream cloudflare_logpush_job',
    loss: 'its logs no longer arrive',
    severity: 'medium',
  },
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
      'aws_accessanalyzer_analyzer aws_securityhub_standards_subscription aws_config_config_rule aws_config_organization_managed_rule aws_cloudwatch_log_metric_filter azurerm_monitor_activity_log_alert google_logging_metric aws_cloudwatch_metric_alarm aws_cloudwatch_composite_alarm google_monitoring_alert_policy azurerm_monitor_metric_alert azurerm_monitor_scheduled_query_rules_alert azurerm_monitor_scheduled_query_rules_alert_v2',
    loss: 'what it watched for is no longer reported',
    severity: 'low',
  },
];
