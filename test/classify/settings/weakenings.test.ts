// Weakenings: a setting on both sides of a change, and what is said of it.
import { expect, test } from 'vitest';
import { AMOUNT, ON, PRESENT, words } from '../../../src/classify/settings/scales.ts';
import type { Setting } from '../../../src/classify/settings/setting.ts';
import { weakenings } from '../../../src/classify/settings/weakenings.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { diffOf, resource } from '../example-change.ts';

const LOCK: Setting = {
  types: 'acme_store acme_box*',
  path: 'lock_enabled',
  weak: 'is not locked',
  scale: ON,
  absent: 0,
  severity: 'high',
  created: { below: 1, severity: 'medium' },
  unless: 'copy_of mode=shared',
};
const UNKNOWN = { expression: 'var.x' };
const OTHER = { expression: 'var.y' };

type Seen = readonly (readonly [
  severity: string | undefined,
  confidence: string | undefined,
  line: number | null,
])[];

function seen(change: ParsedChange, settings: readonly Setting[] = [LOCK]): Seen {
  return weakenings(change, settings).map(({ severity, confidence, line }) => [severity, confidence, line]);
}

test.each<[string, ParsedChange, Seen]>([
  [
    'on to off',
    resource('acme_store', { lock_enabled: false }, { lock_enabled: true }),
    [['high', undefined, 2]],
  ],
  ['on stays', resource('acme_store', { lock_enabled: true, a: 1 }, { lock_enabled: true }), []],
  ['off stays', resource('acme_store', { lock_enabled: false, a: 1 }, { lock_enabled: false }), []],
  ['off to on', resource('acme_store', { lock_enabled: true }, { lock_enabled: false }), []],
  ['off said in another way', resource('acme_store', { a: 1 }, { lock_enabled: false }), []],
  ['no longer set', resource('acme_store', { a: 1 }, { lock_enabled: true }), [['high', undefined, null]]],
  [
    'on to computed',
    resource('acme_store', { lock_enabled: UNKNOWN }, { lock_enabled: true }),
    [['low', 'low', 2]],
  ],
  ['off to computed', resource('acme_store', { lock_enabled: UNKNOWN }, { lock_enabled: false }), []],
  ['computed stays', resource('acme_store', { lock_enabled: UNKNOWN, a: 1 }, { lock_enabled: UNKNOWN }), []],
  ['computed otherwise', resource('acme_store', { lock_enabled: OTHER }, { lock_enabled: UNKNOWN }), []],
  [
    'computed to off',
    resource('acme_store', { lock_enabled: false }, { lock_enabled: UNKNOWN }),
    [['medium', 'medium', 2]],
  ],
  ['computed to on', resource('acme_store', { lock_enabled: true }, { lock_enabled: UNKNOWN }), []],
  ['new and off', resource('acme_store', { lock_enabled: false }), [['medium', undefined, 2]]],
  ['new and not set', resource('acme_store', { a: 1 }), [['medium', undefined, null]]],
  ['new and on', resource('acme_store', { lock_enabled: true }), []],
  ['new and computed', resource('acme_store', { lock_enabled: UNKNOWN }), []],
  ['new, as its source is', resource('acme_store', { copy_of: 'x' }), []],
  ['new, in a mode that says it', resource('acme_store', { mode: 'shared' }), []],
  ['new, in another mode', resource('acme_store', { mode: 'own' }), [['medium', undefined, null]]],
  ['a type by its prefix', resource('acme_boxes', { lock_enabled: false }), [['medium', undefined, 2]]],
  ['another type', resource('acme_shelf', { lock_enabled: false }), []],
  [
    'in capitals, as CloudFormation writes',
    resource('acme_store', { LockEnabled: false }, { LockEnabled: true }),
    [['high', undefined, 2]],
  ],
  [
    'a module that passes it',
    resource('module', { lock_enabled: false }, { lock_enabled: true }),
    [['high', undefined, 2]],
  ],
  [
    'a module that no longer passes it',
    resource('module', { a: 1 }, { lock_enabled: true }),
    [['low', 'low', null]],
  ],
  [
    'a module of the repository',
    resource('module', { lock_enabled: false, source: './a' }, { lock_enabled: true, source: './a' }),
    [],
  ],
  ['a new module without it', resource('module', { a: 1 }), []],
  ['a data source', { ...resource('acme_store', {}), address: 'data.acme_store.x' }, []],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});

const DAYS: Setting = {
  types: 'acme_store',
  severity: 'high',
  path: 'keep.days',
  what: 'Retention',
  unit: 'days',
  scale: AMOUNT,
  absent: 7,
  ample: 30,
};
const PARAMETER: Setting = { ...LOCK, path: 'parameter[force.tls]' };
const KEY: Setting = { ...LOCK, path: 'key', scale: PRESENT };
const CIPHER: Setting = { ...LOCK, path: 'rules.cipher', scale: words('none', 'aes') };

