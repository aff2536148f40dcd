// Finding rule: a network or a machine now has a way to the internet. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { newInternetRoutes } from '../firewall/internet-routes.ts';
import { PUBLIC_ADDRESSES } from '../settings/public-addresses.ts';
import { weakenings } from '../settings/weakenings.ts';
import { isData } from '../terraform-blocks.ts';

export const routeToInternet: ChangeRule = {
  on: 'change',
  id: 'route-to-internet',
  title: 'Way to the internet',
  severity: 'medium',
  confidence: 'high',
  why: 'A subnet is private because no route leads from it to the internet and its machines have no public address. One route or one flag turns every machine in it into one that can be reached, or that can send data out.',
  remedy:
    'Keep private subnets without such a route; put what must be reached into a subnet made for it, and let the rest out through an endpoint or a proxy.',
  check: (change) => {
    if (isData(change)) return [];
    return [...routes(change), ...translation(change), ...weakenings(change, PUBLIC_ADDRESSES)];
  },
};

function routes(change: ParsedChange): readonly Hit[] {
  return newInternetRoutes(change).map(({ way, by, line }) => ({
    message:
      way === 'in'
        ? `${change.address} now routes to and from the internet by ${by}.`
        : `${change.address} now lets machines out to the internet by ${by}.`,
    line,
    ...(way === 'in' ? {} : { severity: 'low' as const }),
  }));
}

/** Google and Azure tie address translation to a whole network or subnet, without a route. */
const TRANSLATION: ReadonlySet<string> = new Set([
  'google_compute_router_nat',
  'azurerm_subnet_nat_gateway_association',
]);

function translation(change: ParsedChange): readonly Hit[] {
  if (change.action !== 'create' || !TRANSLATION.has(equivalentType(change) ?? '')) return [];
  const message = `${change.address} now lets machines without a public address out to the internet.`;
  return [{ message, line: null, severity: 'low' }];
}
