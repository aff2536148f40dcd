// key-deletion-scheduled: what may lose a key, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { keyDeletionScheduled } from '../../../src/classify/rules/key-deletion-scheduled.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

type Seen = readonly (readonly [severity: string, line: number | null])[];

function seen(change: ParsedChange): Seen {
  return keyDeletionScheduled
    .check(change, contextOf())
    .map(({ severity, line }) => [severity ?? keyDeletionScheduled.severity, line]);
}

const KEY = { description: 'a', deletion_window_in_days: 30 };

test.each<[string, ParsedChange, Seen]>([
  ['deleted', changeOf({ type: 'aws_kms_key', action: 'delete', before: stateOf(KEY) }), [['high', null]]],
  [
    'CloudFormation: deleted',
    changeOf({ type: 'AWS::KMS::Key', action: 'delete', before: stateOf(KEY) }),
    [['high', null]],
  ],
  [
    'CloudFormation: kept when it goes',
    changeOf({
      format: 'cloudformation',
      type: 'AWS::KMS::Key',
      action: 'delete',
      before: stateOf({ ...KEY, DeletionPolicy: 'Retain' }),
    }),
    [['medium', null]],
  ],
  [
    'a key of ACK deleted',
    changeOf({ address: 'kms.services.k8s.aws/Key/a/b', type: 'Key', action: 'delete', before: stateOf({}) }),
    [['high', null]],
  ],
  [
    'an alias of ACK deleted',
    changeOf({
      address: 'kms.services.k8s.aws/Alias/a/b',
      type: 'Alias',
      action: 'delete',
      before: stateOf({}),
    }),
    [],
  ],
  ['an alias deleted', changeOf({ type: 'aws_kms_alias', action: 'delete', before: stateOf({}) }), []],
  ['no instance left', resource('aws_kms_key', { ...KEY, count: 0 }, KEY), [['high', 4]]],
  ['switched off', resource('aws_kms_key', { ...KEY, is_enabled: false }, KEY), [['high', 4]]],
  ['CloudFormation: switched off', resource('AWS::KMS::Key', { Enabled: false }, {}), [['high', 2]]],
  ['switched on', resource('aws_kms_key', { ...KEY, is_enabled: true }, KEY), []],
  ['a shorter wait', resource('aws_kms_key', { ...KEY, deletion_window_in_days: 7 }, KEY), [['medium', 3]]],
  [
    'CloudFormation: a shorter wait',
    resource('AWS::KMS::Key', { PendingWindowInDays: 7 }, {}),
    [['medium', 2]],
  ],
  ['a longer wait', resource('aws_kms_key', KEY, { ...KEY, deletion_window_in_days: 7 }), []],
  [
    'a Google version destroyed',
    resource('google_kms_crypto_key_version', { state: 'DESTROYED' }, { state: 'ENABLED' }),
    [['high', 2]],
  ],
  [
    'a shorter wait at Google',
    resource('google_kms_crypto_key', { destroy_scheduled_duration: '86400s' }, {}),
    [['medium', 2]],
  ],
  [
    'purge protection off',
    resource('azurerm_key_vault', { purge_protection_enabled: false }, { purge_protection_enabled: true }),
    [['high', 2]],
  ],
  [
    'purge protection on',
    resource('azurerm_key_vault', { purge_protection_enabled: true }, { purge_protection_enabled: false }),
    [],
  ],
  [
    'vault deleted',
    changeOf({ type: 'azurerm_key_vault', action: 'delete', before: stateOf({}) }),
    [['high', null]],
  ],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});
