// Types that say the same as a common one in another place: each setting lost, and not lost the other way round.
import { expect, test } from 'vitest';
import { FINDING_RULES } from '../../../src/classify/registry.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { kindsOf } from '../../../src/classify/kinds.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';
import { changesOf } from '../kubernetes/manifests.ts';

type Values = Readonly<Record<string, JsonValue>>;

function idsOf(change: ParsedChange): readonly string[] {
  const context = contextOf(kindsOf(change).kinds, { diff: diffOf({ changes: [change] }) });
  return FINDING_RULES.flatMap((rule) =>
    rule.on === 'change'
      ? rule.check(change, context).map(({ severity = rule.severity }) => `${rule.id} ${severity}`)
      : [],
  );
}

test.each<[string, Values, Values, string]>([
  [
    'aws_ebs_snapshot_block_public_access',
    { state: 'block-all-sharing' },
    { state: 'unblocked' },
    'public-exposure high',
  ],
  [
    'aws_ec2_image_block_public_access',
    { state: 'block-new-sharing' },
    { state: 'unblocked' },
    'public-exposure high',
  ],
  [
    'aws_emr_block_public_access_configuration',
    { block_public_security_group_rules: true },
    { block_public_security_group_rules: false },
    'public-exposure high',
  ],
  [
    'aws_cognito_user_pool',
    { 'admin_create_user_config[0].allow_admin_create_user_only': true },
    {},
    'public-exposure high',
  ],
  [
    'aws_vpc_endpoint_service',
    { allowed_principals: ['a'] },
    { allowed_principals: ['a', '*'] },
    'public-exposure high',
  ],
  [
    'azurerm_linux_web_app',
    { 'auth_settings_v2[0].require_authentication': true, 'auth_settings_v2[0].auth_enabled': true },
    { 'auth_settings_v2[0].require_authentication': false, 'auth_settings_v2[0].auth_enabled': true },
    'public-exposure high',
  ],
  [
    'azurerm_cosmosdb_account',
    { is_virtual_network_filter_enabled: true },
    { is_virtual_network_filter_enabled: false },
    'public-exposure medium',
  ],
  [
    'azurerm_storage_account_network_rules',
    { default_action: 'Deny' },
    { default_action: 'Allow' },
    'public-ingress high',
  ],
  [
    'aws_wafv2_web_acl',
    { 'default_action[0].block': {} },
    { 'default_action[0].allow': {} },
    'public-ingress high',
  ],
  [
    'aws_networkfirewall_firewall_policy',
    { 'firewall_policy[0].stateless_default_actions': ['aws:drop'] },
    { 'firewall_policy[0].stateless_default_actions': ['aws:pass'] },
    'public-ingress high',
  ],
  [
    'google_compute_network_firewall_policy_with_rules',
    rule('10.0.0.0/8'),
    rule('0.0.0.0/0'),
    'public-ingress high',
  ],
  ['aws_lightsail_instance_public_ports', port('10.0.0.0/8'), port('0.0.0.0/0'), 'public-ingress high'],
  [
    'aws_securityhub_standards_control',
    { control_status: 'ENABLED' },
    { control_status: 'DISABLED' },
    'logging-disabled medium',
  ],
  ['aws_guardduty_filter', { action: 'NOOP' }, { action: 'ARCHIVE' }, 'logging-disabled medium'],
  ['google_logging_project_exclusion', { disabled: true }, { disabled: false }, 'logging-disabled medium'],
  [
    'google_project_iam_audit_config',
    { service: 'a' },
    { service: 'a', 'audit_log_config[0].exempted_members': ['user:a'] },
    'logging-disabled high',
  ],
  [
    'azurerm_monitor_diagnostic_setting',
    { 'enabled_log[0].category': 'AuditEvent', 'enabled_log[1].category': 'x' },
    { 'enabled_log[0].category': 'x' },
    'logging-disabled medium',
  ],
  [
    'azurerm_backup_policy_vm',
    { 'retention_daily[0].count': 30 },
    { 'retention_daily[0].count': 7 },
    'backup-reduced medium',
  ],
  [
    'aws_backup_selection',
    { resources: ['*'] },
    { resources: ['*'], not_resources: ['a'] },
    'backup-reduced medium',
  ],
  [
    'aws_secretsmanager_secret',
    { name: 'a' },
    { name: 'a', recovery_window_in_days: 0 },
    'deletion-protection-off medium',
  ],
  [
    'google_container_cluster',
    { enable_legacy_abac: false },
    { enable_legacy_abac: true },
    'k8s-admission-weakened high',
  ],
  [
    'google_binary_authorization_policy',
    { 'default_admission_rule[0].evaluation_mode': 'REQUIRE_ATTESTATION' },
    { 'default_admission_rule[0].evaluation_mode': 'ALWAYS_ALLOW' },
    'k8s-admission-weakened high',
  ],
  [
    'google_compute_project_metadata',
    { 'metadata.enable-oslogin': 'TRUE' },
    { 'metadata.enable-oslogin': 'FALSE' },
    'iam-user-or-key-created high',
  ],
  [
    'google_compute_instance',
    { 'metadata.a': 'b' },
    { 'metadata.a': 'b', 'metadata.ssh-keys': 'user:ssh-ed25519 AAAA' },
    'iam-user-or-key-created high',
  ],
])('%s', (type, strong, weak, told) => {
  expect(idsOf(resource(type, weak, strong))).toContain(told);
  expect(idsOf(resource(type, strong, weak))).not.toContain(told);
});

