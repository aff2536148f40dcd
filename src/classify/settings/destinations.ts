// Where resources send data, events, logs and names to be looked up: the table of rules/data-sent-elsewhere.ts. Names from
// registry.terraform.io/providers/{hashicorp/aws,hashicorp/google,hashicorp/azurerm,integrations/github,cloudflare/cloudflare,okta/okta,DataDog/datadog,fastly/fastly}/latest/docs.
import type { Severity } from '../../model/words.ts';

export type Destination = {
  /** Terraform resource types, divided by spaces; a CloudFormation type counts as its equivalent. */
  readonly types: string;
  /** As of a setting. */
  readonly path: string;
  /** After `sends`. */
  readonly what: string;
  /** Of a new resource whose destination is written out; left out: that is its ordinary use. */
  readonly created?: Severity;
};

export const DESTINATIONS: readonly Destination[] = [
  {
    types: 'aws_s3_bucket_replication_configuration',
    path: 'rule.destination.bucket',
    what: 'a copy of every object',
    created: 'medium',
  },
  {
    types: 'aws_s3_bucket',
    path: 'replication_configuration.rules.destination.bucket',
    what: 'a copy of every object',
    created: 'medium',
  },
  {
    types: 'aws_rds_export_task',
    path: 's3_bucket_name',
    what: 'what a database holds',
    created: 'medium',
  },
  {
    types: 'google_storage_transfer_job',
    path: 'transfer_spec.gcs_data_sink.bucket_name transfer_spec.posix_data_sink.root_directory',
    what: 'a copy of stored data',
    created: 'medium',
  },
  {
    types:
      'aws_cloudwatch_log_subscription_filter aws_cloudwatch_log_destination aws_cloudwatch_log_account_policy',
    path: 'destination_arn target_arn',
    what: 'logs',
    created: 'medium',
  },
  {
    types:
      'google_logging_project_sink google_logging_folder_sink google_logging_organization_sink google_logging_billing_account_sink',
    path: 'destination',
    what: 'logs',
    created: 'low',
  },
  {
    types: 'azurerm_monitor_diagnostic_setting',
    path: 'storage_account_id eventhub_authorization_rule_id log_analytics_workspace_id',
    what: 'logs',
  },
  {
    types: 'datadog_logs_custom_destination',
    path: 'http_destination.endpoint elasticsearch_destination.endpoint splunk_destination.endpoint',
    what: 'logs',
    created: 'medium',
  },
  { types: 'cloudflare_logpush_job', path: 'destination_conf', what: 'logs', created: 'low' },
  // A delivery network sees every request; `…logging` are the names of versions before 1.0.
  {
    types: 'fastly_service_vcl fastly_service_compute fastly_service_v1',
    path: [
      'logging_https.url logging_splunk.url logging_elasticsearch.url logging_sumologic.url logging_logshuttle.url logging_heroku.url',
      'logging_grafanacloudlogs.url logging_syslog.address logging_papertrail.address logging_ftp.address logging_sftp.address logging_kafka.brokers',
      'logging_s3.bucket_name logging_gcs.bucket_name logging_digitalocean.bucket_name logging_cloudfiles.bucket_name logging_openstack.url',
      'logging_blobstorage.account_name logging_bigquery.project_id logging_googlepubsub.project_id logging_kinesis.topic',
      'httpslogging.url splunk.url sumologic.url syslog.address papertrail.address s3logging.bucket_name gcslogging.bucket_name',
    ].join(' '),
    what: 'the record of requests',
    created: 'low',
  },
  { types: 'aws_cloudtrail', path: 's3_bucket_name', what: 'the record of all API calls' },
  { types: 'aws_config_delivery_channel', path: 's3_bucket_name', what: 'the record of all configuration' },
  { types: 'aws_flow_log', path: 'log_destination', what: 'the record of network traffic' },
  { types: 'aws_s3_bucket_logging', path: 'target_bucket', what: 'the record of who reads the bucket' },
  {
    types: 'aws_wafv2_web_acl_logging_configuration',
    path: 'log_destination_configs',
    what: 'the record of requests',
  },
  {
    types: 'aws_cloudwatch_event_api_destination',
    path: 'invocation_endpoint',
    what: 'events',
    created: 'medium',
  },
  { types: 'aws_cloudwatch_event_target', path: 'arn', what: 'events', created: 'low' },
  { types: 'aws_cloudwatch_event_rule', path: 'targets.arn', what: 'events' },
  {
    types: 'aws_kinesis_firehose_delivery_stream',
    path: 'http_endpoint_configuration.url',
    what: 'a stream of data',
    created: 'medium',
  },
  { types: 'aws_sns_topic_subscription', path: 'endpoint', what: 'messages', created: 'low' },
  {
    types: 'google_pubsub_subscription',
    path: 'push_config.push_endpoint',
    what: 'messages',
    created: 'low',
  },
  {
    types: 'azurerm_eventgrid_event_subscription azurerm_eventgrid_system_topic_event_subscription',
    path: 'webhook_endpoint.url',
    what: 'events',
    created: 'low',
  },
  {
    types: 'github_repository_webhook github_organization_webhook',
    path: 'configuration.url',
    what: 'what happens in its repositories',
    created: 'medium',
  },
  { types: 'okta_event_hook okta_inline_hook', path: 'channel.uri', what: 'logins', created: 'medium' },
  // Whoever logs in comes back to one of these addresses, with a code or token for the application.
  {
    types:
      'auth0_client aws_cognito_user_pool_client okta_app_oauth azuread_application azuread_application_redirect_uris',
    path: 'callbacks callback_urls redirect_uris web.redirect_uris single_page_application.redirect_uris public_client.redirect_uris',
    what: 'those who log in, and their tokens,',
  },
  {
    types: 'cloudflare_workers_route cloudflare_worker_route',
    path: 'script_name script',
    what: 'requests',
    created: 'low',
  },
  {
    types: 'aws_ec2_traffic_mirror_session',
    path: 'traffic_mirror_target_id',
    what: 'a copy of network traffic',
    created: 'medium',
  },
  {
    types: 'google_compute_packet_mirroring',
    path: 'collector_ilb.url',
    what: 'a copy of network traffic',
    created: 'medium',
  },
  {
    types: 'aws_route53_resolver_rule',
    path: 'target_ip.ip',
    what: 'DNS queries',
    created: 'medium',
  },
  { types: 'aws_vpc_dhcp_options', path: 'domain_name_servers', what: 'DNS queries', created: 'medium' },
  {
    types: 'azurerm_virtual_network azurerm_virtual_network_dns_servers',
    path: 'dns_servers',
    what: 'DNS queries',
    created: 'low',
  },
];
