// Lists of addresses that rules of web firewalls let in or keep out: called by rules/public-ingress.ts. Names from
// registry.terraform.io/providers/hashicorp/{aws,google}/latest/docs, registry.terraform.io/providers/{cloudflare/cloudflare,okta/okta} and
// AWS::WAFv2::IPSet.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { placesOf } from '../settings/grade.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import { ownTextsOf, textOf } from '../values.ts';
import { isPublic } from './cidr.ts';

/** Where the addresses stand, by type. */
const SETS: ReadonlyMap<string, string> = new Map([
  ['aws_wafv2_ip_set', 'addresses'],
  ['aws_waf_ipset', 'ip_set_descriptors.value'],
  ['aws_wafregional_ipset', 'ip_set_descriptor.value ip_set_descriptors.value'],
  ['google_network_security_address_group', 'items'],
  ['cloudflare_list', 'item.value.ip items.ip'],
  ['okta_network_zone', 'gateways'],
]);

/** What a list is for is said where a rule names it; people say it in its name too. */
const KEEPS_OUT = /block|deny|denied|ban|black|bad|malicious|reject|blacklist/i;

export function addressSetHits(change: ParsedChange): readonly Hit[] {
  const path = SETS.get(equivalentType(change) ?? '');
  const { before, after, address } = change;
  if (path === undefined || after === null) return [];
  const [had, now] = [addressesIn(before, path), addressesIn(after, path)];
  const line = placesOf(treeOf(after), path)[0]?.line ?? null;
  const opened = isPublic(now.known) && !isPublic(had.known);
  const keepsOut = KEEPS_OUT.test(`${address} ${textOf(childOf(treeOf(after), 'name')) ?? ''}`);
  if (opened)
    return [
      {
        message: `${address} now names the whole internet: a rule that lets in what it names lets everybody in.`,
        line,
        severity: before === null || keepsOut ? 'medium' : 'high',
      },
    ];
  const lost = now.computed ? [] : had.known.filter((one) => !now.known.includes(one));
  const [first] = lost;
  if (first === undefined) return [];
  const isEmpty = now.known.length === 0 && !now.computed;
  if (!isEmpty && !keepsOut) return [];
  const rest = lost.length === 1 ? '' : ` and ${lost.length - 1} more`;
  return [
    {
      message: isEmpty
        ? `${address} names nobody any more: a rule that keeps out what it names keeps nobody out.`
        : `${address} no longer keeps ${first}${rest} out.`,
      line,
      severity: 'medium',
      confidence: keepsOut ? 'high' : 'medium',
    },
  ];
}

type Addresses = { readonly known: readonly string[]; readonly computed: boolean };

function addressesIn(state: ResourceState | null, path: string): Addresses {
  const texts = placesOf(treeOf(state), path).flatMap(walk).map(ownTextsOf);
  return {
    known: texts.flatMap(({ known }) => known),
    computed: texts.some(({ unknown }) => unknown.length > 0),
  };
}
