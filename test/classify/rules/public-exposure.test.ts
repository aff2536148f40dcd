// public-exposure: what is put before everybody, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { publicExposure } from '../../../src/classify/rules/public-exposure.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

type Statement = Readonly<Record<string, JsonValue>>;

function hits(change: ParsedChange, others: readonly ParsedChange[] = []): readonly string[] {
  const diff = diffOf({ changes: [change, ...others] });
  return publicExposure
    .check(change, contextOf([], { diff }))
    .map(({ severity, confidence, message }) => `${severity} ${confidence ?? 'high'}: ${message}`);
}

const ROLE = { AWS: 'arn:aws:iam::111122223333:role/a' };
const text = (...statements: readonly Statement[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::a/*',
      ...one,
    })),
  });
const bucket = (after: Statement, before?: Statement): ParsedChange =>
  resource(
    'aws_s3_bucket_policy',
    { policy: text(after) },
    ...(before === undefined ? [] : [{ policy: text(before) }]),
  );
const GET = 'high high: Everybody may s3:GetObject: no condition narrows it.';
const under = (operator: string, key: string, value: JsonValue): Statement => ({
  Principal: '*',
  Condition: { [operator]: { [key]: value } },
});

describe('resource policies', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    ['for a role', bucket({ Principal: ROLE }), []],
    ['IAM-07: for everybody', bucket({ Principal: '*' }), [GET]],
    ['IAM-07: for everybody of AWS', bucket({ Principal: { AWS: '*' } }), [GET]],
    ['for everybody in a list', bucket({ Principal: { AWS: [ROLE.AWS, '*'] } }), [GET]],
    [
      'for all but one',
      bucket({ NotPrincipal: ROLE }),
      ['high high: Everybody but those named may s3:GetObject: no condition narrows it.'],
    ],
    ['for everybody, denied', bucket({ Principal: '*', Effect: 'Deny' }), []],
    [
      'for everybody, if that is what the effect says',
      bucket({ Principal: '*', Effect: { expression: 'var.e' } }),
      ['high low: Everybody may s3:GetObject: no condition narrows it.'],
    ],
    ['for everybody as before', bucket({ Principal: '*' }, { Principal: { AWS: '*' } }), []],
    [
      'for everybody, one action more',
      bucket({ Principal: '*', Action: ['s3:GetObject', 's3:PutObject'] }, { Principal: '*' }),
      ['high high: Everybody may s3:GetObject and 1 more: no condition narrows it.'],
    ],
    [
      'for everybody, all but one action',
      bucket({ Principal: '*', Action: null, NotAction: 's3:PutObject' }),
      ['high high: Everybody may do everything but s3:PutObject: no condition narrows it.'],
    ],
    ['for everybody of an organisation', bucket(under('StringEquals', 'aws:PrincipalOrgID', 'o-1')), []],
    ['for everybody of any organisation', bucket(under('StringLike', 'aws:PrincipalOrgID', '*')), [GET]],
    [
      'for everybody of one organisation or none',
      bucket(under('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1')),
      [GET],
    ],
    [
      'for everybody but one organisation',
      bucket(under('StringNotEquals', 'aws:PrincipalOrgID', 'o-1')),
      [GET],
    ],
    ['for everybody with TLS', bucket(under('Bool', 'aws:SecureTransport', 'true')), [GET]],
    ['for everybody with a header', bucket(under('StringEquals', 'aws:Referer', 'x')), [GET]],
    ['for everybody in an office', bucket(under('IpAddress', 'aws:SourceIp', '192.0.2.0/24')), []],
    ['for everybody anywhere', bucket(under('IpAddress', 'aws:SourceIp', '0.0.0.0/0')), [GET]],
    [
      'for everybody behind an endpoint',
      bucket(under('StringEquals', 'aws:SourceVpce', { expression: 'aws_vpc_endpoint.s3.id' })),
      [],
    ],
    [
      'a condition less',
      bucket({ Principal: '*' }, under('StringEquals', 'aws:PrincipalOrgID', 'o-1')),
      [GET],
    ],
    [
      'for everybody, with a Deny for everybody outside',
      resource('aws_s3_bucket_policy', {
        policy: text(
          { Principal: '*' },
          { Effect: 'Deny', Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } },
        ),
      }),
      [],
    ],
    [
      'for everybody, with a Deny for something else',
      resource('aws_s3_bucket_policy', {
        policy: text(
          { Principal: '*' },
          { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        ),
      }),
      [GET],
    ],
    [
      'of a function',
      resource('aws_lambda_permission', { action: 'lambda:InvokeFunction', principal: '*' }),
      ['high high: Everybody may lambda:InvokeFunction: no condition narrows it.'],
    ],
    [
      'of a function for an organisation',
      resource('aws_lambda_permission', {
        action: 'lambda:InvokeFunction',
        principal: '*',
        principal_org_id: 'o-1',
      }),
      [],
    ],
    [
      'of a search domain in a network',
      resource('aws_opensearch_domain', {
        access_policies: text({ Principal: '*', Action: 'es:*' }),
        'vpc_options[0].subnet_ids': ['a'],
      }),
      ['medium high: Everybody may es:*: no condition narrows it.'],
    ],
    [
      'of an endpoint: it is a ceiling',
      resource('aws_vpc_endpoint', { policy: text({ Principal: '*', Action: '*' }) }),
      [],
    ],
    [
      'of CloudFormation',
      resource('AWS::SQS::QueuePolicy', { PolicyDocument: text({ Principal: '*', Action: 'sqs:*' }) }),
      ['high high: Everybody may sqs:*: no condition narrows it.'],
    ],
    [
      'a trust policy: told as trust',
      resource('aws_iam_role', {
        assume_role_policy: JSON.stringify({
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
        }),
      }),
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('names for everybody', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'a member',
      resource('google_cloud_run_service_iam_member', { role: 'roles/run.invoker', member: 'allUsers' }),
      ['high high: Everybody on the internet can now use google_cloud_run_service_iam_member.example.'],
    ],
    [
      'members',
      resource('google_storage_bucket_iam_binding', {
        role: 'roles/storage.objectViewer',
        members: ['user:a', 'allAuthenticatedUsers'],
      }),
      ['high high: Everybody with a Google account can now use google_storage_bucket_iam_binding.example.'],
    ],
    [
      'others',
      resource('google_storage_bucket_iam_binding', {
        role: 'roles/storage.objectViewer',
        members: ['user:a'],
      }),
      [],
    ],
    [
      'as before',
      resource(
        'google_storage_bucket_iam_binding',
        { members: ['allUsers', 'user:b'] },
        { members: ['allUsers'] },
      ),
      [],
    ],
    [
      'a group in an ACL',
      resource('aws_s3_bucket_acl', {
        'access_control_policy[0].grant[0].grantee[0].uri': 'http://acs.amazonaws.com/groups/global/AllUsers',
      }),
      ['high high: Everybody on the internet can now use aws_s3_bucket_acl.example.'],
    ],
    [
      'a group for logs in an ACL',
      resource('aws_s3_bucket_acl', {
        'access_control_policy[0].grant[0].grantee[0].uri': 'http://acs.amazonaws.com/groups/s3/LogDelivery',
      }),
      [],
    ],
    [
      'a constraint of Gatekeeper that refuses everybody',
      changeOf({
        type: 'GCPIAMAllowedBindingsConstraintV3',
        address: 'constraints.gatekeeper.sh/GCPIAMAllowedBindingsConstraintV3/-/x',
        action: 'create',
        after: stateOf({ 'spec.parameters.members': ['allUsers'] }),
      }),
      [],
    ],
    [
      'an entity of a bucket',
      resource('google_storage_bucket_acl', { role_entity: ['OWNER:project-owners-1', 'READER:allUsers'] }),
      ['high high: Everybody on the internet can now use google_storage_bucket_acl.example.'],
    ],
    [
      'a dataset',
      resource('google_bigquery_dataset', { 'access[0].special_group': 'allAuthenticatedUsers' }),
      ['high high: Everybody with a Google account can now use google_bigquery_dataset.example.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('settings', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'a database',
      resource('aws_db_instance', { publicly_accessible: true }),
      ['high high: The new aws_db_instance.example is reachable from the internet.'],
    ],
    ['a database inside', resource('aws_db_instance', { publicly_accessible: false }), []],
    [
      'an identity pool that newly knows guests',
      resource(
        'aws_cognito_identity_pool',
        { allow_unauthenticated_identities: true },
        { allow_unauthenticated_identities: false },
      ),
      [
        'high high: aws_cognito_identity_pool.example now gives the credentials of its guest role to anybody who asks.',
      ],
    ],
    [
      'an identity pool without guests',
      resource('aws_cognito_identity_pool', { allow_unauthenticated_identities: false }),
      [],
    ],
    [
      'a database of CloudFormation',
      resource('AWS::RDS::DBInstance', { PubliclyAccessible: true }, { PubliclyAccessible: false }),
      ['high high: AWS::RDS::DBInstance.example now is reachable from the internet.'],
    ],
    [
      'an ACL',
      resource('aws_s3_bucket_acl', { acl: 'public-read' }),
      ['high high: The new aws_s3_bucket_acl.example can be read by everybody.'],
    ],
    [
      'an ACL of CloudFormation',
      resource('AWS::S3::Bucket', { AccessControl: 'PublicRead' }),
      ['high high: The new AWS::S3::Bucket.example can be read by everybody.'],
    ],
    ['a private ACL', resource('aws_s3_bucket_acl', { acl: 'private' }), []],
    [
      'a function address',
      resource('aws_lambda_function_url', { authorization_type: 'NONE' }),
      [
        'high high: The new aws_lambda_function_url.example answers everybody on the internet without asking who they are.',
      ],
    ],
    [
      'a function address with IAM',
      resource('aws_lambda_function_url', { authorization_type: 'AWS_IAM' }),
      [],
    ],
    [
      'a method without authorisation',
      resource('aws_api_gateway_method', { authorization: 'NONE' }),
      ['low high: The new aws_api_gateway_method.example is called without authorisation.'],
    ],
    [
      'a method that browsers ask before they call',
      resource('aws_api_gateway_method', { authorization: 'NONE', http_method: 'OPTIONS' }),
      [],
    ],
    [
      'CloudFormation: a method that browsers ask before they call',
      resource('AWS::ApiGateway::Method', { AuthorizationType: 'NONE', HttpMethod: 'OPTIONS' }),
      [],
    ],
    [
      'a method of any name',
      resource('aws_api_gateway_method', {
        authorization: 'NONE',
        http_method: { expression: 'var.method' },
      }),
      ['low high: The new aws_api_gateway_method.example is called without authorisation.'],
    ],
    [
      'an image for everybody',
      resource('aws_ami_launch_permission', { group: 'all' }),
      ['high high: The new aws_ami_launch_permission.example gives the image to every AWS account.'],
    ],
    [
      'a container',
      resource('azurerm_storage_container', { container_access_type: 'blob' }),
      ['high high: The new azurerm_storage_container.example can be read by everybody.'],
    ],
    [
      'a vault reachable again',
      resource(
        'azurerm_key_vault',
        { public_network_access_enabled: true },
        { public_network_access_enabled: false },
      ),
      ['high high: azurerm_key_vault.example now is reachable from the internet.'],
    ],
    [
      'a module',
      resource('module', { publicly_accessible: true }),
      ['high high: The new module.example is reachable from the internet.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

const BLOCK = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const OPEN = {
  block_public_acls: false,
  block_public_policy: false,
  ignore_public_acls: false,
  restrict_public_buckets: false,
};

describe('public access blocks', () => {
  const block = (after: Statement, before?: Statement): ParsedChange =>
    resource('aws_s3_bucket_public_access_block', after, ...(before === undefined ? [] : [before]));
  const bucketOf = { bucket: { expression: 'aws_s3_bucket.x.id' }, ...BLOCK };
  const gone = changeOf({
    type: 'aws_s3_bucket_public_access_block',
    action: 'delete',
    before: stateOf(bucketOf),
  });
  test.each<[string, ParsedChange, readonly string[]]>([
    ['on', block(BLOCK), []],
    [
      'one switch off',
      block({ ...BLOCK, block_public_policy: false }, BLOCK),
      ['high high: aws_s3_bucket_public_access_block.example now lets public bucket policies in.'],
    ],
    [
      'all switches off are one finding',
      block(OPEN, BLOCK),
      [
        'high high: aws_s3_bucket_public_access_block.example now lets public ACLs in. 3 more of its switches are off too.',
      ],
    ],
    ['off as before', block({ ...OPEN, bucket: 'b' }, { ...OPEN, bucket: 'a' }), []],
    [
      'gone',
      gone,
      [
        'high high: aws_s3_bucket_public_access_block.example is deleted: nothing keeps policies and ACLs from making the bucket public.',
      ],
    ],
    [
      'in CloudFormation',
      resource(
        'AWS::S3::Bucket',
        { 'PublicAccessBlockConfiguration.BlockPublicPolicy': false },
        { 'PublicAccessBlockConfiguration.BlockPublicPolicy': true },
      ),
      ['high high: AWS::S3::Bucket.example now lets public bucket policies in.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });

  test('goes with its bucket', () => {
    const removed = changeOf({
      type: 'aws_s3_bucket',
      address: 'aws_s3_bucket.x',
      action: 'delete',
      before: stateOf({ bucket: 'a' }),
    });
    expect(hits(gone, [removed])).toEqual([]);
  });
});

describe('the API of a cluster', () => {
  const OFFICE = ['192.0.2.0/24'];
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'open by default',
      resource('aws_eks_cluster', { 'vpc_config[0].subnet_ids': ['a'] }),
      ['medium high: The API of aws_eks_cluster.example answers every address on the internet.'],
    ],
    ['inside', resource('aws_eks_cluster', { 'vpc_config[0].endpoint_public_access': false }), []],
    ['for an office', resource('aws_eks_cluster', { 'vpc_config[0].public_access_cidrs': OFFICE }), []],
    [
      'for an office no more',
      resource(
        'aws_eks_cluster',
        { 'vpc_config[0].public_access_cidrs': ['0.0.0.0/0'] },
        { 'vpc_config[0].public_access_cidrs': OFFICE },
      ),
      ['high high: The API of aws_eks_cluster.example answers every address on the internet.'],
    ],
    [
      'of CloudFormation',
      resource(
        'AWS::EKS::Cluster',
        { 'ResourcesVpcConfig.EndpointPublicAccess': true },
        { 'ResourcesVpcConfig.EndpointPublicAccess': false },
      ),
      ['high high: The API of AWS::EKS::Cluster.example answers every address on the internet.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('snapshots of databases', () => {
  const PUBLIC = 'aws_db_snapshot.it now gives the database in the snapshot to every AWS account.';
  const shared = (after: JsonValue, before?: JsonValue): ParsedChange =>
    resource(
      'aws_db_snapshot',
      { shared_accounts: after },
      ...(before === undefined ? [] : [before === null ? {} : { shared_accounts: before }]),
    );

  test.each<[string, ParsedChange, number]>([
    ['for everybody', shared(['all'], null), 1],
    ['for everybody besides', shared(['111122223333', 'all'], ['111122223333']), 1],
    ['for one account', shared(['111122223333'], null), 0],
    ['for everybody no longer', shared(['111122223333'], ['all']), 0],
    ['for everybody as before', shared(['all', '111122223333'], ['all']), 0],
  ])('%s', (_name, change, count) => {
    expect(hits(change)).toHaveLength(count);
    for (const hit of hits(change))
      expect(hit).toBe(`high high: ${PUBLIC.replace('aws_db_snapshot.it', change.address)}`);
  });
});
