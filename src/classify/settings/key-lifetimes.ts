// Settings and resources that keep keys from being lost: the tables of rules/key-deletion-scheduled.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs.
import type { End } from './ends.ts';
import { AMOUNT, OFF, ON, words } from './scales.ts';
import type { Setting } from './setting.ts';

const SECONDS_OF_30_DAYS = 2_592_000;

export const KEY_LIFETIMES: readonly Setting[] = [
  {
    types: 'aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_replica_external_key',
    path: 'is_enabled enabled',
    weak: 'is switched off: nothing encrypted with it can be read',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'low' },
  },
  {
    types: 'aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_replica_external_key',
    path: 'deletion_window_in_days pending_window_in_days',
    what: 'The wait before a deleted key is gone',
    unit: 'days',
    scale: AMOUNT,
    absent: 30,
    severity: 'medium',
  },
  {
    types: 'aws_acmpca_certificate_authority',
    path: 'permanent_deletion_time_in_days',
    what: 'The wait before a deleted authority is gone',
    unit: 'days',
    scale: AMOUNT,
    absent: 30,
    severity: 'medium',
  },
  {
    types: 'google_kms_crypto_key',
    path: 'destroy_scheduled_duration',
    what: 'The wait before a deleted key is gone',
    scale: AMOUNT,
    absent: SECONDS_OF_30_DAYS,
    severity: 'medium',
  },
  {
    types: 'google_kms_crypto_key_version',
    path: 'state',
    what: 'The state of the key',
    scale: words('destroyed|destroy_scheduled', 'disabled', 'enabled'),
    absent: 2,
    severity: 'high',
  },
  {
    types: 'azurerm_key_vault azurerm_key_vault_managed_hardware_security_module',
    path: 'purge_protection_enabled',
    weak: 'lets deleted keys and secrets be purged at once',
    scale: ON,
    absent: 0,
    severity: 'high',
    created: { below: 1, severity: 'low' },
  },
  {
    types: 'azurerm_key_vault azurerm_key_vault_managed_hardware_security_module',
    path: 'soft_delete_retention_days',
    what: 'The time deleted keys can be had back',
    unit: 'days',
    scale: AMOUNT,
    absent: 90,
    severity: 'medium',
  },
  {
    types: 'azurerm_key_vault',
    path: 'soft_delete_enabled',
    weak: 'deletes keys and secrets at once',
    scale: ON,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'provider',
    path: 'features.key_vault.purge_soft_delete_on_destroy features.key_vault.purge_soft_deleted_keys_on_destroy features.key_vault.purge_soft_deleted_hardware_security_modules_on_destroy',
    weak: 'purges deleted vaults and keys at once',
    scale: OFF,
    absent: 0,
    severity: 'medium',
  },
];

const LOST = 'what is encrypted with it can be read by nobody once the key is gone';

export const KEYS: readonly End[] = [
  {
    types:
      'aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_replica_external_key google_kms_crypto_key google_kms_crypto_key_version azurerm_key_vault_key azurerm_key_vault_managed_hardware_security_module_key azurerm_key_vault_managed_hardware_security_module aws_cloudhsm_v2_cluster kms.services.k8s.aws/Key kms.aws.upbound.io/Key kms.aws.m.upbound.io/Key kms.cnrm.cloud.google.com/KMSCryptoKey',
    loss: LOST,
    severity: 'high',
  },
  { types: 'azurerm_key_vault', loss: 'the keys and secrets in it go with it', severity: 'high' },
  {
    types: 'aws_acmpca_certificate_authority google_privateca_certificate_authority',
    loss: 'certificates of it can no longer be renewed or revoked',
    severity: 'high',
  },
];
