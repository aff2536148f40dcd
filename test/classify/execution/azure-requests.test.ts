// Requests of azapi: what they do, when they are sent, and when they are the same as before.
import { expect, test } from 'vitest';
import { requestHits } from '../../../src/classify/execution/azure-requests.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const asked = (more: Values): Values => ({
  type: 'Microsoft.Compute/virtualMachines@1',
  resource_id: 'a',
  ...more,
});
const said = (change: ParsedChange, when: 'plan' | 'apply' = 'apply'): readonly string[] =>
  requestHits(change, when).map(({ severity, line, message }) => `${severity} ${line ?? '-'} ${message}`);
const request = (after: Values, before?: Values): ParsedChange =>
  resource('azapi_resource_action', asked(after), ...(before === undefined ? [] : [asked(before)]));

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'a command on a machine',
    request({ action: 'runCommand' }),
    ['high 4 A request to Azure runs something by `runCommand` on apply: Microsoft.Compute/virtualMachines.'],
  ],
  [
    'a deletion',
    request({ method: 'DELETE' }),
    ['high 4 A request to Azure deletes a resource on apply: Microsoft.Compute/virtualMachines.'],
  ],
  [
    'keys that others use',
    request({ action: 'regenerateKey' }),
    [
      'high 4 A request to Azure takes away what others use by `regenerateKey` on apply: Microsoft.Compute/virtualMachines.',
    ],
  ],
  [
    'a link to a disk',
    request({ action: 'beginGetAccess' }),
    [
      'high 4 A request to Azure hands out access by `beginGetAccess` on apply: Microsoft.Compute/virtualMachines.',
    ],
  ],
  [
    'keys',
    request({ action: 'listKeys' }),
    ['low 4 A request to Azure reads keys by `listKeys` on apply: Microsoft.Compute/virtualMachines.'],
  ],
  [
    'something else, at the end',
    request({ action: 'stop', when: 'destroy' }),
    ['medium 4 A request to Azure does something by `stop` on destroy: Microsoft.Compute/virtualMachines.'],
  ],
  [
    'an action that is computed',
    request({ action: { expression: 'var.a' } }),
    [
      'medium 4 A request to Azure does something by `something computed` on apply: Microsoft.Compute/virtualMachines.',
    ],
  ],
  ['a request that only reads', request({ action: 'runCommand', method: 'GET' }), []],
  ['the same request', request({ action: 'runCommand', locks: ['a'] }, { action: 'runCommand' }), []],
  [
    'the same with another body',
    request({ body: { b: 1 } }, { body: { b: 2 } }),
    ['medium - A request to Azure changes something on apply: Microsoft.Compute/virtualMachines.'],
  ],
  ['another resource', resource('azapi_resource', asked({ action: 'runCommand' })), []],
  [
    'one that goes',
    changeOf({ type: 'azapi_resource_action', action: 'delete', before: stateOf(asked({})) }),
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});

test('data sources and ephemeral resources ask on every plan', () => {
  const after = stateOf(asked({ action: 'runCommand' }));
  const message =
    'high 4 A request to Azure runs something by `runCommand` on every plan: Microsoft.Compute/virtualMachines.';
  for (const [type, address] of [
    ['azapi_resource_action', 'module.a.data.azapi_resource_action.x'],
    ['ephemeral', 'ephemeral.azapi_resource_action.x'],
  ] as const) {
    const change = changeOf({ type, address, action: 'create', after });
    expect(said(change, 'plan')).toEqual([message]);
    expect(said(change)).toEqual([]);
  }
});

test('a type that cannot be told is said so', () => {
  const change = resource('azapi_resource_action', { type: { expression: 'var.t' }, action: 'stop' });
  expect(said(change)).toEqual([
    'medium 3 A request to Azure does something by `stop` on apply: a computed type.',
  ]);
});
