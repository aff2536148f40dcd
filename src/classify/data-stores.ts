// Which changes are about something that holds data: asked by the rules about data stores.
import type { ParsedChange } from '../model/change.ts';
import type { Kind } from '../model/words.ts';
import { cloudTypeOf } from './cloud-objects/cloud-type.ts';
import { equivalentType } from './equivalent-type.ts';
import { groupKindOf } from './kubernetes/places.ts';
import { holdsNoVolume } from './kubernetes/volumes.ts';
import { isData } from './terraform-blocks.ts';

/** Types of kind data_store that configure or serve a store and hold nothing, or hold what stands in the configuration: their end destroys no data. */
const SATELLITE =
  /_(policy|acl|access_control|access_block|association|attachment|subnet_groups?|parameter_groups?|option_groups?|security_groups?|event_subscription|notification|logging|versioning|website_configuration|cors_configuration|lifecycle_configuration|replication_configuration|ownership_controls|encryption_configuration|accelerate_configuration|request_payment_configuration|inventory|analytics_configuration|metric|iam_(binding|member|policy)|firewall_rule|network_rules?|user|users|user_group|alias|schedule|tag|configuration|usage_limit|access_point|mount_target|cluster_instance|bucket_object|s3_object|object_copy|storage_blob|table_item|table_entity|firestore_document|role_assignment|role_definition|user_definition|user_creds|administrator|aad_admin|principal_assignment|private_endpoint|vpc_endpoint|vpc_connection|private_connection|private_link_hub|private_link_service|endpoint_access|endpoint_authorization|share_authorization|vulnerability_assessment|baseline|transparent_data_encryption|customer_managed_key|account_encryption|encryption_settings|saml_options|security_config|iam_roles|permissions?|abac|block_public_access|activity_stream|scheduled_action|contributor_insights|streaming_destination|snapshot_copy_grant)$/;

/** Types that read, move, query or describe the data of others, by how their names begin. */
const BESIDE_DATA =
  /^(aws_(athena_(named_query|prepared_statement|capacity_reservation)|datasync_|db_proxy|dms_(certificate|endpoint|replication|s3_endpoint)|glue_(classifier|connection|crawler|data_quality|dev_endpoint|job|trigger|workflow))|azurerm_(data_factory_|mssql_job|storage_mover|kusto_(script|\w+_data_connection$))|google_(bigquery_(bi_reservation|capacity_commitment|connection|data_transfer|job|reservation|routine)|database_migration_service_|dataplex_(datascan|task)|datastream_|firebaserules_|sql_(provision_script|ssl_cert)|storage_(batch|control|insights|transfer)_))/;

/** Objects of VolSync say what is copied where; the copies stay: https://volsync.readthedocs.io/en/stable/usage/index.html */
const COPIES = /^Replication(?:Source|Destination)$/;

/** Objects that say when and where copies are made; the copies stay: https://velero.io/docs/main/api-types/ and https://cloudnative-pg.io/documentation/current/backup/ */
const PLANS =
  /^(?:velero\.io\/(?:Schedule|Restore|BackupStorageLocation|VolumeSnapshotLocation)|postgresql\.cnpg\.io\/(?:ScheduledBackup|Pooler))\//;

/** A resource, or a block about one, whose end may lose data. */
export function holdsData(change: ParsedChange, kinds: readonly Kind[]): boolean {
  if (!kinds.includes('data_store') || isData(change) || holdsNoVolume(change)) return false;
  const [group = '', kind = ''] = groupKindOf(change)?.split('/') ?? [];
  const type = equivalentType({ ...change, type: cloudTypeOf(group, kind)?.type ?? change.type }) ?? '';
  if (COPIES.test(type) || PLANS.test(change.address)) return false;
  return !SATELLITE.test(type) && !BESIDE_DATA.test(type);
}
