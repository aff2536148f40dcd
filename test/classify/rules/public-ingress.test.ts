// public-ingress: each opening against the case that differs in one field.
import { expect, test } from 'vitest';
import { publicIngress } from '../../../src/classify/rules/public-ingress.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, changeOf, resource, stateOf } from '../example-change.ts';

type Seen = readonly (readonly [
  severity: string | undefined,
  confidence: string | undefined,
  line: number | null,
])[];

function hits(change: ParsedChange): Seen {
  return publicIngress
    .check(change, contextOf(['firewall']))
    .map(({ severity, confidence, line }) => [severity, confidence, line]);
}

const SSH = { 'ingress[0].from_port': 22, 'ingress[0].to_port': 22, 'ingress[0].protocol': 'tcp' };
const RULE = { type: 'ingress', from_port: 443, to_port: 443, protocol: 'tcp' };
const HTTPS = { ip_protocol: 'tcp', from_port: 443, to_port: 443 };
const NSG = { direction: 'Inbound', access: 'Allow', protocol: 'Tcp', destination_port_range: '3389' };
const FIREWALL = { 'allow[0].protocol': 'tcp', 'allow[0].ports': ['22'] };

function group(cidrs: unknown, before?: unknown): ParsedChange {
  const state = (value: unknown): Record<string, never> =>
    JSON.parse(JSON.stringify({ 'ingress[0].cidr_blocks': value, ...SSH }));
  return before === undefined
    ? resource('aws_security_group', state(cidrs))
    : resource('aws_security_group', state(cidrs), state(before));
}

