// egress-opened: what may go out, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { egressOpened } from '../../../src/classify/rules/egress-opened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

const OUT = { 'egress[0].protocol': '-1', 'egress[0].cidr_blocks': ['0.0.0.0/0'] };
const NARROW = { ...OUT, 'egress[0].cidr_blocks': ['10.0.0.0/8'] };
const ONE = { ...OUT, 'egress[0].protocol': 'tcp', 'egress[0].from_port': 443, 'egress[0].to_port': 443 };
const LIMITED = { 'spec.policyTypes': ['Egress'], 'spec.egress': [{ to: [{ podSelector: {} }] }] };
const NSG = { direction: 'Outbound', access: 'Allow', protocol: '*' };

test.each<[string, ParsedChange, readonly (readonly [string | undefined, number | null])[]]>([
  ['a new group', resource('aws_security_group', OUT), [['info', 3]]],
  ['a new group, narrow', resource('aws_security_group', NARROW), []],
  ['a group that was narrow', resource('aws_security_group', OUT, NARROW), [['medium', 3]]],
  ['a group that was open', resource('aws_security_group', { ...OUT, name: 'a' }, OUT), []],
  [
    'a group that may open',
    resource(
      'aws_security_group',
      { ...OUT, 'egress[0].cidr_blocks': { expression: 'var.x ? ["0.0.0.0/0"] : []' } },
      NARROW,
    ),
    [['info', 3]],
  ],
  [
    'one port of a group that could reach no public address',
    resource('aws_security_group', ONE, NARROW),
    [['low', 3]],
  ],
  ['one port of a new group', resource('aws_security_group', ONE), []],
  ['one port of a group whose rules stand elsewhere', resource('aws_security_group', ONE, { name: 'a' }), []],
  [
    'one more port of a group that could reach every address',
    resource('aws_security_group', { ...ONE, 'egress[0].to_port': 444 }, ONE),
    [],
  ],
  [
    'one port of a rule of its own',
    resource(
      'aws_vpc_security_group_egress_rule',
      { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' },
      { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '10.0.0.0/8' },
    ),
    [['low', 5]],
  ],
  [
    'CloudFormation',
    resource(
      'AWS::EC2::SecurityGroup',
      { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] },
      { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }] },
    ),
    [['medium', 2]],
  ],
  [
    'CloudFormation: a group that said nothing let everything out before',
    resource(
      'AWS::EC2::SecurityGroup',
      { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] },
      { GroupDescription: 'a' },
    ),
    [],
  ],
  [
    'CloudFormation: a group that loses its limits',
    resource(
      'AWS::EC2::SecurityGroup',
      { GroupDescription: 'a' },
      { SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' }] },
    ),
    [['medium', null]],
  ],
  [
    'Terraform: a group that loses its rules lets nothing out',
    resource('aws_security_group', { name: 'a' }, { 'egress[0].cidr_blocks': ['10.0.0.0/8'] }),
    [],
  ],
  [
    'a rule of its own',
    resource('aws_vpc_security_group_egress_rule', { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }),
    [['info', 3]],
  ],
  [
    'a rule in',
    resource('aws_security_group_rule', { type: 'ingress', protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }),
    [],
  ],
  [
    'a rule out',
    resource(
      'aws_security_group_rule',
      { type: 'egress', protocol: '-1', cidr_blocks: ['0.0.0.0/0'] },
      { type: 'egress', protocol: '-1', cidr_blocks: ['10.0.0.0/8'] },
    ),
    [['medium', 4]],
  ],
  [
    'Azure',
    resource('azurerm_network_security_rule', {
      ...NSG,
      destination_port_range: '*',
      destination_address_prefix: 'Internet',
    }),
    [['info', 6]],
  ],
  [
    'Azure, in',
    resource('azurerm_network_security_rule', {
      ...NSG,
      direction: 'Inbound',
      destination_port_range: '*',
      destination_address_prefix: '*',
    }),
    [],
  ],
  [
    'Google',
    resource(
      'google_compute_firewall',
      { direction: 'EGRESS', 'allow[0].protocol': 'all' },
      { direction: 'EGRESS', 'allow[0].protocol': 'all', destination_ranges: ['10.0.0.0/8'] },
    ),
    [['medium', 2]],
  ],
  ['Google, in', resource('google_compute_firewall', { 'allow[0].protocol': 'all' }), []],
  [
    'a policy that lets everything out',
    resource('NetworkPolicy', { ...LIMITED, 'spec.egress': [{}] }, LIMITED),
    [['low', 3]],
  ],
  [
    'a policy by range',
    resource(
      'NetworkPolicy',
      { ...LIMITED, 'spec.egress': [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] },
      LIMITED,
    ),
    [['low', 3]],
  ],
  [
    'a policy by port',
    resource('NetworkPolicy', { ...LIMITED, 'spec.egress': [{ ports: [{ port: 53 }] }] }, LIMITED),
    [],
  ],
  ['a policy that stays', resource('NetworkPolicy', { ...LIMITED, a: 1 }, LIMITED), []],
  [
    'a policy without limits',
    resource('NetworkPolicy', { 'spec.policyTypes': ['Ingress'] }, LIMITED),
    [['medium', null]],
  ],
  [
    'PTH-15: a policy deleted',
    changeOf({ type: 'NetworkPolicy', action: 'delete', before: stateOf(LIMITED) }),
    [['medium', null]],
  ],
  [
    'a policy for what comes in deleted',
    changeOf({
      type: 'NetworkPolicy',
      action: 'delete',
      before: stateOf({ 'spec.policyTypes': ['Ingress'] }),
    }),
    [],
  ],
  [
    'a policy in Terraform',
    resource('kubernetes_network_policy', { 'spec[0].policy_types': ['Egress'], 'spec[0].egress[0]': {} }),
    [['low', 3]],
  ],
])('%s', (_name, change, expected) => {
  expect(egressOpened.check(change, contextOf()).map(({ severity, line }) => [severity, line])).toEqual(
    expected,
  );
});
