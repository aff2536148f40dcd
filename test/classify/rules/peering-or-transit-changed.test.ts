// peering-or-transit-changed: what joins networks, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { peeringOrTransitChanged } from '../../../src/classify/rules/peering-or-transit-changed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

function updated(type: string, path: string): ParsedChange {
  return changeOf({
    type,
    attributes: [{ path, line: 4, before: 'a', after: 'b', sensitive: false }],
    before: stateOf({ [path]: 'a' }),
    after: stateOf({ [path]: 'b' }),
  });
}

test.each<[string, ParsedChange, readonly (readonly [string, number | null])[]]>([
  ['a peering', resource('aws_vpc_peering_connection', {}), [['medium', null]]],
  ['CloudFormation: a peering', resource('AWS::EC2::VPCPeeringConnection', {}), [['medium', null]]],
  ['a VPC', resource('aws_vpc', {}), []],
  ['a peering of another VPC', updated('aws_vpc_peering_connection', 'peer_vpc_id'), [['medium', 4]]],
  ['a peering with other tags', updated('aws_vpc_peering_connection', 'tags.Name'), []],
  ['a peering deleted', changeOf({ type: 'aws_vpc_peering_connection', action: 'delete' }), [['low', null]]],
  ['a transit gateway', resource('aws_ec2_transit_gateway_vpc_attachment', {}), [['medium', null]]],
  ['a VPN', resource('aws_vpn_connection', {}), [['medium', null]]],
  ['a line', resource('aws_dx_gateway_association', {}), [['medium', null]]],
  ['a service for others', resource('aws_vpc_endpoint_service_allowed_principal', {}), [['medium', null]]],
  ['an endpoint of our own', resource('aws_vpc_endpoint', {}), []],
  ['a share', resource('aws_ram_principal_association', {}), [['medium', null]]],
  ['a Google peering', resource('google_compute_network_peering', {}), [['medium', null]]],
  ['an Azure peering', resource('azurerm_virtual_network_peering', {}), [['medium', null]]],
  [
    'a route to a peer',
    resource('aws_route', { destination_cidr_block: '10.0.0.0/8', vpc_peering_connection_id: 'pcx-1' }),
    [['medium', 3]],
  ],
  [
    'a route to nobody',
    resource('aws_route', { destination_cidr_block: '10.0.0.0/8', vpc_peering_connection_id: '' }),
    [],
  ],
  [
    'a route that stood',
    resource('aws_route', { transit_gateway_id: 'tgw-1', a: 1 }, { transit_gateway_id: 'tgw-1' }),
    [],
  ],
  [
    'a data source',
    { ...resource('aws_vpc_peering_connection', {}), address: 'data.aws_vpc_peering_connection.a' },
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(
    peeringOrTransitChanged
      .check(change, contextOf())
      .map(({ severity, line }) => [severity ?? peeringOrTransitChanged.severity, line]),
  ).toEqual(expected);
});
