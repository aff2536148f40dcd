// What holds for every row of the tables of settings: it can be lost, and is not lost where nothing changes.
import { expect, test } from 'vitest';
import { TERRAFORM_KINDS } from '../../../src/classify/kinds-table.ts';
import { BACKUPS, BACKUP_RESOURCES } from '../../../src/classify/settings/backups.ts';
import { DELETION_LOCKS, DELETION_PROTECTIONS } from '../../../src/classify/settings/deletion-protections.ts';
import { ENCRYPTION_AT_REST } from '../../../src/classify/settings/encryption-at-rest.ts';
import { ENCRYPTION_IN_TRANSIT } from '../../../src/classify/settings/encryption-in-transit.ts';
import { KEY_LIFETIMES, KEYS } from '../../../src/classify/settings/key-lifetimes.ts';
import { DESTINATIONS } from '../../../src/classify/settings/destinations.ts';
import { INTERNET_FACING } from '../../../src/classify/settings/internet-facing.ts';
import { LOGIN_RESOURCES, LOGINS } from '../../../src/classify/settings/logins.ts';
import { LOGS } from '../../../src/classify/settings/logs.ts';
import { LOG_LISTS, RECORDERS } from '../../../src/classify/settings/recorders.ts';
import { PUBLIC_ADDRESSES } from '../../../src/classify/settings/public-addresses.ts';
import {
  REPOSITORY_GUARD_RESOURCES,
  REPOSITORY_GUARDS,
} from '../../../src/classify/settings/repository-guards.ts';
import type { Setting } from '../../../src/classify/settings/setting.ts';
import { weakenings } from '../../../src/classify/settings/weakenings.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { resource } from '../example-change.ts';

const ROWS: readonly Setting[] = [
  ...ENCRYPTION_AT_REST,
  ...ENCRYPTION_IN_TRANSIT,
  ...DELETION_PROTECTIONS,
  ...BACKUPS,
  ...LOGS,
  ...KEY_LIFETIMES,
  ...PUBLIC_ADDRESSES,
  ...INTERNET_FACING,
  ...LOGINS,
  ...REPOSITORY_GUARDS,
];

/** Texts that scales know, and what each says of a row: nothing, weaker or stronger. */
const TEXTS =
  'true false 0 1 2 5 10 100 1000 none kms plaintext tls_plaintext tls http https allow-all https-only http-only match-viewer String SecureString aes256 aws:kms aws:kms:dsse decrypted encrypted require verify-full TLS1_0 TLS1_2 compatible modern allow_unencrypted_and_encrypted encrypted_only disabled server_authentication secure_optional secure_always inactive active Delete Snapshot Retain abandon prevent governance compliance CanNotDelete ReadOnly suspended enabled periodic continuous readonly all paused logging.googleapis.com free standard destroyed archive noop internet-facing internal allow deny external detection prevention off optional on audit enforced bypass 1fa 2fa never all-applications write read selected enterprise flexible strict disable simple * aws:pass'.split(
    ' ',
  );

function pair(row: Setting): { readonly strong: JsonValue; readonly weak: JsonValue } | null {
  const known = TEXTS.map((text) => ({ text, strength: row.scale.strengthOf([text]) }))
    .filter(({ strength }) => strength !== null)
    .toSorted((a, b) => (a.strength ?? 0) - (b.strength ?? 0));
  const weak = known[0];
  const strong = known.at(-1);
  if (weak === undefined || strong === undefined || weak.strength === strong.strength) return null;
  return { strong: strong.text, weak: weak.text };
}

/** The first spelling of the path, with each list entered at its first member and each pair spelled out. */
function stateAt(row: Setting, value: JsonValue): Record<string, JsonValue> {
  const [path = ''] = row.path.split(' ');
  const found = /^(.*)\[(.*)\]$/.exec(path);
  if (found === null) return { [path]: value };
  const base = found[1] === '' ? '' : `${found[1]}[0].`;
  return { [`${base}name`]: found[2] ?? '', [`${base}value`]: value };
}

const named = ROWS.map((row) => [`${row.types.slice(0, 60)} ${row.path.slice(0, 60)}`, row] as const);

test.each(named)('%s is lost once', (_name, row) => {
  const [type = ''] = row.types.split(' ');
  const one = type.endsWith('*') ? `${type.slice(0, -1)}x` : type;
  const values = pair(row);
  const weak = values === null ? (row.absent === 0 ? {} : stateAt(row, 'x')) : stateAt(row, values.weak);
  const strong = values === null ? (row.absent === 0 ? stateAt(row, 'x') : {}) : stateAt(row, values.strong);
  expect(weakenings(resource(one, weak, strong), [row])).toHaveLength(1);
  expect(weakenings(resource(one, strong, weak), [row])).toEqual([]);
  expect(weakenings(resource(one, { ...weak, z: 1 }, weak), [row])).toEqual([]);
  expect(weakenings(resource(one, { ...strong, z: 1 }, strong), [row])).toEqual([]);
});

test('every type that a table names is in the kinds tables', () => {
  const types = [
    ...ROWS,
    ...DELETION_LOCKS,
    ...BACKUP_RESOURCES,
    ...RECORDERS,
    ...KEYS,
    ...LOG_LISTS,
    ...LOGIN_RESOURCES,
    ...REPOSITORY_GUARD_RESOURCES,
    ...DESTINATIONS,
  ].flatMap((row) => row.types.split(' '));
  const terraform = [...new Set(types)].filter((type) => /^(aws|google|azurerm|azuread|github)_/.test(type));
  expect(terraform.filter((type) => !type.endsWith('*') && !TERRAFORM_KINDS.has(type))).toEqual([]);
});
