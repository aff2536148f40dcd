// What keeps data from ever being public: the switches and resources that rules/public-exposure.ts misses when they go. Names from
// registry.terraform.io/providers/hashicorp/aws/latest/docs and docs.aws.amazon.com/AWSCloudFormation.
import type { End } from './ends.ts';
import { ON } from './scales.ts';
import type { Setting } from './setting.ts';

const NEWLY_MEDIUM = { below: 1, severity: 'medium' } as const;

/** The four switches that keep S3 private, each with what happens without it. */
const SWITCHES: Readonly<Record<string, string>> = {
  block_public_acls: 'lets public ACLs in',
  block_public_policy: 'lets public bucket policies in',
  ignore_public_acls: 'heeds public ACLs',
  restrict_public_buckets: 'serves buckets with a public policy to everybody',
};

export const PUBLIC_ACCESS_SWITCHES: readonly Setting[] = Object.entries(SWITCHES).flatMap(([name, weak]) => [
  {
    types: 'aws_s3_bucket_public_access_block aws_s3_account_public_access_block',
    path: name,
    weak,
    scale: ON,
    absent: 0,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: 'aws_s3_bucket aws_s3_access_point',
    path: `public_access_block_configuration.${name}`,
    weak,
    scale: ON,
    absent: null,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
]);

/** What keeps buckets private by being there. */
export const PUBLIC_ACCESS_BLOCKS: readonly End[] = [
  {
    types: 'aws_s3_bucket_public_access_block',
    loss: 'nothing keeps policies and ACLs from making the bucket public',
    severity: 'high',
  },
  {
    types: 'aws_s3_account_public_access_block',
    loss: 'nothing keeps the buckets of the account from being public',
    severity: 'high',
  },
  {
    types:
      'aws_ebs_snapshot_block_public_access aws_ec2_image_block_public_access aws_emr_block_public_access_configuration',
    loss: 'nothing keeps them from being shared with everybody',
    severity: 'high',
  },
  {
    types: 'aws_wafv2_web_acl_association aws_wafregional_web_acl_association',
    loss: 'no web firewall stands before its resource any more',
    severity: 'high',
  },
];
