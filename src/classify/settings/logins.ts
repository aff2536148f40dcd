// What a login is asked for: the table of rules/login-weakened.ts. Names and defaults from
// registry.terraform.io/providers/{hashicorp/aws,hashicorp/google,hashicorp/azurerm,hashicorp/vault,okta/okta,auth0/auth0,cloudflare/cloudflare}/latest/docs
// and docs.aws.amazon.com/AWSCloudFormation.
import type { End } from './ends.ts';
import { AMOUNT, OFF, ON, PRESENT, lacking, words } from './scales.ts';
import type { Setting } from './setting.ts';

const SHARED_KEYS = 'can be used with shared keys, which name nobody';
const PASSWORDS = 'aws_iam_account_password_policy';
const COGNITO = 'aws_cognito_user_pool';
const NEWLY_LOW = { below: 1, severity: 'low' } as const;

type Row = readonly [types: string, path: string, absent: 0 | 1];

/** True is the login of the directory alone. */
const LOCAL_LOGINS_OFF: readonly Row[] = [['azurerm_cosmosdb_account', 'local_authentication_disabled', 0]];

/** False is the login of the directory alone. */
const LOCAL_LOGINS_ON: readonly Row[] = [
  ['azurerm_storage_account', 'shared_access_key_enabled allow_shared_key_access', 0],
  ['azurerm_servicebus_namespace azurerm_eventhub_namespace', 'local_auth_enabled', 0],
  ['azurerm_app_configuration azurerm_cognitive_account azurerm_batch_account', 'local_auth_enabled', 0],
  [
    'azurerm_search_service azurerm_eventgrid_topic azurerm_eventgrid_domain',
    'local_authentication_enabled local_auth_enabled',
    0,
  ],
  ['azurerm_container_registry', 'admin_enabled admin_user_enabled', 1],
  ['azurerm_cosmosdb_account', 'local_authentication_enabled', 0],
  ['azurerm_redis_cache', 'access_keys_authentication_enabled', 0],
];

