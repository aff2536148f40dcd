// What the name of a Terraform resource type says beyond its documentation heading: called by build-kinds.ts.
import type { Kind } from '../src/model/words.ts';

type NameRule = { readonly name: RegExp; readonly set?: readonly Kind[]; readonly add?: readonly Kind[] };

/**
 * Ordered. `set` replaces what the documentation heading said, `add` joins it. A heading mixes subjects (security
 * groups stand under VPC), so the name of a type is the better witness.
 */
const NAME_RULES: readonly NameRule[] = [
  {
    name: /^google_compute_(region_)?(global_)?(address|backend|composite_health|forwarding|health|https?_|network|interconnect|public_|route|router|service_attachment|shared_vpc|subnetwork|target|url_map|vpn|ha_vpn|external_vpn|wire|cross_site)/,
    set: ['network'],
  },
  // Certificates and policies of load balancers; the heading says that they stand beside machines.
  {
    name: /^google_compute_(region_|managed_)*ssl_|^google_compute_(packet_mirroring|project_default_network_tier)/,
    set: ['network'],
  },
  {
    name: /^google_vmwareengine_(network|subnet|external_address)|_odb_(network|subnet)(_|$)/,
    set: ['network'],
  },
  {
    name: /^google_vmwareengine_external_access|^aws_workspaces_ip_group|_security_admin_configuration$/,
    set: ['firewall'],
  },
  { name: /^aws_(eip|lightsail_(lb|distribution|static_ip))(_|$)/, set: ['network'] },
  { name: /^azurerm_container_(connected_)?registry/, set: ['pipeline'] },
  { name: /^azurerm_(frontdoor|traffic_manager|app_service_virtual_network|route)/, set: ['network'] },
  {
    name: /(^|_)(security_group|security_group_rule|network_acl|firewall|waf|wafv2|wafregional|web_application_firewall|ddos|shield|cloud_armor|network_security_perimeter|security_perimeter|security_policy|admin_rule|ip_access|ip_restriction|network_rules?|virtual_network_rule|public_access_block)(_|s?$)/,
    set: ['firewall'],
  },
  {
    name: /^google_(project|folder|organization)_organization_policy|^google_organization_policy/,
    add: ['governance'],
  },
  {
    name: /(_iam_(binding|member|policy|audit_config|custom_role)|_role_assignment|_role_definition)$/,
    add: ['identity'],
  },
  {
    name: /^aws_.*(bucket|key|queue|topic|vault|repository|registry|secret|system|domain|bus|stream|sink|auth|function|resource|access_point|permissions?|container|table|cluster|schema|rest_api|gateway|group|service|network|destination|event_source|namespace|catalog|project|trust_store|profiling_group)_policy$/,
    add: ['identity'],
  },
  {
    name: /(_permissions?|_access_key|_access_policy|_access_policy_association|_access_entry|_allowed_principal|(?<!^google_compute)_resource_policy|_principal_(portfolio_)?association|_principal_assignment|_principal_attachment|_service_principal|iam_instance_profile|_role_association|_role_alias|_role_policy|_authorizer|_service_linked_role|_user_assigned_identity|_active_directory_administrator|_aad_admin(istrator)?|_sql_role_assignment|_managed_identity|workload_identity|(?<!recipient)_user|_user_creds|_user_definition|postgresql_role|_user_association|_access_grants?|_authentication_profile|_trust_provider|(?<!core_network)_policy_attachment|_delegated_admin(istrator)?|_role_binding|_iam_roles|_role_arn_association|_access_policy_assignment|_acl_policy|_acl_config|kafka_acl|_access_point_scope|_abac|_scope_map|_key_pair|_ssh_(public_)?key|_service_account|_sync_authorization|_control_plane_access|_directory_config|_share_authorization|_endpoint_authorization|vpc_endpoint_access|_session_mapping|_environment_membership|_(saml|sso)_(options|configuration))$/,
    add: ['identity'],
  },
  {
    name: /(^|_)(identity_provider|openid_connect_provider|authorization_server|(?<!azure_)active_directory)(_|$)|^aws_bedrockagentcore_policy(_engine)?$/,
    add: ['identity'],
  },
  {
    name: /(secret|password|(?<!federated_identity_)credential|access_key|api_key|_token(?!_issuer|_service)|service_account_key|(?<!client_vpn_)authorization_rule|signed_url_key|hmac_key|_variable_encrypted)(_|s?$)/,
    add: ['secrets'],
  },
  {
    name: /(^|_)(kms|customer_managed_key|encryption|encryption_config|certificate|certificates|ssl_certificate|ssl_cert|ssl_policy|tls_policy|transparent_data_encryption|cmek_config|crypto_key|trust_store|cmek|cmk|keystores?|kmsconfig|hsm|hardware_security_module|security_configuration|key_registration)(_|$)/,
    add: ['encryption'],
  },
  {
    name: /(^|_)(dns|hosted_zone|route53|domain_name|custom_domain|domain_mapping|hostname_binding|hosting_domain|hosting_default_domain|domain_configuration)(_|$)/,
    add: ['dns'],
  },
  {
    name: /(_disks?|_volume|_snapshots?|(?<!backend)_bucket|_database|_file_share|_machine_image|_backup|_protected_vm|_disk_async_replication|_restore_point|_restore_point_collection|vmwareengine_datastore)$/,
    add: ['data_store'],
  },
  {
    name: /(^|_)(vpc_endpoint|vpc_connector|vpc_connection|vpc_ingress_connection|private_endpoint|private_link|private_connection|endpoint_attachment|endpoint_access|attached_network|network_connection|network_settings|logical_network|network_interface|virtual_network(?!_rule)|express_route|hybrid_connection|vpn_connection)(_|$)/,
    add: ['network'],
  },
  {
    name: /_sg_attachment$|_network_outbound_rule_|client_vpn_authorization_rule$|block_public_access_configuration$/,
    add: ['firewall'],
  },
  {
    name: /_(flow_logs?|diagnostic_setting|logging|log_config|auditing_policy|log_delivery|query_log|access_logs?|monitor|metric_alarm|log_subscription|vulnerability_assessment|security_alert_policy|activity_stream)(_|$)/,
    add: ['observability'],
  },
  {
    name: /(^|_)(code_repository|source_control|source_repo|container_registry|webhook_trigger|build_trigger)(_|$)/,
    add: ['pipeline'],
  },
];

/** `heading`: the kinds of the type's documentation heading. */
export function byName(type: string, heading: readonly Kind[]): readonly Kind[] {
  let kinds: readonly Kind[] = heading;
  for (const rule of NAME_RULES) {
    if (!rule.name.test(type)) continue;
    kinds = rule.set ?? [...kinds, ...(rule.add ?? [])];
  }
  return kinds;
}
