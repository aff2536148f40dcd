// Replacements: one argument that forces one, and every way in which it does not.
import { describe, expect, test } from 'vitest';
import { actionOf } from '../../src/classify/replacement.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { resource } from './example-change.ts';

function update(
  type: string,
  path: string,
  [before, after]: readonly [JsonValue, JsonValue],
  more: Readonly<Record<string, JsonValue>> = {},
): ParsedChange {
  const attributes = [{ path, line: 2, before, after, sensitive: false }];
  return { ...resource(type, { [path]: after, ...more }, { [path]: before, ...more }), attributes };
}

const [A, B] = [{ expression: 'aws.a' }, { expression: 'aws.b' }];
const IGNORED = { 'lifecycle[0].ignore_changes': [{ expression: 'storage_encrypted' }] };

test.each<[string, ParsedChange, string]>([
  ['aws', update('aws_db_instance', 'storage_encrypted', [true, false]), 'replace'],
  ['google', update('google_sql_database_instance', 'name', ['a', 'b']), 'replace'],
  ['azurerm', update('azurerm_storage_account', 'account_tier', ['Standard', 'Premium']), 'replace'],
  [
    'an argument that is changed in place',
    update('aws_db_instance', 'allocated_storage', [10, 20]),
    'update',
  ],
  ['a type that no table knows', update('aws_xyz', 'name', ['a', 'b']), 'update'],
  ['a trigger', update('null_resource', 'triggers.hash', ['a', 'b']), 'replace'],
  ['a trigger that becomes a reference', update('null_resource', 'triggers.hash', ['a', A]), 'replace'],
  ['a trigger of terraform_data', update('terraform_data', 'triggers_replace', [['a'], ['b']]), 'replace'],
  ['what terraform_data holds', update('terraform_data', 'input', ['a', 'b']), 'update'],
  ['a keeper', update('random_id', 'keepers.a', ['a', 'b']), 'replace'],
  ['triggers of another type', update('aws_xyz', 'triggers.a', ['a', 'b']), 'update'],
  [
    'a value that becomes a reference',
    update('aws_db_instance', 'username', ['a', { expression: 'var.u' }]),
    'update',
  ],
  [
    'another known part of a computed name',
    update('aws_s3_bucket', 'bucket', [
      { expression: '"${"a"}-${data.x.y.id}"' },
      { expression: '"${"b"}-${data.x.y.id}"' },
    ]),
    'replace',
  ],
  [
    'the same known part in other words',
    update('aws_s3_bucket', 'bucket', [
      { expression: '"${"a"}-${data.x.y.id}"' },
      { expression: '"a-${data.x.y.id}"' },
    ]),
    'update',
  ],
  [
    'another unknown part of a computed name',
    update('aws_s3_bucket', 'bucket', [
      { expression: '"a-${data.x.y.id}"' },
      { expression: '"b-${data.x.z.id}"' },
    ]),
    'update',
  ],
  [
    'an argument that is left out now and has no other value',
    update('aws_db_instance', 'storage_encrypted', [true, null]),
    'replace',
  ],
  [
    'an argument that is left out now and keeps what it has',
    update('aws_rds_cluster', 'storage_encrypted', [true, null]),
    'update',
  ],
  [
    'a snapshot that is newly named',
    update('aws_db_instance', 'snapshot_identifier', [null, 'old']),
    'replace',
  ],
  [
    'a snapshot that is no longer named',
    update('aws_db_instance', 'snapshot_identifier', ['old', null]),
    'update',
  ],
  [
    'a snapshot that a variable may name',
    update('aws_db_instance', 'snapshot_identifier', [null, { expression: 'var.snapshot' }]),
    'update',
  ],
  ['a key that is newly given', update('aws_dynamodb_table', 'range_key', [null, 'at']), 'replace'],
  ['a key that is left out', update('aws_dynamodb_table', 'range_key', ['at', null]), 'replace'],
  [
    'what says in words that there is none',
    update('aws_db_instance', 'storage_encrypted', [null, false]),
    'update',
  ],
  [
    'an argument that has a value of its own where nobody gives one',
    update('aws_db_instance', 'availability_zone', [null, 'eu-west-1a']),
    'update',
  ],
  [
    'a difference that is ignored',
    update('aws_db_instance', 'storage_encrypted', [true, false], IGNORED),
    'update',
  ],
  ['another provider, whatever the type', update('aws_xyz', 'provider', [A, B]), 'replace'],
  ['another region', update('aws_xyz', 'region', ['eu-west-1', 'us-east-1']), 'replace'],
  ['a region that is written down', update('aws_xyz', 'region', [null, 'us-east-1']), 'update'],
  ['a region of another provider', update('ovh_xyz', 'region', ['eu-west-1', 'us-east-1']), 'update'],
  ['an import by another provider', update('import', 'provider', [A, B]), 'update'],
  ['a creation', resource('aws_db_instance', { storage_encrypted: true }), 'create'],
  [
    'another format',
    { ...update('aws_db_instance', 'storage_encrypted', [true, false]), format: 'terraform-plan' },
    'update',
  ],
])('%s', (_name, change, expected) => {
  expect(actionOf(change)).toBe(expected);
});

