// deletion-protection-off: what may be deleted now, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { deletionProtectionOff } from '../../../src/classify/rules/deletion-protection-off.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

type Seen = readonly (readonly [severity: string, line: number | null])[];

function seen(change: ParsedChange): Seen {
  return deletionProtectionOff
    .check(change, contextOf())
    .map(({ severity, line }) => [severity ?? deletionProtectionOff.severity, line]);
}

const GUARDED = { name: 'a', deletion_protection: true };
const ALL = { expression: 'all' };

test.each<[string, ParsedChange, Seen]>([
  [
    'HCL-17: deletion_protection off',
    resource('aws_db_instance', { ...GUARDED, deletion_protection: false }, GUARDED),
    [['high', 3]],
  ],
  ['deletion_protection stays', resource('aws_db_instance', { ...GUARDED, name: 'b' }, GUARDED), []],
  [
    'CloudFormation: DeletionProtection off',
    resource('AWS::RDS::DBCluster', { DeletionProtection: false }, { DeletionProtection: true }),
    [['high', 2]],
  ],
  [
    'HCL-17: prevent_destroy removed',
    resource('aws_instance', { a: 1 }, { 'lifecycle[0].prevent_destroy': true }),
    [['high', null]],
  ],
  [
    'prevent_destroy stays',
    resource(
      'aws_instance',
      { 'lifecycle[0].prevent_destroy': true, a: 1 },
      { 'lifecycle[0].prevent_destroy': true },
    ),
    [],
  ],
  [
    'HCL-17: ignore_changes of everything',
    resource('aws_instance', { 'lifecycle[0].ignore_changes': ALL }, {}),
    [['medium', 2]],
  ],
  [
    'ignore_changes of one',
    resource('aws_instance', { 'lifecycle[0].ignore_changes': [{ expression: 'tags' }] }, {}),
    [],
  ],
  [
    'ignore_changes of everything stays',
    resource(
      'aws_instance',
      { 'lifecycle[0].ignore_changes': ALL, a: 1 },
      { 'lifecycle[0].ignore_changes': ALL },
    ),
    [],
  ],
  [
    'HCL-17: skip_final_snapshot',
    resource('aws_db_instance', { skip_final_snapshot: true }, {}),
    [['high', 2]],
  ],
  [
    'skip_final_snapshot of a new one',
    resource('aws_db_instance', { skip_final_snapshot: true }),
    [['low', 2]],
  ],
  ['a last snapshot', resource('aws_db_instance', { skip_final_snapshot: false }), []],
  ['force_destroy', resource('aws_s3_bucket', { force_destroy: true }, {}), [['high', 2]]],
  ['force_destroy no more', resource('aws_s3_bucket', {}, { force_destroy: true }), []],
  ['force_destroy of a user', resource('aws_iam_user', { force_destroy: true }), []],
  [
    'DeletionPolicy gone',
    resource('AWS::S3::Bucket', { a: 1 }, { DeletionPolicy: 'Retain' }),
    [['high', null]],
  ],
  [
    'DeletionPolicy of a database gone',
    resource('AWS::RDS::DBCluster', { a: 1 }, { DeletionPolicy: 'Snapshot' }),
    [],
  ],
  [
    'DeletionPolicy of a database to Delete',
    resource('AWS::RDS::DBCluster', { DeletionPolicy: 'Delete' }, { a: 1 }),
    [['high', 2]],
  ],
  [
    'a load balancer',
    resource(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }] },
      { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
    ),
    [['medium', 2]],
  ],
  [
    'a lock deleted',
    changeOf({ type: 'azurerm_management_lock', action: 'delete', before: stateOf({}) }),
    [['high', null]],
  ],
  [
    'a volume reclaimed',
    resource(
      'kubernetes_persistent_volume',
      { 'spec[0].persistent_volume_reclaim_policy': 'Delete' },
      { 'spec[0].persistent_volume_reclaim_policy': 'Retain' },
    ),
    [['high', 2]],
  ],
  [
    'a Google database',
    resource('google_sql_database_instance', { deletion_protection: false }, {}),
    [['high', 2]],
  ],
  [
    'a module',
    resource('module', { deletion_protection: false }, { deletion_protection: true }),
    [['high', 2]],
  ],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});

test('a disruption budget that goes', () => {
  const budget = (spec: string): string =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b }\nspec: ${spec}\n`;
  expect(hitsOf(deletionProtectionOff, budget('{ minAvailable: 1 }'), null)).toEqual([
    '- low policy/PodDisruptionBudget/-/b is deleted: all its pods may be taken down at once.',
  ]);
  expect(hitsOf(deletionProtectionOff, budget('{ minAvailable: 1 }'), budget('{ minAvailable: 2 }'))).toEqual(
    [],
  );
});
