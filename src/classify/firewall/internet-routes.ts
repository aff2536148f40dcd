// Routes that lead to the internet: called by rules/route-to-internet.ts.
import type { ParsedChange } from '../../model/change.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { isPublic } from './cidr.ts';
import { printOf, routesOf } from './routes.ts';
import type { Route } from './routes.ts';

/** `in`: the way leads both ways (an internet gateway); `out`: only connections from inside pass (NAT). */
export type InternetRoute = {
  readonly way: 'in' | 'out';
  /** Names the next hop for people. */
  readonly by: string;
  /** 1-based. */
  readonly line: number;
};

type Hop = Pick<InternetRoute, 'way' | 'by'> & {
  /** What the value must look like, where the attribute can name other things too. */
  readonly like?: RegExp;
};

const HOPS: readonly (readonly [name: string, hop: Hop])[] = [
  ['gateway_id', { way: 'in', by: 'an internet gateway' }],
  ['carrier_gateway_id', { way: 'in', by: 'a carrier gateway' }],
  ['nat_gateway_id', { way: 'out', by: 'a NAT gateway' }],
  ['egress_only_gateway_id', { way: 'out', by: 'an egress-only gateway' }],
  ['egress_only_internet_gateway_id', { way: 'out', by: 'an egress-only gateway' }],
  ['next_hop_type', { way: 'in', by: 'the internet', like: /^internet$/i }],
  ['next_hop_gateway', { way: 'in', by: 'the internet gateway', like: /default-internet-gateway/i }],
];

/** `gateway_id` of AWS is also a virtual private gateway, a gateway endpoint or `local`. */
const NO_INTERNET = /^local$|vgw|vpn_gateway|vpce|vpc_endpoint/i;

/** Routes to the internet that the base does not have. */
export function newInternetRoutes(change: ParsedChange): readonly InternetRoute[] {
  const old = new Set(
    routesOf(change, 'before')
      .flatMap(hopsOf)
      .map(({ print }) => print),
  );
  return routesOf(change, 'after')
    .flatMap(hopsOf)
    .filter(({ print }) => !old.has(print));
}

/** A destination that is computed could be the internet, and through one of these gateways little else is. */
function hopsOf(route: Route): readonly (InternetRoute & { readonly print: string })[] {
  const { known, unknown } = route.destination;
  if (!isPublic(known) && unknown.length === 0) return [];
  return HOPS.flatMap(([name, { way, by, like }]) => {
    const hop = childOf(route.node, name);
    if (hop === undefined || !leadsThere(hop, like)) return [];
    return [{ way, by, line: hop.line, print: printOf(route, hop) }];
  });
}

function leadsThere(hop: Node, like: RegExp | undefined): boolean {
  const { known, unknown } = textsOf(hop);
  if (like !== undefined) return unknown.length > 0 || known.some((word) => like.test(word));
  const words = [...known, ...unknown].filter((word) => word !== '');
  return words.length > 0 && !words.some((word) => NO_INTERNET.test(word));
}
