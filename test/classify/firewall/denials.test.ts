// Rules that deny, and their end: each against the case that differs in one field.
import { expect, test } from 'vitest';
import { lostDenials } from '../../../src/classify/firewall/denials.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, diffOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function said(
  change: ParsedChange,
  direction: 'in' | 'out' = 'in',
  others: readonly ParsedChange[] = [],
): readonly string[] {
  const diff = diffOf({ changes: [change, ...others] });
  return lostDenials(change, direction, diff).map(({ severity, message }) => `${severity}: ${message}`);
}

const google = (more: Values = {}): Values => ({
  direction: 'INGRESS',
  source_ranges: ['0.0.0.0/0'],
  'deny[0].protocol': 'tcp',
  'deny[0].ports': ['22'],
  ...more,
});
const azure = (more: Values = {}): Values => ({
  direction: 'Inbound',
  access: 'Deny',
  source_address_prefix: '*',
  destination_port_range: '22',
  protocol: 'Tcp',
  ...more,
});
const acl = (more: Values = {}): Values => ({
  rule_action: 'deny',
  cidr_block: '0.0.0.0/0',
  protocol: 'tcp',
  from_port: 22,
  to_port: 22,
  ...more,
});
const tellOf = (address: string): string =>
  `medium: ${address} no longer denies the whole internet (port 22): rules behind it decide now.`;
const gone = (type: string, before: Values): ParsedChange =>
  changeOf({ type, action: 'delete', before: stateOf(before) });
const update = (type: string, before: Values, after: Values): ParsedChange => resource(type, after, before);

const FIREWALL = 'google_compute_firewall';
const RULE = 'azurerm_network_security_rule';
const ENTRY = 'aws_network_acl_rule';

test.each<[string, ParsedChange, readonly string[]]>([
  ['deleted', gone(FIREWALL, google()), [tellOf(`${FIREWALL}.example`)]],
  ['deleted where it was switched off', gone(FIREWALL, google({ disabled: true })), []],
  ['switched off', update(FIREWALL, google(), google({ disabled: true })), [tellOf(`${FIREWALL}.example`)]],
  [
    'with no instance left',
    update(FIREWALL, google(), google({ count: 0 })),
    [tellOf(`${FIREWALL}.example`)],
  ],
  ['as before', update(FIREWALL, google(), google({ priority: 1 })), []],
  ['of more', update(FIREWALL, google(), google({ 'deny[0].ports': ['0-65535'] })), []],
  [
    'of another port',
    update(FIREWALL, google(), google({ 'deny[0].ports': ['23'] })),
    [tellOf(`${FIREWALL}.example`)],
  ],
  ['of one network', gone(FIREWALL, google({ source_ranges: ['10.0.0.0/8'] })), []],
  [
    'of machines with a tag',
    gone(FIREWALL, { direction: 'INGRESS', source_tags: ['a'], 'deny[0].protocol': 'all' }),
    [],
  ],
  [
    'an end of what lets in',
    gone(FIREWALL, { source_ranges: ['0.0.0.0/0'], 'allow[0].protocol': 'tcp' }),
    [],
  ],
  ['of Azure', gone(RULE, azure()), [tellOf(`${RULE}.example`)]],
  ['of Azure, turned round', update(RULE, azure(), azure({ access: 'Allow' })), [tellOf(`${RULE}.example`)]],
  ['of Azure, outbound', gone(RULE, azure({ direction: 'Outbound' })), []],
  ['of Azure, which let in', gone(RULE, azure({ access: 'Allow' })), []],
  ['of a network ACL', gone(ENTRY, acl()), [tellOf(`${ENTRY}.example`)]],
  ['of a network ACL, outbound', gone(ENTRY, acl({ egress: true })), []],
  ['of a network ACL, which let in', gone(ENTRY, acl({ rule_action: 'allow' })), []],
])('a denial %s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});

test('what keeps things in is told as such', () => {
  const out = { direction: 'EGRESS', destination_ranges: ['0.0.0.0/0'], 'deny[0].protocol': 'all' };
  const change = gone(FIREWALL, out);
  expect(said(change, 'out')).toEqual([
    `medium: ${FIREWALL}.example no longer denies the way to the whole internet (all ports): rules behind it decide now.`,
  ]);
  expect(said(change)).toEqual([]);
});

test('another one that is made beside it makes it most likely a new name', () => {
  const other = changeOf({ type: RULE, address: `${RULE}.other`, action: 'create', after: stateOf(azure()) });
  expect(said(gone(RULE, azure()), 'in', [other])).toEqual([
    tellOf(`${RULE}.example`).replace('medium', 'low'),
  ]);
});
