// Finding rule: networks are now connected with each other in another way. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { newPeerRoutes } from '../firewall/peer-routes.ts';
import { isData } from '../terraform-blocks.ts';

export const peeringOrTransitChanged: ChangeRule = {
  on: 'change',
  id: 'peering-or-transit-changed',
  title: 'Networks connected in another way',
  severity: 'medium',
  confidence: 'high',
  why: 'Peering, transit gateways, VPNs and private endpoints join networks that firewalls treat as apart, often those of another account, company or office. Whoever is inside one of them can then reach the other, and one route is enough to move traffic past an inspection point.',
  remedy:
    'Have the owners of both networks agree, and keep routes and allowed principals as narrow as the need.',
  check: (change) => {
    if (isData(change)) return [];
    const connection = CONNECTIONS.find(({ types }) => types.test(equivalentType(change) ?? ''));
    const own = connection === undefined ? [] : connected(change, connection.what);
    const routes = newPeerRoutes(change).map(({ by, line }) => ({
      message: `${change.address} now routes to another network by ${by}.`,
      line,
    }));
    return [...own, ...routes];
  },
};

/** What joins networks, by type: from the documentation of the providers. First match wins. */
const CONNECTIONS: readonly { readonly types: RegExp; readonly what: string }[] = [
  {
    types: /^aws_vpc_peering_connection|^google_compute_network_peering|^azurerm_virtual_network_peering$/,
    what: 'peering of two networks',
  },
  {
    types: /^google_(service_networking_connection|vmwareengine_network_peering)$/,
    what: 'peering of two networks',
  },
  {
    types: /^aws_ec2_transit_gateway_(static_)?route|^aws_ec2_transit_gateway_prefix_list/,
    what: 'route between connected networks',
  },
  { types: /^aws_ec2_transit_gateway/, what: 'connection of networks by a transit gateway' },
  { types: /^aws_(networkmanager_|cloudwan_)/, what: 'connection by a wide area network' },
  {
    types:
      /^aws_(vpn_|customer_gateway$|ec2_client_vpn_)|^google_compute_(ha_|external_)?vpn_|^azurerm_(vpn_|point_to_site_vpn|local_network_gateway$|virtual_network_gateway)/,
    what: 'VPN',
  },
  {
    types: /^aws_dx_|^google_compute_interconnect|^azurerm_express_route/,
    what: 'line of its own to another network',
  },
  {
    types: /^azurerm_virtual_(hub|wan)|^google_network_connectivity_(hub|spoke|group)/,
    what: 'connection by a hub',
  },
  {
    types: /^aws_vpc_endpoint_service|^google_compute_service_attachment$|^azurerm_private_link_service$/,
    what: 'service that other networks can connect to',
  },
  { types: /^aws_vpclattice_(service_network|resource)/, what: 'service network' },
  {
    types:
      /^google_compute_shared_vpc_|^aws_ram_(principal|resource)_(association|share)|^aws_ram_resource_share/,
    what: 'share of resources with other accounts',
  },
];

/** What never changes who is connected. */
const COSMETIC = /^(tags|tags_all|labels|annotations|description|name|Tags|Description|Name)\b/;

function connected({ action, address, attributes }: ParsedChange, what: string): readonly Hit[] {
  switch (action) {
    case 'create':
      return [{ message: `${address} is a new ${what}.`, line: null }];
    case 'delete':
      return [
        { message: `${address}, a ${what}, goes: traffic over it stops.`, line: null, severity: 'low' },
      ];
    case 'replace':
    case 'update':
    case 'unknown': {
      const telling = attributes.filter(({ path }) => !COSMETIC.test(path));
      if (telling.length === 0 && attributes.length > 0) return [];
      const line = telling.find((attribute) => attribute.after !== null)?.line ?? null;
      return [{ message: `${address}, a ${what}, is changed.`, line }];
    }
  }
}
