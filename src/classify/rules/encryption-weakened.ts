// Finding rule: data is stored or sent with less encryption than before, or with none. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { ENCRYPTION_AT_REST } from '../settings/encryption-at-rest.ts';
import { ENCRYPTION_IN_TRANSIT } from '../settings/encryption-in-transit.ts';
import { endsOf } from '../settings/ends.ts';
import type { End } from '../settings/ends.ts';
import { weakenings } from '../settings/weakenings.ts';
import { stateEncryptionHits } from '../state-encryption.ts';
import { unverifiedTls } from '../unverified-tls.ts';

const SETTINGS = [...ENCRYPTION_AT_REST, ...ENCRYPTION_IN_TRANSIT];

const RESOURCES: readonly End[] = [
  {
    types: 'aws_s3_bucket_server_side_encryption_configuration',
    loss: 'the bucket encrypts with the default key of S3',
    severity: 'medium',
  },
  {
    types: 'aws_ebs_encryption_by_default',
    loss: 'new volumes of the whole account can be unencrypted',
    severity: 'high',
  },
  {
    types:
      'azurerm_storage_account_customer_managed_key azurerm_mysql_server_key azurerm_postgresql_server_key azurerm_mssql_server_transparent_data_encryption azurerm_cognitive_account_customer_managed_key azurerm_kusto_cluster_customer_managed_key azurerm_log_analytics_cluster_customer_managed_key',
    loss: 'a key of your own no longer encrypts the data',
    severity: 'medium',
  },
];

export const encryptionWeakened: ChangeRule = {
  on: 'change',
  id: 'encryption-weakened',
  title: 'Encryption weakened',
  severity: 'high',
  confidence: 'high',
  why: 'Storage without encryption can be read by whoever gets hold of a disk, a snapshot or a backup, and a connection without TLS by whoever stands on its way. Many stores can never be encrypted afterwards: they have to be replaced.',
  remedy: 'Keep the encryption, or name the reason and let the owners of the data decide.',
  check: (change, { diff }) => [
    ...weakenings(change, SETTINGS, diff),
    ...endsOf(change, { diff, ends: RESOURCES }),
    ...unverifiedTls(change),
    ...stateEncryptionHits(change),
  ],
};