export const LOGINS: readonly Setting[] = [
  ...LOCAL_LOGINS_OFF.map(([types, path, absent]): Setting => ({
    types,
    path,
    weak: SHARED_KEYS,
    scale: ON,
    absent,
    severity: 'medium',
  })),
  ...LOCAL_LOGINS_ON.map(([types, path, absent]): Setting => ({
    types,
    path,
    weak: SHARED_KEYS,
    scale: OFF,
    absent,
    severity: 'medium',
  })),
  {
    types: 'azurerm_mssql_server azurerm_mssql_managed_instance',
    path: 'azuread_administrator.azuread_authentication_only',
    weak: 'takes passwords of its own beside the logins of the directory',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_postgresql_flexible_server',
    path: 'authentication.password_auth_enabled',
    weak: 'takes passwords of its own beside the logins of the directory',
    scale: OFF,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_linux_virtual_machine azurerm_linux_virtual_machine_scale_set',
    path: 'disable_password_authentication',
    weak: 'lets people log in by a password alone',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: NEWLY_LOW,
  },
  {
    types: 'azurerm_kubernetes_cluster',
    path: 'role_based_access_control_enabled',
    weak: 'gives everybody who logs in every right (no role-based access control)',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'high' },
  },
  {
    types: 'azurerm_kubernetes_cluster',
    path: 'azure_active_directory_role_based_access_control.azure_rbac_enabled',
    weak: 'no longer asks Azure who may do what in it',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_key_vault',
    path: 'rbac_authorization_enabled enable_rbac_authorization',
    weak: 'hands out rights by a list of its own and no longer by roles',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_storage_account',
    path: 'sftp_enabled is_sftp_enabled',
    weak: 'takes logins by SFTP, of users of its own',
    scale: OFF,
    absent: 1,
    severity: 'medium',
    created: NEWLY_LOW,
  },
  {
    types: 'aws_ec2_serial_console_access',
    path: 'enabled',
    weak: 'opens the serial console of every machine of the account',
    scale: OFF,
    absent: 0,
    severity: 'medium',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'aws_ecs_service',
    path: 'enable_execute_command',
    weak: 'lets people open a shell in its containers',
    scale: OFF,
    absent: 1,
    severity: 'medium',
    created: NEWLY_LOW,
  },
  {
    types: 'google_compute_backend_service google_compute_region_backend_service',
    path: 'iap.enabled',
    weak: 'no longer asks its callers to log in (Identity-Aware Proxy)',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'google_cloud_run_v2_service',
    path: 'iap_enabled',
    weak: 'no longer asks its callers to log in (Identity-Aware Proxy)',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'google_compute_project_metadata google_compute_instance',
    path: 'metadata.enable-oslogin',
    weak: 'takes SSH keys from its metadata and no longer asks the directory (OS Login)',
    scale: ON,
    absent: null,
    severity: 'medium',
  },
  {
    types: PASSWORDS,
    path: 'minimum_password_length',
    what: 'The least length of a password',
    unit: 'characters',
    scale: AMOUNT,
    absent: 6,
    severity: 'medium',
    ample: 14,
  },
  ...[
    'require_symbols',
    'require_numbers',
    'require_uppercase_characters',
    'require_lowercase_characters',
  ].map((path): Setting => ({
    types: PASSWORDS,
    path,
    weak: `lets passwords be simpler (\`${path}\`)`,
    scale: ON,
    absent: 0,
    severity: 'low',
  })),
  {
    types: COGNITO,
    path: 'mfa_configuration',
    what: 'The second factor',
    scale: words('off', 'optional', 'on'),
    absent: 0,
    severity: 'high',
  },
  {
    types: COGNITO,
    path: 'password_policy.minimum_length policies.password_policy.minimum_length',
    what: 'The least length of a password',
    unit: 'characters',
    scale: AMOUNT,
    absent: 8,
    severity: 'medium',
    ample: 14,
  },
  {
    types: COGNITO,
    path: 'user_pool_add_ons.advanced_security_mode',
    what: 'The protection against stolen passwords',
    scale: words('off', 'audit', 'enforced'),
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'aws_msk_cluster',
    path: 'client_authentication.unauthenticated',
    weak: 'takes clients that do not log in',
    scale: OFF,
    absent: null,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'aws_opensearch_domain aws_elasticsearch_domain',
    path: 'advanced_security_options.enabled',
    weak: 'no longer asks its users who they are (fine-grained access control)',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'aws_elasticache_replication_group',
    path: 'auth_token user_group_ids',
    weak: 'takes clients that do not log in',
    scale: PRESENT,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'vault_approle_auth_backend_role',
    path: 'bind_secret_id',
    weak: 'gives its token to whoever knows the name of the role',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'vault_pki_secret_backend_role',
    path: 'allow_any_name',
    weak: 'issues certificates for any name',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'vault_ssh_secret_backend_role',
    path: 'allowed_users',
    weak: 'lets its holders log in to machines as anybody',
    scale: lacking('*'),
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'okta_policy_rule_signon okta_policy_rule_mfa',
    path: 'mfa_required',
    weak: 'no longer asks for a second factor',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'okta_app_signon_policy_rule',
    path: 'factor_mode',
    weak: 'asks for one factor alone',
    scale: words('1fa', '2fa'),
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'auth0_guardian',
    path: 'policy',
    weak: 'asks for a second factor less often',
    scale: words('never', 'confidence-score', 'all-applications'),
    absent: null,
    severity: 'high',
  },
  ...['brute_force_protection', 'breached_password_detection', 'suspicious_ip_throttling'].map(
    (what): Setting => ({
      types: 'auth0_attack_protection',
      path: `${what}.enabled`,
      weak: `no longer holds attacks on logins back (\`${what}\`)`,
      scale: ON,
      absent: null,
      severity: 'high',
    }),
  ),
  {
    types: 'cloudflare_zero_trust_access_policy cloudflare_access_policy',
    path: 'decision',
    weak: 'lets requests past the login',
    scale: words('bypass', 'non_identity|allow|deny'),
    absent: null,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'cloudflare_zero_trust_access_policy cloudflare_access_policy',
    path: 'include.everyone',
    weak: 'lets everybody in who can log in anywhere',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
];

export const LOGIN_RESOURCES: readonly End[] = [
  {
    types:
      'cloudflare_zero_trust_access_application cloudflare_access_application cloudflare_zero_trust_access_policy cloudflare_access_policy',
    loss: 'nobody is asked to log in before what it stood in front of',
    severity: 'high',
  },
  {
    types: 'aws_iam_account_password_policy',
    loss: 'passwords have to meet what AWS asks by default, and no more',
    severity: 'medium',
  },
  {
    types: 'okta_policy_mfa okta_policy_signon okta_app_signon_policy auth0_guardian auth0_attack_protection',
    loss: 'logins are asked for what the default says',
    severity: 'high',
  },
];
