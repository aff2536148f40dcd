// Routes that lead into other networks: called by rules/peering-or-transit-changed.ts.
import type { ParsedChange } from '../../model/change.ts';
import { foldName } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { printOf, routesOf } from './routes.ts';
import type { Route } from './routes.ts';

export type PeerRoute = {
  /** Names the next hop for people. */
  readonly by: string;
  /** 1-based. */
  readonly line: number;
};

/** By folded name. Appliances count, since what they do with traffic is their own affair. */
const HOPS: ReadonlyMap<string, string> = new Map([
  ['transitgatewayid', 'a transit gateway'],
  ['vpcpeeringconnectionid', 'a peering connection'],
  ['corenetworkarn', 'a wide area network'],
  ['localgatewayid', 'a local gateway'],
  ['nexthopvpntunnel', 'a VPN tunnel'],
  ['nexthopilb', 'an appliance'],
  ['nexthopinipaddress', 'an appliance'],
  ['networkinterfaceid', 'an appliance'],
]);

/** Routes into other networks that the base does not have. */
export function newPeerRoutes(change: ParsedChange): readonly PeerRoute[] {
  const old = new Set(
    routesOf(change, 'before')
      .flatMap(hopsOf)
      .map(({ print }) => print),
  );
  return routesOf(change, 'after')
    .flatMap(hopsOf)
    .filter(({ print }) => !old.has(print));
}

function hopsOf(route: Route): readonly (PeerRoute & { readonly print: string })[] {
  return route.node.children.flatMap((node) => {
    const by = HOPS.get(foldName(node.name));
    const { known, unknown } = textsOf(node);
    if (by === undefined || (unknown.length === 0 && known.every((text) => text === ''))) return [];
    return [{ by, line: node.line, print: printOf(route, node) }];
  });
}
