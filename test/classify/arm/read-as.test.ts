// Blocks of azapi: kinds and findings are those of the same thing in azurerm, and what cannot be read stays critical.
import { describe, expect, test } from 'vitest';
import { readAs } from '../../../src/classify/arm/read-as.ts';
import { classify } from '../../../src/classify/classify.ts';
import type { Classified, ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, diffOf, landscapeOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

const block = (armType: string, properties: Values, more: Values = {}): Values => ({
  type: `${armType}@2024-01-01`,
  ...more,
  body: { properties },
});

function classified(change: ParsedChange): Classified {
  return classify({ diff: diffOf({ changes: [change] }), landscape: landscapeOf(), agentInvolved: false });
}

function said(change: ParsedChange): readonly string[] {
  return classified(change).findings.map(({ id, severity, message }) => `${id} ${severity}: ${message}`);
}

const azapi = (armType: string, after: Values, before?: Values, more?: Values): ParsedChange =>
  resource(
    'azapi_resource',
    block(armType, after, more),
    ...(before === undefined ? [] : [block(armType, before, more)]),
  );

const VAULT = 'Microsoft.KeyVault/vaults';
const STORE = 'Microsoft.Storage/storageAccounts';
const GROUP = 'Microsoft.Network/networkSecurityGroups';
const rule = (source: string): Values => ({
  securityRules: [
    {
      name: 'ssh',
      properties: {
        access: 'Allow',
        direction: 'Inbound',
        protocol: 'Tcp',
        sourceAddressPrefix: source,
        destinationPortRange: '22',
      },
    },
  ],
});
const grant = (scope: string, role: string): ParsedChange =>
  azapi('Microsoft.Authorization/roleAssignments', { principalId: 'p', roleDefinitionId: role }, undefined, {
    parent_id: scope,
  });
const logs = (enabled: boolean): Values => ({
  logs: [
    { category: 'Audit', enabled },
    { category: 'Other', enabled: true },
  ],
});
const rights = (...secrets: readonly string[]): Values => ({
  accessPolicies: [{ objectId: 'somebody', permissions: { secrets } }],
});

describe('findings about the body', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'a store that is put on the internet',
      azapi(STORE, { publicNetworkAccess: 'Enabled' }, { publicNetworkAccess: 'Disabled' }),
      ['public-exposure high: azapi_resource.example now is reachable from the internet.'],
    ],
    [
      'a store that is taken off the internet',
      azapi(STORE, { publicNetworkAccess: 'Disabled' }, { publicNetworkAccess: 'Enabled' }),
      [],
    ],
    [
      'a store that takes connections of every network',
      azapi(STORE, { networkAcls: { defaultAction: 'Allow' } }, { networkAcls: { defaultAction: 'Deny' } }),
      ['public-ingress high: azapi_resource.example now lets every network in that no rule names.'],
    ],
    [
      'a rule for everybody inside of a list, with properties of its own',
      azapi(GROUP, rule('*'), rule('10.0.0.0/8')),
      ['public-ingress high: The whole internet can now reach port 22 (ssh) through azapi_resource.example.'],
    ],
    ['a rule for one network', azapi(GROUP, rule('10.1.0.0/16'), rule('10.0.0.0/8')), []],
    [
      'a vault without its purge protection',
      azapi(VAULT, { enablePurgeProtection: false }, { enablePurgeProtection: true }),
      [
        'key-deletion-scheduled high: azapi_resource.example now lets deleted keys and secrets be purged at once.',
      ],
    ],
    [
      'a right to the secrets of a vault',
      azapi(VAULT, rights('get'), rights()),
      ['secret-policy-widened high: somebody may now get in the vault (secret).'],
    ],
    [
      'the owner of a subscription',
      grant('/subscriptions/1', '/x/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635'),
      ['iam-access-grows high: p now has Owner on /subscriptions/1.'],
    ],
    [
      'every action for a custom role',
      azapi(
        'Microsoft.Authorization/roleDefinitions',
        { permissions: [{ actions: [], dataActions: ['*'] }] },
        { permissions: [{ actions: [] }] },
      ),
      ['iam-access-grows high: A custom role now has *.'],
    ],
    [
      'a policy that is no longer enforced',
      azapi(
        'Microsoft.Authorization/policyAssignments',
        { enforcementMode: 'DoNotEnforce' },
        { enforcementMode: 'Default' },
      ),
      ['iam-boundary-removed high: azapi_resource.example now is only reported and no longer enforced.'],
    ],
    [
      'a log that is switched off in the list',
      azapi('Microsoft.Insights/diagnosticSettings', logs(false), logs(true)),
      ['logging-disabled medium: azapi_resource.example no longer logs Audit.'],
    ],
    [
      'backups for a week',
      azapi(
        'Microsoft.DBforPostgreSQL/flexibleServers',
        { backup: { backupRetentionDays: 7 } },
        { backup: { backupRetentionDays: 35 } },
      ),
      ['backup-reduced medium: Backup retention of azapi_resource.example falls from 35 days to 7 days.'],
    ],
    [
      'a web firewall that only detects',
      azapi(
        'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies',
        { policySettings: { mode: 'Detection' } },
        { policySettings: { mode: 'Prevention' } },
      ),
      [
        'public-ingress high: The mode of the web firewall of azapi_resource.example falls from Prevention to Detection.',
      ],
    ],
    [
      'another administrator of a database server',
      azapi('Microsoft.Sql/servers', { administrators: { sid: 'b' } }, { administrators: { sid: 'a' } }),
      ['iam-access-grows high: b is now the administrator of a database server.'],
    ],
    [
      'keys that are taken again',
      azapi('Microsoft.ServiceBus/namespaces', { disableLocalAuth: false }, { disableLocalAuth: true }),
      ['login-weakened medium: azapi_resource.example now can be used with shared keys, which name nobody.'],
    ],
    [
      'a body in JSON',
      resource(
        'azapi_resource',
        { type: `${STORE}@1`, body: '{"properties": {"allowBlobPublicAccess": true}}' },
        { type: `${STORE}@1`, body: '{"properties": {"allowBlobPublicAccess": false}}' },
      ),
      ['public-exposure high: azapi_resource.example now lets containers be public.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(said(change)).toEqual(expected);
  });

  test('a store that is deleted takes its data with it', () => {
    const gone = changeOf({
      type: 'azapi_resource',
      action: 'delete',
      before: stateOf(block(STORE, { publicNetworkAccess: 'Disabled' })),
    });
    expect(said(gone)).toEqual([
      'data-store-destroyed high: azapi_resource.example (azurerm_storage_account) is deleted, and what it holds with it.',
    ]);
  });
});

