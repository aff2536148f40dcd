// data-store-destroyed: what destroys data, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { dataStoreDestroyed } from '../../../src/classify/rules/data-store-destroyed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { Kind } from '../../../src/model/words.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

const DELETED = changeOf({ type: 'aws_db_instance', action: 'delete' });
const REMOVED = { from: { expression: 'aws_db_instance.main' } };
const NAMED = { name: 'a' };
const KEPT = { 'lifecycle[0].destroy': false };
const COMPUTED = {
  path: 'module.a.for_each',
  line: null,
  before: ['["a"]'],
  after: { expression: 'local.names' },
  sensitive: false,
};

test.each<[string, ParsedChange, readonly Kind[], readonly string[]]>([
  ['deleted', DELETED, ['data_store'], ['high']],
  ['replaced', { ...DELETED, action: 'replace' }, ['data_store'], ['high']],
  ['updated', { ...DELETED, action: 'update' }, ['data_store'], []],
  ['created', { ...DELETED, action: 'create' }, ['data_store'], []],
  ['deleted, of another kind', DELETED, ['compute'], []],
  ['a subnet group', { ...DELETED, type: 'aws_db_subnet_group' }, ['data_store'], []],
  ['an object of a bucket', { ...DELETED, type: 'aws_s3_object' }, ['data_store'], []],
  ['a bucket policy', { ...DELETED, type: 'aws_s3_bucket_policy' }, ['identity', 'data_store'], []],
  ['a data source', { ...DELETED, address: 'data.aws_db_instance.x' }, ['data_store'], []],
  ['removed block', resource('removed', REMOVED), ['data_store'], ['high']],
  [
    'removed block that keeps it',
    resource('removed', { ...REMOVED, 'lifecycle[0].destroy': false }),
    ['data_store'],
    ['medium'],
  ],
  [
    'removed block taken away',
    changeOf({ type: 'removed', action: 'delete', before: stateOf(REMOVED) }),
    ['data_store'],
    [],
  ],
  ['moved block', resource('moved', { to: { expression: 'aws_db_instance.b' } }), ['data_store'], []],
  ['count to zero', resource('aws_db_instance', { count: 0 }, NAMED), ['data_store'], ['high']],
  ['an instance', { ...DELETED, address: 'aws_db_instance.x["b"]' }, ['data_store'], ['high']],
  [
    'an instance whose key looks like a data source',
    { ...DELETED, address: 'module.a["x.data.y"].aws_db_instance.x' },
    ['data_store'],
    ['high'],
  ],
  [
    'a module that computes its instances',
    { ...DELETED, action: 'unknown', attributes: [COMPUTED] },
    ['data_store'],
    ['medium'],
  ],
  ['an opaque block', { ...DELETED, action: 'unknown', opaque: true }, ['data_store'], []],
  [
    'a list that was computed',
    resource('aws_db_instance', { 'for_each.a': 1 }, { for_each: { expression: 'var.dbs' } }),
    ['data_store'],
    ['medium'],
  ],
  [
    'a list that was computed and is gone',
    resource('aws_db_instance', NAMED, { for_each: { expression: 'var.dbs' } }),
    ['data_store'],
    ['medium'],
  ],
  [
    'a count that was computed',
    resource('aws_db_instance', { count: 1 }, { count: { expression: 'length(var.dbs)' } }),
    ['data_store'],
    ['medium'],
  ],
  [
    'a switch that is gone',
    resource('aws_db_instance', NAMED, { count: { expression: 'var.on ? 1 : 0' } }),
    ['data_store'],
    [],
  ],
  ['count to one', resource('aws_db_instance', { count: 1 }, NAMED), ['data_store'], []],
  ['count stays zero', resource('aws_db_instance', { count: 0 }, { count: 0 }), ['data_store'], []],
  ['empty for_each', resource('aws_db_instance', { for_each: {} }, NAMED), ['data_store'], ['high']],
  [
    'empty set',
    resource('aws_db_instance', { for_each: { expression: 'toset([])' } }, NAMED),
    ['data_store'],
    ['high'],
  ],
  ['for_each with a member', resource('aws_db_instance', { 'for_each.a': 1 }, NAMED), ['data_store'], []],
  [
    'computed count',
    resource('aws_db_instance', { count: { expression: 'var.n' } }, NAMED),
    ['data_store'],
    ['medium'],
  ],
  [
    'computed count of a new one',
    resource('aws_db_instance', { count: { expression: 'var.n' } }),
    ['data_store'],
    [],
  ],
])('%s', (_name, change, kinds, expected) => {
  expect(
    dataStoreDestroyed
      .check(change, contextOf(kinds))
      .map(({ severity }) => severity ?? dataStoreDestroyed.severity),
  ).toEqual(expected);
});

