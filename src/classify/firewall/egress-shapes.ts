// Where each resource type says what may be reached from inside: read by rules/egress-opened.ts. Sources as in ingress-shapes.ts.
import { AWS, AWS_SINGLE, AZURE, GOOGLE } from './rule-shape.ts';
import type { RuleShape } from './rule-shape.ts';

const GROUP: RuleShape = {
  ...AWS,
  within: ['egress', 'security_group_egress'],
  peers: [...AWS.peers, ...AWS_SINGLE, 'destination_prefix_list_id'],
};
const OUTBOUND: RuleShape = {
  ...AZURE,
  peers: ['destination_address_prefix', 'destination_address_prefixes'],
  when: { access: ['Allow'] },
  given: { direction: ['Outbound'] },
};

export const EGRESS_SHAPES: ReadonlyMap<string, RuleShape> = new Map([
  ['aws_security_group', GROUP],
  ['aws_default_security_group', GROUP],
  ['aws_security_group_rule', { ...AWS, given: { type: ['egress'] } }],
  ['aws_vpc_security_group_egress_rule', { ...AWS, peers: [...AWS_SINGLE, 'destination_prefix_list_id'] }],
  ['azurerm_network_security_rule', OUTBOUND],
  ['azurerm_network_security_group', { ...OUTBOUND, within: ['security_rule'] }],
  [
    'google_compute_firewall',
    {
      ...GOOGLE,
      peers: ['destination_ranges'],
      when: { disabled: ['false'] },
      given: { direction: ['EGRESS'] },
      // Without a destination a rule for what goes out means every destination.
      openWithout: ['destination_ranges'],
    },
  ],
]);
