// Which resource of a cloud an object describes.
import { expect, it } from 'vitest';
import { cloudTypeOf } from '../../../src/classify/cloud-objects/cloud-type.ts';

it.each([
  ['rds.aws.upbound.io', 'Instance', 'aws_db_instance', 'spec.forProvider'],
  ['rds.aws.m.upbound.io', 'Cluster', 'aws_rds_cluster', 'spec.forProvider'],
  ['s3.aws.upbound.io', 'BucketPublicAccessBlock', 'aws_s3_bucket_public_access_block', 'spec.forProvider'],
  ['ec2.aws.upbound.io', 'VPC', 'aws_vpc', 'spec.forProvider'],
  ['storage.azure.upbound.io', 'Account', 'azurerm_storage_account', 'spec.forProvider'],
  ['sql.gcp.upbound.io', 'DatabaseInstance', 'google_sql_database_instance', 'spec.forProvider'],
  ['rds.aws.crossplane.io', 'DBInstance', 'aws_db_instance', 'spec.forProvider'],
  ['rds.services.k8s.aws', 'DBInstance', 'AWS::RDS::DBInstance', 'spec'],
  ['ec2.services.k8s.aws', 'SecurityGroup', 'aws_security_group', 'spec'],
  ['sql.cnrm.cloud.google.com', 'SQLInstance', 'google_sql_database_instance', 'spec'],
  ['storage.cnrm.cloud.google.com', 'StorageBucket', 'google_storage_bucket', 'spec'],
])('%s/%s', (group, kind, type, root) => {
  expect(cloudTypeOf(group, kind)).toEqual({ type, root });
});

it.each([
  ['apps', 'Deployment'],
  ['aws.upbound.io', 'ProviderConfig'],
  ['rds.services.k8s.aws', 'Nothing'],
  ['kubernetes.crossplane.io', 'Object'],
])('%s/%s is none that a table knows', (group, kind) => {
  expect(cloudTypeOf(group, kind)).toBeNull();
});
