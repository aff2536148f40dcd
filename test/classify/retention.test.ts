// What stays of a resource of CloudFormation that goes or is replaced.
import { expect, test } from 'vitest';
import { retentionOf } from '../../src/classify/retention.ts';
import type { Retention } from '../../src/classify/retention.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { changeOf, stateOf } from './example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function stack(
  action: 'delete' | 'replace' | 'update',
  before: Values,
  after: Values = {},
  type = 'AWS::S3::Bucket',
): ParsedChange {
  return changeOf({ format: 'cloudformation', type, action, before: stateOf(before), after: stateOf(after) });
}

const KEPT = { UpdateReplacePolicy: 'Retain' };
const MEMBER = { DBClusterIdentifier: 'x' };

test.each<[string, ParsedChange, Retention]>([
  ['a bucket', stack('delete', {}), null],
  ['a bucket that is kept', stack('delete', { DeletionPolicy: 'Retain' }), 'kept'],
  ['a bucket that is kept once made', stack('delete', { DeletionPolicy: 'RetainExceptOnCreate' }), 'kept'],
  ['a snapshot', stack('delete', { DeletionPolicy: 'Snapshot' }), 'snapshot'],
  ['another word', stack('delete', { DeletionPolicy: 'RetainNot' }), null],
  ['a computed word', stack('delete', { DeletionPolicy: { expression: '!Ref P' } }), null],
  ['kept on replacement only', stack('delete', KEPT), null],
  ['a database', stack('delete', {}, {}, 'AWS::RDS::DBInstance'), 'snapshot'],
  [
    'a database that says otherwise',
    stack('delete', { DeletionPolicy: 'Delete' }, {}, 'AWS::RDS::DBInstance'),
    null,
  ],
  ['a database of a cluster', { ...stack('delete', MEMBER, {}, 'AWS::RDS::DBInstance'), after: null }, null],
  ['a cluster', stack('delete', {}, {}, 'AWS::RDS::DBCluster'), 'snapshot'],
  ['replaced', stack('replace', {}), null],
  ['replaced and kept', stack('replace', KEPT, KEPT), 'kept'],
  ['replaced and kept by the head alone', stack('replace', {}, KEPT), null],
  ['replaced and kept by the base alone', stack('replace', KEPT), null],
  [
    'replaced, kept on deletion only',
    stack('replace', { DeletionPolicy: 'Retain' }, { DeletionPolicy: 'Retain' }),
    null,
  ],
  ['updated', stack('update', KEPT, KEPT), null],
  ['in another format', { ...stack('delete', { DeletionPolicy: 'Retain' }), format: 'terraform' }, null],
])('%s', (_name, change, expected) => {
  expect(retentionOf(change)).toBe(expected);
});
