// data-store-replaced: updates that end in a new, empty store, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { dataStoreReplaced } from '../../../src/classify/rules/data-store-replaced.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Action, Kind } from '../../../src/model/words.ts';
import { changeOf, contextOf, stateOf } from '../example-change.ts';

type Side = readonly [before: JsonValue, after: JsonValue];

function changed(path: string, [before, after]: Side, action: Action = 'update'): ParsedChange {
  return changeOf({
    type: 'aws_db_instance',
    action,
    attributes: [{ path, line: 5, before, after, sensitive: false }],
    before: stateOf({ [path]: before }),
    after: stateOf({ [path]: after }),
  });
}

type Seen = readonly (readonly [string, number | null])[];

test.each<[string, ParsedChange, readonly Kind[], Seen]>([
  [
    'replaced by its engine',
    changed('engine', ['mysql', 'postgres'], 'replace'),
    ['data_store'],
    [['high', 5]],
  ],
  ['replaced, no table says why', changed('x', [1, 2], 'replace'), ['data_store'], [['high', null]]],
  ['of another kind', changed('engine', ['mysql', 'postgres'], 'replace'), ['compute'], []],
  [
    'a subnet group',
    { ...changed('name', ['a', 'b'], 'replace'), type: 'aws_db_subnet_group' },
    ['data_store'],
    [],
  ],
  ['updated in place', changed('allocated_storage', [10, 20]), ['data_store'], []],
  ['deleted', changed('engine', ['a', 'b'], 'delete'), ['data_store'], []],
  ['an older version', changed('engine_version', ['15.4', '14.9']), ['data_store'], [['medium', 5]]],
  ['a newer version', changed('engine_version', ['14.9', '15.4']), ['data_store'], []],
  ['a version with fewer parts', changed('engine_version', ['15.4', '15']), ['data_store'], []],
  [
    'an older version with a word',
    changed('database_version', ['POSTGRES_15', 'POSTGRES_14']),
    ['data_store'],
    [['medium', 5]],
  ],
  ['another engine', changed('database_version', ['MYSQL_8_0', 'POSTGRES_14']), ['data_store'], []],
  ['a computed version', changed('engine_version', ['15.4', { expression: 'var.v' }]), ['data_store'], []],
  ['another name', changed('identifier', ['a', 'b']), ['data_store'], [['medium', 5]]],
  [
    'replaced with something else from now on',
    changed('lifecycle[0].replace_triggered_by', [null, [{ expression: 'terraform_data.x' }]]),
    ['data_store'],
    [['medium', 5]],
  ],
  [
    'no longer replaced with something else',
    changed('lifecycle[0].replace_triggered_by', [[{ expression: 'terraform_data.x' }], null]),
    ['data_store'],
    [],
  ],
  ['another name, computed', changed('identifier', ['a', { expression: 'var.n' }]), ['data_store'], []],
])('%s', (_name, change, kinds, expected) => {
  expect(
    dataStoreReplaced
      .check(change, contextOf(kinds))
      .map(({ severity, line }) => [severity ?? dataStoreReplaced.severity, line]),
  ).toEqual(expected);
});

test.each([
  [
    'known',
    ['a', 'b'],
    {},
    'high',
    'envs.db is destroyed and made anew, empty: changing `KmsKeyId` cannot be done in place.',
  ],
  [
    'computed',
    ['a', { expression: '!Ref K' }],
    {},
    'medium',
    'envs.db is destroyed and made anew, empty, if `KmsKeyId` comes to another value: that cannot be changed in place.',
  ],
  [
    'kept',
    ['a', 'b'],
    { UpdateReplacePolicy: 'Retain' },
    'medium',
    'envs.db is made anew, empty, and the old one lives on unmanaged: changing `KmsKeyId` cannot be done in place.',
  ],
  [
    'with a snapshot',
    ['a', 'b'],
    { UpdateReplacePolicy: 'Snapshot' },
    'medium',
    'envs.db is made anew, empty, and of the old one a snapshot is kept: changing `KmsKeyId` cannot be done in place.',
  ],
] as const)('CloudFormation: %s', (_name, [before, after], more, severity, message) => {
  const change = changeOf({
    format: 'cloudformation',
    type: 'AWS::RDS::DBInstance',
    address: 'envs.db',
    action: 'replace',
    attributes: [{ path: 'KmsKeyId', line: 5, before, after, sensitive: false }],
    before: stateOf({ KmsKeyId: before, ...more }),
    after: stateOf({ KmsKeyId: after, ...more }),
  });
  const [hit] = dataStoreReplaced.check(change, contextOf(['data_store']));
  expect([hit?.severity ?? 'high', hit?.line, hit?.message]).toEqual([severity, 5, message]);
});

test('what is replaced with something else says so', () => {
  const named = [{ expression: 'terraform_data.x' }];
  const change = changed('lifecycle[0].replace_triggered_by', [named, named], 'replace');
  expect(dataStoreReplaced.check(change, contextOf(['data_store']))[0]?.message).toBe(
    `${change.address} is destroyed and made anew, empty: something that \`replace_triggered_by\` names changes.`,
  );
});
