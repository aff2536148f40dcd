// What a firewall no longer denies: called by rules/public-ingress.ts and rules/egress-opened.ts. Sources as in ingress-shapes.ts.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isCreatedBeside, isMoved } from '../beside.ts';
import type { Hit } from '../finding.ts';
import { isBuiltNowhereOn } from '../instances.ts';
import { newOpenings } from './new-openings.ts';
import { describePorts } from './ports.ts';
import { AWS_ACL, AZURE, GOOGLE } from './rule-shape.ts';
import type { RuleShape } from './rule-shape.ts';

const AZURE_DESTINATIONS = ['destination_address_prefix', 'destination_address_prefixes'];
const azure = (direction: 'Inbound' | 'Outbound', peers: readonly string[]): RuleShape => ({
  ...AZURE,
  peers,
  when: {},
  given: { direction: [direction], access: ['Deny'] },
});
const acl = (direction: 'ingress' | 'egress'): RuleShape => ({
  ...AWS_ACL,
  within: [direction],
  when: {},
  given: { action: ['deny'] },
});
const policy = (direction: 'INGRESS' | 'EGRESS', peer: string): RuleShape => ({
  ...GOOGLE,
  within: ['match'],
  peers: [peer],
  when: { disabled: ['false'] },
  given: { direction: [direction], action: ['deny'] },
  portsIn: 'layer4_configs',
  protocols: ['ip_protocol'],
});
const google: RuleShape = { ...GOOGLE, portsIn: 'deny' };

/** Rules that deny, by the direction of what they deny. */
const SHAPES: Readonly<Record<'in' | 'out', ReadonlyMap<string, RuleShape>>> = {
  in: new Map([
    ['aws_network_acl', acl('ingress')],
    [
      'aws_network_acl_rule',
      { ...acl('ingress'), within: [], given: { rule_action: ['deny'] }, when: { egress: ['false'] } },
    ],
    ['azurerm_network_security_rule', azure('Inbound', AZURE.peers)],
    ['azurerm_network_security_group', { ...azure('Inbound', AZURE.peers), within: ['security_rule'] }],
    [
      'google_compute_firewall',
      {
        ...google,
        when: { direction: ['INGRESS'], disabled: ['false'] },
        openWithout: ['source_tags', 'source_service_accounts'],
      },
    ],
    ...[
      'google_compute_firewall_policy_rule',
      'google_compute_network_firewall_policy_rule',
      'google_compute_region_network_firewall_policy_rule',
    ].map((type) => [type, policy('INGRESS', 'src_ip_ranges')] as const),
  ]),
  out: new Map([
    ['azurerm_network_security_rule', azure('Outbound', AZURE_DESTINATIONS)],
    [
      'azurerm_network_security_group',
      { ...azure('Outbound', AZURE_DESTINATIONS), within: ['security_rule'] },
    ],
    [
      'google_compute_firewall',
      {
        ...google,
        peers: ['destination_ranges'],
        when: { disabled: ['false'] },
        given: { direction: ['EGRESS'] },
        openWithout: ['destination_ranges'],
      },
    ],
    ...[
      'google_compute_firewall_policy_rule',
      'google_compute_network_firewall_policy_rule',
      'google_compute_region_network_firewall_policy_rule',
    ].map((type) => [type, policy('EGRESS', 'dest_ip_ranges')] as const),
  ]),
};

/** Denials of the whole internet that the base had and the head has not: deleted, switched off, narrowed or turned round. */
export function lostDenials(change: ParsedChange, direction: 'in' | 'out', diff: Diff): readonly Hit[] {
  const { before, after, address, type, file } = change;
  if (before === null || isMoved(change, diff) || isBuiltNowhereOn(change, 'before')) return [];
  const kept = after !== null && isBuiltNowhereOn(change, 'after') ? null : after;
  const lost = newOpenings({ ...change, before: kept, after: before }, SHAPES[direction]);
  const severity: Severity = after === null && isCreatedBeside(type ?? '', file, diff) ? 'low' : 'medium';
  const whom = direction === 'in' ? 'the whole internet' : 'the way to the whole internet';
  return lost
    .filter(({ certainty }) => certainty === 'public')
    .map(({ ports }) => ({
      message: `${address} no longer denies ${whom} (${describePorts(ports)}): rules behind it decide now.`,
      line: null,
      severity,
    }));
}