describe('blocks that only set', () => {
  const update = (after: Values, before?: Values): ParsedChange => ({
    ...azapi(STORE, after, before),
    type: 'azapi_update_resource',
  });

  test('what was there before cannot be told', () => {
    expect(said(update({ allowBlobPublicAccess: true }))).toEqual([
      'public-exposure medium: azapi_resource.example now lets containers be public; what it was cannot be told.',
    ]);
    expect(said(update({ allowBlobPublicAccess: false }))).toEqual([]);
  });

  test('what is no longer written stays as it is', () => {
    const both = { allowBlobPublicAccess: false, publicNetworkAccess: 'Disabled' };
    expect(said(update({ allowBlobPublicAccess: false }, both))).toEqual([]);
  });

  test('with the block nothing is destroyed', () => {
    const gone = changeOf({
      type: 'azapi_update_resource',
      action: 'delete',
      before: stateOf(block(STORE, { allowBlobPublicAccess: false })),
    });
    expect(said(gone)).toEqual([]);
    const setting = changeOf({
      type: 'azapi_resource',
      action: 'delete',
      before: stateOf(block(`${STORE}/blobServices`, { isVersioningEnabled: true })),
    });
    expect(said(setting)).toEqual([]);
  });

  test('an action that writes the resource sets it', () => {
    const patch = resource('azapi_resource_action', {
      ...block(VAULT, { publicNetworkAccess: 'Enabled' }),
      method: 'PATCH',
    });
    expect(said(patch)).toEqual([
      'public-exposure medium: azapi_resource_action.example now is reachable from the internet; what it was cannot be told.',
    ]);
  });
});