test.each<[string, Setting, ParsedChange, Seen]>([
  [
    'fewer days',
    DAYS,
    resource('acme_store', { 'keep[0].days': 3 }, { 'keep[0].days': 9 }),
    [['high', undefined, 2]],
  ],
  ['more days', DAYS, resource('acme_store', { 'keep[0].days': 9 }, { 'keep[0].days': 3 }), []],
  [
    'still many days',
    DAYS,
    resource('acme_store', { 'keep[0].days': 90 }, { 'keep[0].days': 365 }),
    [['low', undefined, 2]],
  ],
  [
    'fewer than the default',
    DAYS,
    resource('acme_store', { 'keep[0].days': 6 }, {}),
    [['high', undefined, 2]],
  ],
  [
    'a block that is computed',
    DAYS,
    resource('acme_store', { keep: UNKNOWN }, { 'keep[0].days': 9 }),
    [['low', 'low', 2]],
  ],
  [
    'a dynamic block',
    DAYS,
    resource('acme_store', { 'dynamic.keep[0].content[0].days': 1 }, { 'keep[0].days': 9 }),
    [['low', 'low', 2]],
  ],
  [
    'a dynamic block of known length',
    DAYS,
    resource(
      'acme_store',
      { 'dynamic.keep[0].for_each': [1], 'dynamic.keep[0].content[0].days': 1 },
      { 'keep[0].days': 9 },
    ),
    [['high', undefined, 3]],
  ],
  [
    'one of a list',
    CIPHER,
    resource(
      'acme_store',
      { rules: [{ cipher: 'aes' }, { cipher: 'none' }] },
      { rules: [{ cipher: 'aes' }] },
    ),
    [['high', undefined, 2]],
  ],
  [
    'all of a list',
    CIPHER,
    resource('acme_store', { rules: [{ cipher: 'aes' }, { cipher: 'aes' }] }, { rules: [{ cipher: 'aes' }] }),
    [],
  ],
  [
    'a pair by name',
    PARAMETER,
    resource(
      'acme_store',
      { 'parameter[0].name': 'force.tls', 'parameter[0].value': '0' },
      { 'parameter[0].name': 'force.tls', 'parameter[0].value': '1' },
    ),
    [['high', undefined, 3]],
  ],
  [
    'another pair',
    PARAMETER,
    resource(
      'acme_store',
      { 'parameter[0].name': 'force.x', 'parameter[0].value': '0' },
      { 'parameter[0].name': 'force.x', 'parameter[0].value': '1' },
    ),
    [],
  ],
  [
    'a map by name',
    PARAMETER,
    resource('acme_store', { 'Parameter."force.tls"': '0' }, { 'Parameter."force.tls"': '1' }),
    [['high', undefined, 2]],
  ],
  ['a key that goes', KEY, resource('acme_store', { a: 1 }, { key: UNKNOWN }), [['high', undefined, null]]],
  [
    'a key of a dynamic block',
    KEY,
    resource('acme_store', { 'dynamic.key[0].content[0].a': 1 }, { 'key[0].a': 1 }),
    [['low', 'low', 2]],
  ],
  ['a key that changes', KEY, resource('acme_store', { key: OTHER }, { key: UNKNOWN }), []],
])('%s', (_name, setting, change, expected) => {
  expect(seen(change, [setting])).toEqual(expected);
});

test('of rows with one path the first that fits is taken', () => {
  const first: Setting = { ...LOCK, types: 'acme_store', absent: 1 };
  expect(seen(resource('acme_store', {}), [first, LOCK])).toEqual([]);
});

test.each<[string, Setting, ParsedChange]>([
  [
    'acme_store.example now is not locked.',
    LOCK,
    resource('acme_store', { lock_enabled: false }, { lock_enabled: true }),
  ],
  ['The new acme_store.example is not locked.', LOCK, resource('acme_store', {})],
  [
    'acme_store.example now is not locked; what it was cannot be told.',
    LOCK,
    resource('acme_store', { lock_enabled: false }, { lock_enabled: UNKNOWN }),
  ],
  [
    'Perhaps acme_store.example is not locked: the setting is now computed.',
    LOCK,
    resource('acme_store', { lock_enabled: UNKNOWN }, { lock_enabled: true }),
  ],
  [
    'Perhaps module.example is not locked: the setting is gone from here.',
    LOCK,
    resource('module', {}, { lock_enabled: true }),
  ],
  [
    'Retention of acme_store.example falls from 9 days to 3 days.',
    DAYS,
    resource('acme_store', { 'keep[0].days': 3 }, { 'keep[0].days': 9 }),
  ],
  [
    'Retention of acme_store.example falls from 9 days to the default.',
    DAYS,
    resource('acme_store', {}, { 'keep[0].days': 9 }),
  ],
  [
    'Retention of acme_store.example falls from 9 days to 1 day.',
    DAYS,
    resource('acme_store', { 'keep[0].days': 1 }, { 'keep[0].days': 9 }),
  ],
  [
    'acme_store.example no longer writes.',
    { ...LOCK, weak: 'no longer writes' },
    resource('acme_store', { lock_enabled: false }, { lock_enabled: true }),
  ],
  [
    'Retention of acme_store.example falls from no limit to 9 days.',
    { ...DAYS, absent: Number.POSITIVE_INFINITY },
    resource('acme_store', { 'keep[0].days': 9 }, {}),
  ],
])('%s', (message, setting, change) => {
  expect(weakenings(change, [setting]).map((hit) => hit.message)).toEqual([message]);
});

test.each<[string, readonly ParsedChange[], Seen]>([
  ['alone', [], [['high', undefined, null]]],
  ['with a resource that says the same', [resource('acme_key', {})], [['info', 'low', null]]],
  ['with one elsewhere', [{ ...resource('acme_key', {}), file: 'b/main.tf' }], [['high', undefined, null]]],
])('a key that goes, %s', (_name, others, expected) => {
  const change = resource('acme_store', { a: 1 }, { key: UNKNOWN });
  const diff = diffOf({ changes: [change, ...others] });
  expect(
    weakenings(change, [{ ...KEY, instead: 'acme_key' }], diff).map(({ severity, confidence, line }) => [
      severity,
      confidence,
      line,
    ]),
  ).toEqual(expected);
});

test.each([
  ['null', null],
  ['an empty list', []],
] as const)('%s in a plan is nothing', (_name, nothing) => {
  expect(seen(resource('acme_store', { key: nothing }, { key: UNKNOWN }), [KEY])).toEqual([
    ['high', undefined, null],
  ]);
});