test.each([
  ['aws_glue_catalog_table', 1],
  ['aws_glue_trigger', 0],
  ['AWS::Glue::Crawler', 0],
  ['aws_dynamodb_table', 1],
  ['aws_dynamodb_table_item', 0],
  ['aws_db_proxy', 0],
  ['azurerm_mssql_database', 1],
  ['azurerm_mssql_job_step', 0],
  ['azurerm_data_factory_trigger_schedule', 0],
  ['azurerm_synapse_role_assignment', 0],
  ['google_bigquery_table', 1],
  ['google_bigquery_data_transfer_config', 0],
  ['google_storage_bucket', 1],
  ['google_storage_transfer_job', 0],
])('%s: what only stands beside data holds none', (type, count) => {
  const deleted = changeOf({ type, action: 'delete' });
  expect(dataStoreDestroyed.check(deleted, contextOf(['data_store']))).toHaveLength(count);
});

test.each([
  ['aws_db_instance', 'aws_db_instance.main', 'aws_db_instance.main'],
  ['AWS::RDS::DBInstance', 'Database', 'Database (AWS::RDS::DBInstance)'],
  ['PersistentVolumeClaim', 'core/PersistentVolumeClaim/web/data', 'PersistentVolumeClaim web/data'],
])('names the store: %s', (type, address, name) => {
  const deleted = changeOf({ type, address, action: 'delete' });
  expect(dataStoreDestroyed.check(deleted, contextOf(['data_store'])).map(({ message }) => message)).toEqual([
    `${name} is deleted, and what it holds with it.`,
  ]);
});

test.each<[string, string, string, readonly (string | undefined)[]]>([
  ['whose source names a store', 'terraform-aws-modules/rds/aws', 'delete', [undefined]],
  [
    'whose source names a store at the end',
    'git::https://example.com/terraform-s3-bucket.git',
    'delete',
    [undefined],
  ],
  ['that may make anything', 'terraform-aws-modules/vpc/aws', 'delete', ['low']],
  ['that stays', 'terraform-aws-modules/rds/aws', 'update', []],
  ['of this repository, whose resources are told', './rds', 'delete', []],
])('a module %s', (_name, source, action, expected) => {
  const change = changeOf({
    type: 'module',
    address: 'module.a',
    action: action as 'delete',
    before: stateOf({ source }),
  });
  expect(dataStoreDestroyed.check(change, contextOf(['other'])).map(({ severity }) => severity)).toEqual(
    expected,
  );
});

test.each<[string, Partial<ParsedChange>, number]>([
  ['of the same root', {}, 0],
  ['of another root', { file: 'other/main.tf' }, 1],
  ['of another address', { after: stateOf({ from: { expression: 'aws_db_instance.y' }, ...KEPT }) }, 1],
  ['of the module around it', { after: stateOf({ from: { expression: 'module.a' }, ...KEPT }) }, 0],
  ['that destroys', { after: stateOf({ from: { expression: 'module.a.aws_db_instance.x' } }) }, 1],
  ['that is taken away', { action: 'delete', after: null }, 1],
])('what a removed block releases lives on: one %s', (_name, given, count) => {
  const deleted = changeOf({
    type: 'aws_db_instance',
    address: 'module.a["k"].aws_db_instance.x',
    action: 'delete',
    file: 'm/db.tf',
    usedIn: ['main.tf'],
  });
  const from = { expression: 'module.a.aws_db_instance.x' };
  const removed = { ...resource('removed', { from, ...KEPT }), address: 'removed[x]', ...given };
  const context = contextOf(['data_store'], { diff: diffOf({ changes: [deleted, removed] }) });
  expect(dataStoreDestroyed.check(deleted, context)).toHaveLength(count);
});
