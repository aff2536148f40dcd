// What Azure Resource Manager and the provider azurerm call differently: read by body.ts. Only what rules ask for. Names from
// https://learn.microsoft.com/azure/templates and registry.terraform.io/providers/hashicorp/azurerm/latest/docs.
import type { JsonValue } from '../../model/json.ts';

export type Spelling = {
  /** Terraform types, divided by spaces; `*` is all of them. The first row that fits is taken. */
  readonly types: string;
  /** Names from the resource down, without `properties` and the indexes of lists, in snake case. */
  readonly arm: string;
  /** What azurerm calls it. Of as many names as `arm`: indexes stay where they are. */
  readonly terraform: string;
  /** Values that differ too, in lower case. */
  readonly values?: Readonly<Record<string, JsonValue>>;
};

const STORAGE = 'azurerm_storage_account';
const VAULT = 'azurerm_key_vault';
const CLUSTER = 'azurerm_kubernetes_cluster';
const FLEXIBLE = 'azurerm_postgresql_flexible_server azurerm_mysql_flexible_server';
const SINGLE = 'azurerm_postgresql_server azurerm_mysql_server azurerm_mariadb_server';
const MACHINES = 'azurerm_linux_virtual_machine azurerm_linux_virtual_machine_scale_set';
const SITES = 'azurerm_linux_web_app azurerm_linux_web_app_slot';
const AUDITING =
  'azurerm_mssql_server_extended_auditing_policy azurerm_mssql_database_extended_auditing_policy';
const BUSES = 'azurerm_eventhub_namespace azurerm_servicebus_namespace';
const SCOPED =
  'azurerm_role_assignment azurerm_pim_active_role_assignment azurerm_pim_eligible_role_assignment azurerm_lighthouse_assignment azurerm_management_lock';
const FRONT_DOOR_WAF = 'azurerm_cdn_frontdoor_firewall_policy';
const ASSIGNMENTS = 'azurerm_resource_group_policy_assignment';

/** Reachable through a perimeter only is not reachable by everybody. */
const PUBLIC: Spelling['values'] = { enabled: true, disabled: false, securedbyperimeter: false };