test.each<[string, ParsedChange, Seen]>([
  ['ssh to everyone', group(['0.0.0.0/0']), [['high', 'high', 2]]],
  ['ssh to a private range', group(['10.0.0.0/8']), []],
  ['everyone already in the base', group(['0.0.0.0/0'], ['0.0.0.0/0']), []],
  ['everyone instead of a range', group(['0.0.0.0/0'], ['10.0.0.0/8']), [['high', 'high', 2]]],
  ['in halves', group(['0.0.0.0/1', '128.0.0.0/1']), [['high', 'high', 2]]],
  ['in quarters', group(['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2']), [['high', 'high', 2]]],
  ['one office', group(['203.0.113.0/24']), []],
  ['everyone by IPv6', group(['::/0']), [['high', 'high', 2]]],
  ['all public IPv6', group(['2000::/3']), [['high', 'high', 2]]],
  ['unique local IPv6', group(['fc00::/7']), []],
  ['computed', group({ expression: 'var.ranges' }), [['low', 'low', 2]]],
  ['computed already in the base', group({ expression: 'var.ranges' }, { expression: 'var.ranges' }), []],
  ['the range of the VPC itself', group([{ expression: 'aws_vpc.main.cidr_block' }]), []],
  [
    'an expression that can be everyone',
    group({ expression: 'var.open ? ["0.0.0.0/0"] : []' }),
    [['high', 'medium', 2]],
  ],
  ['one of a list computed', group(['10.0.0.0/8', { expression: 'local.x' }]), [['low', 'low', 2]]],
])('security group: %s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test.each<[string, ParsedChange, Seen]>([
  [
    'rule in',
    resource('aws_security_group_rule', { ...RULE, cidr_blocks: ['0.0.0.0/0'] }),
    [['medium', 'high', 6]],
  ],
  [
    'rule out',
    resource('aws_security_group_rule', { ...RULE, type: 'egress', cidr_blocks: ['0.0.0.0/0'] }),
    [],
  ],
  [
    'rule of computed direction',
    resource('aws_security_group_rule', {
      ...RULE,
      type: { expression: 'var.t' },
      cidr_blocks: ['0.0.0.0/0'],
    }),
    [['medium', 'high', 6]],
  ],
  [
    'all protocols',
    resource('aws_security_group_rule', { ...RULE, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }),
    [['high', 'high', 6]],
  ],
  [
    'ping',
    resource('aws_security_group_rule', { ...RULE, protocol: 'icmp', cidr_blocks: ['0.0.0.0/0'] }),
    [['info', 'high', 6]],
  ],
  [
    'ports that cannot be told of another protocol',
    resource('aws_security_group_rule', {
      ...RULE,
      from_port: 8,
      to_port: -1,
      protocol: 'udp',
      cidr_blocks: ['0.0.0.0/0'],
    }),
    [['high', 'medium', 6]],
  ],
  [
    'ingress rule',
    resource('aws_vpc_security_group_ingress_rule', { ...HTTPS, cidr_ipv4: '0.0.0.0/0' }),
    [['medium', 'high', 5]],
  ],
  [
    'more ports than before',
    resource(
      'aws_vpc_security_group_ingress_rule',
      { ...HTTPS, from_port: 0, cidr_ipv4: '0.0.0.0/0' },
      { ...HTTPS, cidr_ipv4: '0.0.0.0/0' },
    ),
    [['high', 'high', 5]],
  ],
  [
    'fewer ports than before',
    resource(
      'aws_vpc_security_group_ingress_rule',
      { ...HTTPS, cidr_ipv4: '0.0.0.0/0' },
      { ...HTTPS, from_port: 0, cidr_ipv4: '0.0.0.0/0' },
    ),
    [],
  ],
  [
    'computed ports',
    resource('aws_vpc_security_group_ingress_rule', {
      ...HTTPS,
      from_port: { expression: 'var.p' },
      cidr_ipv4: '0.0.0.0/0',
    }),
    [['high', 'medium', 5]],
  ],
  [
    'a foreign prefix list',
    resource('aws_vpc_security_group_ingress_rule', { ...HTTPS, prefix_list_id: 'pl-1' }),
    [['low', 'low', 5]],
  ],
  [
    'another group',
    resource('aws_vpc_security_group_ingress_rule', { ...HTTPS, referenced_security_group_id: 'sg-1' }),
    [],
  ],
  ['egress rule', resource('aws_vpc_security_group_egress_rule', { ...HTTPS, cidr_ipv4: '0.0.0.0/0' }), []],
  [
    'prefix list with everyone',
    resource('aws_ec2_managed_prefix_list', { 'entry[0].cidr': '0.0.0.0/0' }),
    [['high', 'high', 2]],
  ],
  ['prefix list entry', resource('aws_ec2_managed_prefix_list_entry', { cidr: '10.0.0.0/8' }), []],
  [
    'rules as a list of objects',
    resource('aws_security_group', {
      ingress: [{ cidr_blocks: ['0.0.0.0/0'], from_port: 22, to_port: 22, protocol: 'tcp' }],
    }),
    [['high', 'high', 2]],
  ],
  [
    'rules computed as a whole',
    resource('aws_security_group', { ingress: { expression: 'var.rules' } }),
    [['low', 'low', 2]],
  ],
  [
    'dynamic rules',
    resource('aws_security_group', {
      'dynamic.ingress[0].for_each': { expression: 'var.r' },
      'dynamic.ingress[0].content[0].cidr_blocks': ['0.0.0.0/0'],
      'dynamic.ingress[0].content[0].protocol': '-1',
    }),
    [['high', 'high', 3]],
  ],
  [
    'out of a group',
    resource('aws_security_group', { 'egress[0].cidr_blocks': ['0.0.0.0/0'], 'egress[0].protocol': '-1' }),
    [],
  ],
])('aws: %s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test.each<[string, ParsedChange, Seen]>([
  [
    'star',
    resource('azurerm_network_security_rule', { ...NSG, source_address_prefix: '*' }),
    [['high', 'high', 6]],
  ],
  [
    'Internet',
    resource('azurerm_network_security_rule', { ...NSG, source_address_prefix: 'Internet' }),
    [['high', 'high', 6]],
  ],
  [
    'VirtualNetwork',
    resource('azurerm_network_security_rule', { ...NSG, source_address_prefix: 'VirtualNetwork' }),
    [],
  ],
  [
    'outbound',
    resource('azurerm_network_security_rule', { ...NSG, direction: 'Outbound', source_address_prefix: '*' }),
    [],
  ],
  [
    'deny',
    resource('azurerm_network_security_rule', { ...NSG, access: 'Deny', source_address_prefix: '*' }),
    [],
  ],
  [
    'google everyone',
    resource('google_compute_firewall', { ...FIREWALL, source_ranges: ['0.0.0.0/0'] }),
    [['high', 'high', 4]],
  ],
  ['google private', resource('google_compute_firewall', { ...FIREWALL, source_ranges: ['10.0.0.0/8'] }), []],
  ['google without a source', resource('google_compute_firewall', FIREWALL), [['high', 'high', 2]]],
  ['google by tag', resource('google_compute_firewall', { ...FIREWALL, source_tags: ['bastion'] }), []],
  ['google out', resource('google_compute_firewall', { ...FIREWALL, direction: 'EGRESS' }), []],
  ['google off', resource('google_compute_firewall', { ...FIREWALL, disabled: true }), []],
  [
    'google deny',
    resource('google_compute_firewall', { 'deny[0].protocol': 'all', source_ranges: ['0.0.0.0/0'] }),
    [],
  ],
  [
    'a data source',
    {
      ...resource('aws_security_group', {}),
      address: 'data.aws_security_group.x',
      after: stateOf({ 'ingress[0].cidr_blocks': ['0.0.0.0/0'] }),
    },
    [],
  ],
  [
    'deleted',
    changeOf({
      type: 'aws_security_group',
      action: 'delete',
      before: stateOf({ 'ingress[0].cidr_blocks': ['0.0.0.0/0'] }),
    }),
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test('the message says what is open', () => {
  expect(publicIngress.check(group(['0.0.0.0/0']), contextOf([])).map(({ message }) => message)).toEqual([
    'The whole internet can now reach port 22 (ssh) through aws_security_group.example.',
  ]);
});

const ACL = { rule_action: 'allow', egress: false, protocol: '-1' };
const INGRESS = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
const MATCH = { direction: 'INGRESS', action: 'allow', 'match[0].layer4_configs[0].ip_protocol': 'all' };

test.each<[string, ParsedChange, Seen]>([
  [
    'ACL rule',
    resource('aws_network_acl_rule', { ...ACL, cidr_block: '0.0.0.0/0' }),
    [['low', undefined, 5]],
  ],
  ['ACL rule out', resource('aws_network_acl_rule', { ...ACL, egress: true, cidr_block: '0.0.0.0/0' }), []],
  [
    'ACL rule that denies',
    resource('aws_network_acl_rule', { ...ACL, rule_action: 'deny', cidr_block: '0.0.0.0/0' }),
    [],
  ],
  ['ACL rule of a range', resource('aws_network_acl_rule', { ...ACL, cidr_block: '10.0.0.0/8' }), []],
  [
    'CloudFormation: a group',
    resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [{ ...INGRESS, CidrIp: '0.0.0.0/0' }] }),
    [['high', 'high', 2]],
  ],
  [
    'CloudFormation: a group for a range',
    resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [{ ...INGRESS, CidrIp: '10.0.0.0/8' }] }),
    [],
  ],
  [
    'CloudFormation: a rule',
    resource('AWS::EC2::SecurityGroupIngress', { ...INGRESS, CidrIpv6: '::/0' }),
    [['high', 'high', 5]],
  ],
  [
    'CloudFormation: a rule out',
    resource('AWS::EC2::SecurityGroupEgress', { ...INGRESS, CidrIp: '0.0.0.0/0' }),
    [],
  ],
  [
    'CloudFormation: an ACL entry',
    resource('AWS::EC2::NetworkAclEntry', {
      RuleAction: 'allow',
      Protocol: 6,
      'PortRange.From': 22,
      'PortRange.To': 22,
      CidrBlock: '0.0.0.0/0',
    }),
    [['low', undefined, 6]],
  ],
  [
    'a Google policy rule',
    resource('google_compute_network_firewall_policy_rule', {
      ...MATCH,
      'match[0].src_ip_ranges': ['0.0.0.0/0'],
    }),
    [['high', 'high', 5]],
  ],
  [
    'a Google policy rule that denies',
    resource('google_compute_network_firewall_policy_rule', {
      ...MATCH,
      action: 'deny',
      'match[0].src_ip_ranges': ['0.0.0.0/0'],
    }),
    [],
  ],
  [
    'a Google database',
    resource('google_sql_database_instance', {
      'settings[0].ip_configuration[0].authorized_networks[0].value': '0.0.0.0/0',
    }),
    [['high', 'high', 2]],
  ],
  [
    'the API of a cluster',
    resource('aws_eks_cluster', { 'vpc_config[0].public_access_cidrs': ['0.0.0.0/0'] }),
    [['medium', 'high', 2]],
  ],
  [
    'the API of a private cluster',
    resource('aws_eks_cluster', {
      'vpc_config[0].endpoint_public_access': false,
      'vpc_config[0].public_access_cidrs': ['0.0.0.0/0'],
    }),
    [],
  ],
  [
    'an Azure span of everything',
    resource('azurerm_mssql_firewall_rule', {
      start_ip_address: '0.0.0.0',
      end_ip_address: '255.255.255.255',
    }),
    [[undefined, undefined, null]],
  ],
  [
    'an Azure span of Azure',
    resource('azurerm_mssql_firewall_rule', { start_ip_address: '0.0.0.0', end_ip_address: '0.0.0.0' }),
    [['medium', undefined, null]],
  ],
  [
    'an Azure span of an office',
    resource('azurerm_mssql_firewall_rule', {
      start_ip_address: '203.0.113.0',
      end_ip_address: '203.0.113.9',
    }),
    [],
  ],
  [
    'a module argument',
    resource('module', { ingress_cidr_blocks: ['0.0.0.0/0'] }),
    [['medium', 'medium', 2]],
  ],
  ['a module argument for what goes out', resource('module', { egress_cidr_blocks: ['0.0.0.0/0'] }), []],
  ['a module argument with a range', resource('module', { ingress_cidr_blocks: ['10.0.0.0/8'] }), []],
  [
    'a module argument inside of a list',
    resource('module', {
      ingress_with_cidr_blocks: [{ cidr_blocks: '10.0.0.0/8,0.0.0.0/0', from_port: 22 }],
    }),
    [['medium', 'medium', 2]],
  ],
  ['a load balancer', resource('aws_lb', { name: 'a' }), [['low', undefined, null]]],
  ['an internal load balancer', resource('aws_lb', { internal: true }), []],
  [
    'a load balancer that turns outside',
    resource('aws_lb', { internal: false }, { internal: true }),
    [['medium', undefined, 2]],
  ],
  [
    'CloudFormation: an internal load balancer',
    resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }),
    [],
  ],
  [
    'CloudFormation: a load balancer',
    resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' }),
    [['low', undefined, 2]],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test('a parameter of a nested stack is told like an argument of a module', () => {
  const nested = (cidr: string): ParsedChange =>
    resource(
      'AWS::CloudFormation::Stack',
      { 'Parameters.AllowedCidr': cidr },
      { 'Parameters.AllowedCidr': '10.0.0.0/8' },
    );
  const said = (change: ParsedChange): readonly string[] =>
    publicIngress.check(change, contextOf()).map(({ severity, message }) => `${severity}: ${message}`);
  expect(said(nested('0.0.0.0/0'))).toEqual([
    'medium: `Parameters.AllowedCidr` of AWS::CloudFormation::Stack.example is the whole internet.',
  ]);
  expect(said(nested('10.1.0.0/16'))).toEqual([]);
});
