// route-to-internet: ways to the internet, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { routeToInternet } from '../../../src/classify/rules/route-to-internet.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

const DEFAULT = { destination_cidr_block: '0.0.0.0/0' };
const IGW = { expression: 'aws_internet_gateway.a.id' };
const TABLE = { 'route[0].cidr_block': '0.0.0.0/0', 'route[0].gateway_id': IGW };

test.each<[string, ParsedChange, readonly (readonly [string, number | null])[]]>([
  ['to a gateway', resource('aws_route', { ...DEFAULT, gateway_id: IGW }), [['medium', 3]]],
  [
    'of a private range',
    resource('aws_route', { destination_cidr_block: '10.0.0.0/8', gateway_id: IGW }),
    [],
  ],
  [
    'of a computed range',
    resource('aws_route', { destination_cidr_block: { expression: 'var.to' }, gateway_id: IGW }),
    [['medium', 3]],
  ],
  [
    'to a private gateway',
    resource('aws_route', { ...DEFAULT, gateway_id: { expression: 'aws_vpn_gateway.a.id' } }),
    [],
  ],
  ['to NAT', resource('aws_route', { ...DEFAULT, nat_gateway_id: 'nat-1' }), [['low', 3]]],
  ['to NAT, not set', resource('aws_route', { ...DEFAULT, nat_gateway_id: '' }), []],
  [
    'by IPv6',
    resource('aws_route', { destination_ipv6_cidr_block: '::/0', egress_only_gateway_id: 'eigw-1' }),
    [['low', 3]],
  ],
  [
    'already there',
    resource('aws_route', { ...DEFAULT, gateway_id: IGW, a: 1 }, { ...DEFAULT, gateway_id: IGW }),
    [],
  ],
  [
    'of another table',
    resource(
      'aws_route',
      { ...DEFAULT, gateway_id: IGW, route_table_id: 'rtb-2' },
      { ...DEFAULT, gateway_id: IGW, route_table_id: 'rtb-1' },
    ),
    [['medium', 3]],
  ],
  [
    'of the same table',
    resource(
      'aws_route',
      { ...DEFAULT, gateway_id: IGW, route_table_id: 'rtb-1', a: 1 },
      { ...DEFAULT, gateway_id: IGW, route_table_id: 'rtb-1' },
    ),
    [],
  ],
  [
    'CloudFormation',
    resource('AWS::EC2::Route', {
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: { expression: '!Ref Gateway' },
    }),
    [['medium', 3]],
  ],
  [
    'in a table',
    resource('aws_route_table', TABLE, {
      'route[0].cidr_block': '10.0.0.0/8',
      'route[0].gateway_id': 'local',
    }),
    [['medium', 3]],
  ],
  ['in a table already', resource('aws_route_table', { ...TABLE, a: 1 }, TABLE), []],
  [
    'Azure',
    resource('azurerm_route', { address_prefix: '0.0.0.0/0', next_hop_type: 'Internet' }),
    [['medium', 3]],
  ],
  [
    'Azure, inside',
    resource('azurerm_route', { address_prefix: '0.0.0.0/0', next_hop_type: 'VnetLocal' }),
    [],
  ],
  [
    'Google',
    resource('google_compute_route', {
      dest_range: '0.0.0.0/0',
      next_hop_gateway: 'default-internet-gateway',
    }),
    [['medium', 3]],
  ],
  ['Google NAT', resource('google_compute_router_nat', {}), [['low', null]]],
  ['Google NAT that stood', resource('google_compute_router_nat', { a: 1 }, {}), []],
  [
    'public addresses in a subnet',
    resource('aws_subnet', { map_public_ip_on_launch: true }, {}),
    [['medium', 2]],
  ],
  ['no public addresses in a subnet', resource('aws_subnet', { map_public_ip_on_launch: false }, {}), []],
  [
    'CloudFormation: public addresses',
    resource('AWS::EC2::Subnet', { MapPublicIpOnLaunch: true }),
    [['medium', 2]],
  ],
  ['a machine with one', resource('aws_instance', { associate_public_ip_address: true }), [['medium', 2]]],
  [
    'a Google machine with one',
    resource('google_compute_instance', { 'network_interface[0].access_config[0]': {} }),
    [['medium', 2]],
  ],
  [
    'a Google machine without',
    resource('google_compute_instance', { 'network_interface[0].network': 'a' }),
    [],
  ],
  [
    'a task with one',
    resource('AWS::ECS::Service', { 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp': 'ENABLED' }),
    [['medium', 2]],
  ],
  [
    'a data source',
    { ...resource('aws_route', { ...DEFAULT, gateway_id: IGW }), address: 'data.aws_route.a' },
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(
    routeToInternet
      .check(change, contextOf())
      .map(({ severity, line }) => [severity ?? routeToInternet.severity, line]),
  ).toEqual(expected);
});
