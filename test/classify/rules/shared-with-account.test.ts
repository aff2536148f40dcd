// shared-with-account: who newly may read a copy, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { sharedWithAccount } from '../../../src/classify/rules/shared-with-account.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

function said(change: ParsedChange): readonly string[] {
  return sharedWithAccount
    .check(change, contextOf())
    .map(({ severity = 'medium', line, message }) => `${line} ${severity}: ${message}`);
}

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'a snapshot for one account',
    resource('aws_snapshot_create_volume_permission', { account_id: '999988887777' }),
    [
      '2 medium: 999988887777 may make a disk of the snapshot, and read it (aws_snapshot_create_volume_permission.example).',
    ],
  ],
  [
    'an image for whoever is computed',
    resource('aws_ami_launch_permission', { account_id: { expression: 'var.account' } }),
    ['2 low: Who may start machines from the image, and read its disks is computed: var.account.'],
  ],
  [
    'one account more',
    resource('aws_db_snapshot', { shared_accounts: ['1', '2'] }, { shared_accounts: ['1'] }),
    ['2 medium: 2 may make a database of the snapshot, and read it (aws_db_snapshot.example).'],
  ],
  [
    'one account less',
    resource('aws_db_snapshot', { shared_accounts: ['1'] }, { shared_accounts: ['1', '2'] }),
    [],
  ],
  ['everybody is another finding', resource('aws_db_snapshot', { shared_accounts: ['all'] }), []],
])('%s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});
