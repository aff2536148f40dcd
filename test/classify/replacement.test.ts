// Replacements: one argument that forces one, and every way in which it does not.
import { expect, test } from 'vitest';
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
  [
    'a value that becomes a reference',
    update('aws_db_instance', 'username', ['a', { expression: 'var.u' }]),
    'update',
  ],
  [
    'an argument that is left out now',
    update('aws_db_instance', 'storage_encrypted', [true, null]),
    'update',
  ],
  [
    'a difference that is ignored',
    update('aws_db_instance', 'storage_encrypted', [true, false], IGNORED),
    'update',
  ],
  ['a creation', resource('aws_db_instance', { storage_encrypted: true }), 'create'],
  [
    'another format',
    { ...update('aws_db_instance', 'storage_encrypted', [true, false]), format: 'terraform-plan' },
    'update',
  ],
])('%s', (_name, change, expected) => {
  expect(actionOf(change)).toBe(expected);
});