describe('CloudFormation', () => {
  const stack = (type: string, path: string, sides: readonly [JsonValue, JsonValue]): ParsedChange => ({
    ...update(type, path, sides),
    format: 'cloudformation',
  });
  const COMPUTED = { expression: '!If ["C", "a", "b"]' };

  test.each<[string, ParsedChange, string]>([
    ['a property that replaces', stack('AWS::S3::Bucket', 'BucketName', ['a', 'b']), 'replace'],
    ['one that does not', stack('AWS::S3::Bucket', 'AccessControl', ['a', 'b']), 'update'],
    ['newly written down', stack('AWS::RDS::DBInstance', 'StorageEncrypted', [null, false]), 'replace'],
    ['computed', stack('AWS::RDS::DBInstance', 'KmsKeyId', ['a', COMPUTED]), 'replace'],
    ['inside of one', stack('AWS::DynamoDB::Table', 'KeySchema[0].AttributeName', ['a', 'b']), 'replace'],
    ['nested', stack('AWS::Glue::Table', 'TableInput.Name', ['a', 'b']), 'replace'],
    ['beside a nested one', stack('AWS::Glue::Table', 'TableInput.Description', ['a', 'b']), 'update'],
    ['a function around a nested one', stack('AWS::Glue::Table', 'TableInput', [null, COMPUTED]), 'replace'],
    ['with a name that begins alike', stack('AWS::S3::Bucket', 'BucketNameX', ['a', 'b']), 'update'],
    ['metadata', stack('AWS::Chime::Channel', 'Metadata', ['a', 'b']), 'update'],
    [
      'a property called Condition',
      stack('AWS::DevOpsAgent::Trigger', 'Properties.Condition.a', ['a', 'b']),
      'replace',
    ],
    ['a condition', stack('AWS::DevOpsAgent::Trigger', 'Condition', ['a', 'b']), 'update'],
    [
      'what may replace and loses data',
      stack('AWS::RDS::DBInstance', 'DBSnapshotIdentifier', ['a', 'b']),
      'replace',
    ],
    ['what may replace and loses none', stack('AWS::RDS::DBInstance', 'MultiAZ', [true, false]), 'update'],
    ['a type that no table knows', stack('Custom::Thing', 'Name', ['a', 'b']), 'update'],
    ['a type of Terraform', stack('aws_db_instance', 'storage_encrypted', [true, false]), 'update'],
  ])('%s', (_name, change, expected) => {
    expect(actionOf(change)).toBe(expected);
  });
});

describe('nested blocks', () => {
  const [left, right] = ['a', 'b'].map((name, index) => ({
    [`local_secondary_index[${index}].name`]: name,
    [`local_secondary_index[${index}].range_key`]: name,
  }));
  const table = (before: object, after: object, path: string, sides: readonly [JsonValue, JsonValue]) => ({
    ...resource('aws_dynamodb_table', { ...after }, { ...before }),
    attributes: [{ path, line: 2, before: sides[0], after: sides[1], sensitive: false }],
  });

  test.each<[string, ParsedChange, string]>([
    ['a new one', table({}, { ...left }, 'local_secondary_index[0].name', [null, 'a']), 'replace'],
    [
      'one that goes',
      table({ ...left, ...right }, { ...left }, 'local_secondary_index[1].name', ['b', null]),
      'replace',
    ],
    ['an edited one', table({ ...left }, { ...left }, 'local_secondary_index[0].name', ['b', 'a']), 'update'],
  ])('%s', (_name, change, expected) => {
    expect(actionOf(change)).toBe(expected);
  });
});
