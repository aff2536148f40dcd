// CloudFormation types by the Terraform type of the same thing.
import { describe, expect, test } from 'vitest';
import cloudformation from '../../src/classify/data/cloudformation-kinds.json' with { type: 'json' };
import equivalents from '../../src/classify/data/equivalent-types.json' with { type: 'json' };
import { equivalentType } from '../../src/classify/equivalent-type.ts';
import { TERRAFORM_KINDS } from '../../src/classify/kinds-table.ts';
import { changeOf, stateOf } from './example-change.ts';

/** Chosen by hand where the two names differ most. */
test.each([
  ['AWS::RDS::DBInstance', 'aws_db_instance'],
  ['AWS::RDS::DBCluster', 'aws_rds_cluster'],
  ['AWS::S3::Bucket', 'aws_s3_bucket'],
  ['AWS::IAM::ManagedPolicy', 'aws_iam_policy'],
  ['AWS::IAM::Policy', 'aws_iam_role_policy'],
  ['AWS::EC2::SecurityGroup', 'aws_security_group'],
  ['AWS::EC2::SecurityGroupIngress', 'aws_vpc_security_group_ingress_rule'],
  ['AWS::EC2::Volume', 'aws_ebs_volume'],
  ['AWS::Events::Rule', 'aws_cloudwatch_event_rule'],
  ['AWS::StepFunctions::StateMachine', 'aws_sfn_state_machine'],
  ['AWS::CertificateManager::Certificate', 'aws_acm_certificate'],
  ['AWS::Route53::HostedZone', 'aws_route53_zone'],
  ['AWS::Serverless::Function', 'aws_lambda_function'],
  ['AWS::CloudTrail::Trail', 'aws_cloudtrail'],
])('%s is %s', (type, expected) => {
  expect(equivalentType(changeOf({ type }))).toBe(expected);
});

test.each([['aws_db_instance'], ['AWS::Acme::Widget'], ['Custom::Thing'], ['constructor'], [null]])(
  '%j is itself',
  (type) => {
    expect(equivalentType(changeOf({ type }))).toBe(type);
  },
);

describe('a database of a cluster holds no data itself', () => {
  const member = stateOf({ DBClusterIdentifier: { expression: '!Ref Cluster' } });

  test.each([
    ['created', { after: member }, 'aws_rds_cluster_instance'],
    ['deleted', { before: member }, 'aws_rds_cluster_instance'],
    ['of its own', { after: stateOf({ Engine: 'postgres' }) }, 'aws_db_instance'],
  ])('%s', (_name, sides, expected) => {
    expect(equivalentType(changeOf({ type: 'AWS::RDS::DBInstance', ...sides }))).toBe(expected);
  });
});

test('every type of the data is in its table of kinds', () => {
  const known: Readonly<Record<string, string>> = cloudformation;
  expect(Object.keys(equivalents).filter((type) => known[type] === undefined)).toEqual([]);
  expect(Object.values(equivalents).filter((type) => !TERRAFORM_KINDS.has(type))).toEqual([]);
});