function rule(range: string): Values {
  return {
    'rule[0].action': 'allow',
    'rule[0].direction': 'INGRESS',
    'rule[0].match[0].src_ip_ranges': [range],
    'rule[0].match[0].layer4_config[0].ip_protocol': 'tcp',
    'rule[0].match[0].layer4_config[0].ports': ['22'],
  };
}

function port(range: string): Values {
  return {
    'port_info[0].protocol': 'tcp',
    'port_info[0].from_port': 22,
    'port_info[0].to_port': 22,
    'port_info[0].cidrs': [range],
  };
}

test.each([
  ['azurerm_virtual_machine_run_command', { 'source[0].script': 'x' }, 'exec-on-apply high'],
  ['azurerm_virtual_machine_extension', { type: 'CustomScript' }, 'exec-on-apply medium'],
  ['github_repository_deploy_key', { key: 'x' }, 'iam-user-or-key-created high'],
  [
    'azuread_application_flexible_federated_identity_credential',
    { claims_matching_expression: 'x' },
    'iam-trust-widened medium',
  ],
  ['aws_vpc_endpoint_service_allowed_principal', { principal_arn: '*' }, 'public-exposure high'],
  [
    'aws_kms_grant',
    { key_id: 'k', grantee_principal: 'arn:aws:iam::111122223333:root', operations: ['Decrypt'] },
    'secret-policy-widened medium',
  ],
])('a new %s', (type, after, told) => {
  expect(idsOf(resource(type, after))).toContain(told);
  expect(idsOf(resource('aws_instance', after))).not.toContain(told);
});

test('a new policy of a secret: the root of a named account is a stranger, the own account is not', () => {
  const policyOf = (account: string): Values => ({
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: 'secretsmanager:GetSecretValue',
          Resource: '*',
        },
      ],
    }),
  });
  const told = 'secret-policy-widened medium';
  const type = 'aws_secretsmanager_secret_policy';
  expect(idsOf(resource(type, policyOf('111122223333')))).toContain(told);
  expect(idsOf(resource(type, policyOf('${data.aws_caller_identity.this.account_id}')))).not.toContain(told);
  // A key hands the decision to IAM by its own account's root.
  expect(idsOf(resource('aws_kms_key_policy', policyOf('111122223333')))).not.toContain(told);
});

const yaml = (kind: string, rest: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x, namespace: n }\n${rest}\n`;

test.each([
  [
    'a token that never ends',
    yaml('Secret', 'type: kubernetes.io/service-account-token'),
    ['iam-user-or-key-created high'],
  ],
  ['another Secret', yaml('Secret', 'type: Opaque'), []],
  [
    'a volume that is the node',
    yaml('PersistentVolume', 'spec: { local: { path: / } }'),
    ['k8s-privileged-workload high'],
  ],
  ['a volume that is a share', yaml('PersistentVolume', 'spec: { nfs: { path: / } }'), []],
])('%s', (_, text, told) => {
  expect(changesOf(null, text).flatMap(idsOf)).toEqual(told);
});

test('what copies a volume holds no data: its end is the end of a backup', () => {
  const source =
    'apiVersion: volsync.backube/v1alpha1\nkind: ReplicationSource\nmetadata: { name: x, namespace: n }\n';
  expect(changesOf(source, null).flatMap(idsOf)).toEqual(['backup-reduced medium']);
});
