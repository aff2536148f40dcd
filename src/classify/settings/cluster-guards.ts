// Settings of managed clusters that decide what may run and who may ask: a table of rules/k8s-admission-weakened.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{google,azurerm}/latest/docs.
import { OFF, ON, words } from './scales.ts';
import type { Setting } from './setting.ts';

export const CLUSTER_GUARDS: readonly Setting[] = [
  {
    types: 'google_container_cluster',
    path: 'enable_legacy_abac',
    weak: 'gives every service account the rights of an administrator (legacy authorisation)',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'high' },
  },
  {
    types: 'google_container_cluster',
    path: 'binary_authorization.evaluation_mode',
    weak: 'runs images that nobody attested',
    scale: words('disabled', 'project_singleton_policy_enforce'),
    absent: 0,
    severity: 'high',
  },
  {
    types: 'google_binary_authorization_policy',
    path: 'default_admission_rule.evaluation_mode cluster_admission_rules.evaluation_mode',
    weak: 'lets every image in',
    scale: words('always_allow', 'require_attestation', 'always_deny'),
    absent: null,
    severity: 'high',
  },
  {
    types: 'google_binary_authorization_policy',
    path: 'default_admission_rule.enforcement_mode cluster_admission_rules.enforcement_mode',
    weak: 'only logs what it would refuse',
    scale: words('dryrun_audit_log_only', 'enforced_block_and_audit_log'),
    absent: null,
    severity: 'high',
  },
  {
    types: 'azurerm_kubernetes_cluster',
    path: 'local_account_disabled',
    weak: 'takes its shared administrator account, which no directory knows',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_kubernetes_cluster',
    path: 'azure_policy_enabled',
    weak: 'no longer asks Azure Policy what may run',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
];