describe('kinds and tiers', () => {
  const told = (change: ParsedChange): string =>
    classified(change)
      .changes.map(({ type, kinds, tier }) => `${type} ${tier} ${kinds.join(' ')}`)
      .join();
  const account = 'Microsoft.Automation/automationAccounts';

  test.each<[string, Values, string]>([
    ['the kinds of the same thing', block(account, {}), 'azapi_resource elevated compute'],
    ['in any case', block(account.toUpperCase(), {}), 'azapi_resource elevated compute'],
    [
      'a computed version',
      { type: { expression: `"${account}@\${var.version}"` }, body: {} },
      'azapi_resource elevated compute',
    ],
    ['a computed type', { type: { expression: 'var.type' }, body: {} }, 'azapi_resource critical other'],
    ['a type in no table', block('Microsoft.Nobody/knows', {}), 'azapi_resource critical other'],
    [
      'a computed body',
      { type: `${account}@1`, body: { expression: 'local.body' } },
      'azapi_resource critical compute',
    ],
    [
      'templates that make anything',
      block('Microsoft.Resources/deployments', {}),
      'azapi_resource critical other',
    ],
  ])('%s', (_name, after, expected) => {
    expect(told(resource('azapi_resource', after))).toBe(expected);
  });

  test('what is read is chosen, what is asked of it touches it', () => {
    const data = (type: string): ParsedChange =>
      changeOf({ type, action: 'create', address: `data.${type}.a`, after: stateOf(block(VAULT, {})) });
    expect(told(data('azapi_resource'))).toBe('azapi_resource critical secrets encryption');
    expect(told(data('azapi_resource_action'))).toBe('azapi_resource_action critical secrets encryption');
    expect(told(data('azapi_client_config'))).toBe('azapi_client_config elevated other');
  });
});

test('another name or place makes another resource', () => {
  const at = (more: Values): Values => block(STORE, {}, more);
  const moved = resource('azapi_resource', at({ name: 'b' }), at({ name: 'a' }));
  const change = {
    ...moved,
    attributes: [{ path: 'name', line: 3, before: 'a', after: 'b', sensitive: false }],
  };
  expect(classified(change).changes.map(({ action }) => action)).toEqual(['replace']);
  expect(said(change)).toEqual([
    'data-store-destroyed high: azapi_resource.example (azurerm_storage_account) is replaced: what it holds is destroyed and a new, empty one is made.',
    'data-store-replaced high: azapi_resource.example is destroyed and made anew, empty: changing `name` cannot be done in place.',
  ]);
});

test('every other change is itself', () => {
  const change = resource('azurerm_storage_account', { type: `${STORE}@1`, body: {} });
  expect(readAs(change)).toBe(change);
});

test('other values of variables are read in the same words', () => {
  const on = stateOf(block(STORE, { publicNetworkAccess: 'Enabled' }));
  const off = stateOf(block(STORE, { publicNetworkAccess: 'Disabled' }));
  const change: ParsedChange = {
    ...azapi(STORE, { publicNetworkAccess: 'Disabled' }, { publicNetworkAccess: 'Disabled' }),
    otherwise: [{ given: 'var.open is true', before: off, after: on }],
  };
  expect(said(change)).toEqual([
    'public-exposure high: If var.open is true: azapi_resource.example now is reachable from the internet.',
  ]);
});