export const SPELLINGS: readonly Spelling[] = [
  { types: SCOPED, arm: 'parent_id', terraform: 'scope' },
  {
    types: FLEXIBLE,
    arm: 'network.public_network_access',
    terraform: 'public_network_access_enabled',
    values: PUBLIC,
  },
  { types: '*', arm: 'public_network_access', terraform: 'public_network_access_enabled', values: PUBLIC },
  {
    types: 'azurerm_cosmosdb_account',
    arm: 'disable_local_auth',
    terraform: 'local_authentication_disabled',
  },
  {
    types: '*',
    arm: 'disable_local_auth',
    terraform: 'local_auth_enabled',
    values: { true: false, false: true },
  },
  { types: CLUSTER, arm: 'enable_rbac', terraform: 'role_based_access_control_enabled' },
  { types: STORAGE, arm: 'minimum_tls_version', terraform: 'min_tls_version' },
  { types: STORAGE, arm: 'supports_https_traffic_only', terraform: 'https_traffic_only_enabled' },
  { types: STORAGE, arm: 'network_acls', terraform: 'network_rules' },
  { types: STORAGE, arm: 'encryption.key_vault_properties', terraform: 'customer_managed_key' },
  {
    types: `${STORAGE} ${BUSES}`,
    arm: 'encryption.require_infrastructure_encryption',
    terraform: 'infrastructure_encryption_enabled',
  },
  { types: BUSES, arm: 'encryption.key_vault_properties', terraform: 'customer_managed_key' },
  { types: STORAGE, arm: 'is_versioning_enabled', terraform: 'blob_properties.versioning_enabled' },
  {
    types: STORAGE,
    arm: 'delete_retention_policy.days',
    terraform: 'blob_properties.delete_retention_policy.days',
  },
  {
    types: STORAGE,
    arm: 'container_delete_retention_policy.days',
    terraform: 'blob_properties.container_delete_retention_policy.days',
  },
  {
    types: 'azurerm_storage_container',
    arm: 'public_access',
    terraform: 'container_access_type',
    values: { none: 'private' },
  },
  { types: VAULT, arm: 'enable_purge_protection', terraform: 'purge_protection_enabled' },
  { types: VAULT, arm: 'enable_soft_delete', terraform: 'soft_delete_enabled' },
  { types: VAULT, arm: 'soft_delete_retention_in_days', terraform: 'soft_delete_retention_days' },
  ...['secrets', 'keys', 'certificates', 'storage'].map((what): Spelling => ({
    types: `${VAULT} azurerm_key_vault_access_policy`,
    arm: `access_policies.permissions.${what}`,
    terraform: `access_policies.${what.replace(/s$/, '')}_permissions`,
  })),
  {
    types: CLUSTER,
    arm: 'api_server_access_profile.enable_private_cluster',
    terraform: 'private_cluster_enabled',
  },
  {
    types: CLUSTER,
    arm: 'aad_profile.admin_group_object_ids',
    terraform: 'azure_active_directory_role_based_access_control.admin_group_object_ids',
  },
  {
    types: CLUSTER,
    arm: 'aad_profile.enable_azure_rbac',
    terraform: 'azure_active_directory_role_based_access_control.azure_rbac_enabled',
  },
  { types: 'azurerm_mssql_server', arm: 'administrators.sid', terraform: 'azuread_administrator.object_id' },
  {
    types: 'azurerm_mssql_server',
    arm: 'administrators.azure_ad_only_authentication',
    terraform: 'azuread_administrator.azuread_authentication_only',
  },
  { types: CLUSTER, arm: 'disable_local_accounts', terraform: 'local_account_disabled' },
  { types: CLUSTER, arm: 'addon_profiles.azurepolicy.enabled', terraform: 'azure_policy_enabled' },
  { types: CLUSTER, arm: 'addon_profiles.azure_policy.enabled', terraform: 'azure_policy_enabled' },
  { types: CLUSTER, arm: 'addon_profiles.omsagent.config', terraform: 'oms_agent' },
  { types: CLUSTER, arm: 'addon_profiles.oms_agent.config', terraform: 'oms_agent' },
  {
    types: CLUSTER,
    arm: 'agent_pool_profiles.enable_node_public_ip',
    terraform: 'default_node_pool.node_public_ip_enabled',
  },
  {
    types: 'azurerm_kubernetes_cluster_node_pool',
    arm: 'enable_node_public_ip',
    terraform: 'node_public_ip_enabled',
  },
  { types: 'azurerm_cosmosdb_account', arm: 'backup_policy.type', terraform: 'backup.type' },
  {
    types: 'azurerm_cosmosdb_account',
    arm: 'backup_policy.periodic_mode_properties.backup_retention_interval_in_hours',
    terraform: 'backup.retention_in_hours',
  },
  { types: FLEXIBLE, arm: 'backup.backup_retention_days', terraform: 'backup_retention_days' },
  { types: FLEXIBLE, arm: 'backup.geo_redundant_backup', terraform: 'geo_redundant_backup_enabled' },
  { types: SINGLE, arm: 'storage_profile.backup_retention_days', terraform: 'backup_retention_days' },
  { types: SINGLE, arm: 'storage_profile.geo_redundant_backup', terraform: 'geo_redundant_backup_enabled' },
  { types: SINGLE, arm: 'minimal_tls_version', terraform: 'ssl_minimal_tls_version_enforced' },
  {
    types: 'azurerm_recovery_services_vault',
    arm: 'security_settings.soft_delete_settings.soft_delete_state',
    terraform: 'soft_delete_enabled',
    values: { alwayson: true },
  },
  { types: SITES, arm: 'site_config.min_tls_version', terraform: 'site_config.minimum_tls_version' },
  // As a resource of their own (sites/config).
  { types: SITES, arm: 'min_tls_version', terraform: 'site_config.minimum_tls_version' },
  { types: SITES, arm: 'platform.enabled', terraform: 'auth_settings_v2.auth_enabled' },
  {
    types: SITES,
    arm: 'global_validation.require_authentication',
    terraform: 'auth_settings_v2.require_authentication',
  },
  { types: 'azurerm_mssql_database', arm: 'state', terraform: 'transparent_data_encryption_enabled' },
  { types: AUDITING, arm: 'state', terraform: 'enabled' },
  { types: AUDITING, arm: 'retention_days', terraform: 'retention_in_days' },
  { types: 'azurerm_monitor_diagnostic_setting', arm: 'logs', terraform: 'enabled_log' },
  {
    types: 'azurerm_security_center_subscription_pricing',
    arm: 'pricing_tier',
    terraform: 'tier',
  },
  { types: 'azurerm_management_lock', arm: 'level', terraform: 'lock_level' },
  {
    types: ASSIGNMENTS,
    arm: 'enforcement_mode',
    terraform: 'enforce',
    values: { default: true, donotenforce: false },
  },
  { types: MACHINES, arm: 'security_profile.encryption_at_host', terraform: 'encryption_at_host_enabled' },
  { types: 'azurerm_network_security_group', arm: 'security_rules', terraform: 'security_rule' },
  { types: 'azurerm_route_table', arm: 'routes', terraform: 'route' },
  {
    types: 'azurerm_network_interface',
    arm: 'ip_configurations.public_ip_address',
    terraform: 'ip_configuration.public_ip_address_id',
  },
  {
    types: 'azurerm_lb',
    arm: 'frontend_ip_configurations.public_ip_address',
    terraform: 'frontend_ip_configuration.public_ip_address_id',
  },
  {
    types: 'azurerm_lb',
    arm: 'frontend_ip_configurations.public_ip_prefix',
    terraform: 'frontend_ip_configuration.public_ip_prefix_id',
  },
  {
    types: 'azurerm_managed_disk',
    arm: 'encryption.disk_encryption_set_id',
    terraform: 'disk_encryption_set_id',
  },
  {
    types: 'azurerm_web_application_firewall_policy',
    arm: 'policy_settings.state',
    terraform: 'policy_settings.enabled',
  },
  { types: FRONT_DOOR_WAF, arm: 'policy_settings.enabled_state', terraform: 'enabled' },
  { types: FRONT_DOOR_WAF, arm: 'policy_settings.mode', terraform: 'mode' },
  {
    types: 'azurerm_application_gateway',
    arm: 'web_application_firewall_configuration',
    terraform: 'waf_configuration',
  },
  { types: 'azurerm_federated_identity_credential', arm: 'audiences', terraform: 'audience' },
  { types: 'azurerm_lighthouse_definition', arm: 'managed_by_tenant_id', terraform: 'managing_tenant_id' },
  {
    types: 'azurerm_lighthouse_assignment',
    arm: 'registration_definition_id',
    terraform: 'lighthouse_definition_id',
  },
  { types: 'azurerm_dns_a_record', arm: 'a_records.ipv4_address', terraform: 'records' },
  { types: 'azurerm_dns_cname_record', arm: 'cname_record.cname', terraform: 'record' },
  { types: 'azurerm_dns_ns_record', arm: 'ns_records.nsdname', terraform: 'records' },
];
