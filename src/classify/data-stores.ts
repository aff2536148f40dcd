// Which changes are about something that holds data: asked by the rules about data stores.
import type { ParsedChange } from '../model/change.ts';
import type { Kind } from '../model/words.ts';
import { equivalentType } from './equivalent-type.ts';
import { holdsNoVolume } from './kubernetes/volumes.ts';
import { isData } from './terraform-blocks.ts';

/** Types of kind data_store that configure or serve a store and hold nothing, or hold what stands in the configuration: their end destroys no data. */
const SATELLITE =
  /_(policy|acl|access_control|access_block|association|attachment|subnet_groups?|parameter_groups?|option_groups?|security_groups?|event_subscription|notification|logging|versioning|website_configuration|cors_configuration|lifecycle_configuration|replication_configuration|ownership_controls|encryption_configuration|accelerate_configuration|request_payment_configuration|inventory|analytics_configuration|metric|iam_(binding|member|policy)|firewall_rule|network_rules?|user|users|user_group|alias|schedule|tag|configuration|usage_limit|access_point|mount_target|cluster_instance|bucket_object|s3_object|object_copy|storage_blob)$/;

/** A resource, or a block about one, whose end may lose data. */
export function holdsData(change: ParsedChange, kinds: readonly Kind[]): boolean {
  if (!kinds.includes('data_store') || isData(change) || holdsNoVolume(change)) return false;
  return !SATELLITE.test(equivalentType(change) ?? '');
}
