// backup-reduced: what keeps fewer copies, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { backupReduced } from '../../../src/classify/rules/backup-reduced.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

type Seen = readonly (readonly [severity: string, line: number | null])[];

function seen(change: ParsedChange): Seen {
  return backupReduced
    .check(change, contextOf())
    .map(({ severity, line }) => [severity ?? backupReduced.severity, line]);
}

const PITR = { 'point_in_time_recovery[0].enabled': true };

test.each<[string, ParsedChange, Seen]>([
  [
    'shorter',
    resource('aws_db_instance', { backup_retention_period: 1 }, { backup_retention_period: 14 }),
    [['medium', 2]],
  ],
  ['none', resource('aws_rds_cluster', { a: 1 }, { backup_retention_period: 14 }), [['medium', null]]],
  [
    'longer',
    resource('aws_db_instance', { backup_retention_period: 14 }, { backup_retention_period: 1 }),
    [],
  ],
  [
    'CloudFormation: none',
    resource('AWS::RDS::DBInstance', { BackupRetentionPeriod: 0 }, {}),
    [['medium', 2]],
  ],
  [
    'CloudFormation: the default said',
    resource('AWS::RDS::DBInstance', { BackupRetentionPeriod: 1 }, {}),
    [],
  ],
  ['point in time off', resource('aws_dynamodb_table', { a: 1 }, PITR), [['medium', null]]],
  ['point in time stays', resource('aws_dynamodb_table', { ...PITR, a: 1 }, PITR), []],
  [
    'versions suspended',
    resource(
      'aws_s3_bucket_versioning',
      { 'versioning_configuration[0].status': 'Suspended' },
      { 'versioning_configuration[0].status': 'Enabled' },
    ),
    [['medium', 2]],
  ],
  [
    'CloudFormation: versions suspended',
    resource(
      'AWS::S3::Bucket',
      { 'VersioningConfiguration.Status': 'Suspended' },
      { 'VersioningConfiguration.Status': 'Enabled' },
    ),
    [['medium', 2]],
  ],
  [
    'versioning deleted',
    changeOf({ type: 'aws_s3_bucket_versioning', action: 'delete', before: stateOf({}) }),
    [['medium', null]],
  ],
  [
    'IAM-11: objects live shorter',
    resource(
      'aws_s3_bucket_lifecycle_configuration',
      { 'rule[0].expiration[0].days': 1 },
      { 'rule[0].expiration[0].days': 365 },
    ),
    [['medium', 2]],
  ],
  [
    'objects begin to expire after a year',
    resource('aws_s3_bucket_lifecycle_configuration', { 'rule[0].expiration[0].days': 365 }, { a: 1 }),
    [['low', 2]],
  ],
  [
    'a new rule of one day',
    resource('aws_s3_bucket_lifecycle_configuration', { 'rule[0].expiration[0].days': 1 }),
    [['low', 2]],
  ],
  [
    'a new rule of a year',
    resource('aws_s3_bucket_lifecycle_configuration', { 'rule[0].expiration[0].days': 365 }),
    [],
  ],
  [
    'a plan deleted',
    changeOf({ type: 'aws_backup_plan', action: 'delete', before: stateOf({}) }),
    [['medium', null]],
  ],
  [
    'a vault deleted',
    changeOf({ type: 'aws_backup_vault', action: 'delete', before: stateOf({}) }),
    [['high', null]],
  ],
  [
    'a Google database',
    resource(
      'google_sql_database_instance',
      { 'settings[0].backup_configuration[0].enabled': false },
      { 'settings[0].backup_configuration[0].enabled': true },
    ),
    [['medium', 2]],
  ],
  [
    'an Azure server',
    resource(
      'azurerm_postgresql_flexible_server',
      { backup_retention_days: 7 },
      { backup_retention_days: 35 },
    ),
    [['medium', 2]],
  ],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});
