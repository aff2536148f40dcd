// Where each resource type says who may come in, and to what: read by rules/public-ingress.ts. From the documentation of
// the providers (registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs) and of CloudFormation.
import { AWS, AWS_ACL, AWS_SINGLE, AZURE, GOOGLE } from './rule-shape.ts';
import type { RuleShape } from './rule-shape.ts';

const INBOUND: RuleShape = { ...AZURE, when: { direction: ['Inbound'], access: ['Allow'] } };
const PREFIX_LIST: RuleShape = { ...AWS, peers: ['cidr'], ports: [] };
const GROUP: RuleShape = {
  ...AWS,
  within: ['ingress', 'security_group_ingress'],
  peers: [...AWS.peers, ...AWS_SINGLE, 'source_prefix_list_id'],
};
const FIREWALL_POLICY: RuleShape = {
  ...GOOGLE,
  within: ['match'],
  peers: ['src_ip_ranges'],
  when: { direction: ['INGRESS'], action: ['allow'], disabled: ['false'] },
  portsIn: 'layer4_configs',
  protocols: ['ip_protocol'],
};
/** A database or an API of a cloud with a list of who may connect to it. */
const allowList = (within: string, peer: string, port: number | null): RuleShape => ({
  ...AWS,
  within: [within],
  peers: [peer],
  ports: port === null ? [] : { fixed: [[port, port]] },
});

export const INGRESS_SHAPES: ReadonlyMap<string, RuleShape> = new Map([
  ['aws_security_group', GROUP],
  ['aws_default_security_group', GROUP],
  ['aws_security_group_rule', { ...AWS, when: { type: ['ingress'] } }],
  ['aws_vpc_security_group_ingress_rule', { ...AWS, peers: [...AWS_SINGLE, 'source_prefix_list_id'] }],
  ['aws_db_security_group', { ...AWS, within: ['ingress'], peers: ['cidr'] }],
  ['aws_redshift_security_group', { ...AWS, within: ['ingress'], peers: ['cidr'] }],
  ['aws_ec2_managed_prefix_list', { ...PREFIX_LIST, within: ['entry', 'entries'] }],
  ['aws_ec2_managed_prefix_list_entry', PREFIX_LIST],
  ['aws_network_acl', { ...AWS_ACL, within: ['ingress'] }],
  ['aws_default_network_acl', { ...AWS_ACL, within: ['ingress'] }],
  [
    'aws_network_acl_rule',
    {
      ...AWS_ACL,
      when: { ...AWS_ACL.when, egress: ['false'] },
      ports: { from: 'from_port', to: 'to_port', in: 'port_range' },
    },
  ],
  [
    'aws_eks_cluster',
    {
      ...allowList('vpc_config', 'public_access_cidrs', 443),
      within: ['vpc_config', 'resources_vpc_config'],
      when: { endpoint_public_access: ['true'] },
    },
  ],
  [
    'aws_lightsail_instance_public_ports',
    {
      ...AWS,
      within: ['port_info'],
      peers: ['cidrs', 'ipv6_cidrs'],
      openWithout: ['cidr_list_aliases'],
    },
  ],
  ['azurerm_network_security_rule', INBOUND],
  ['azurerm_network_security_group', { ...INBOUND, within: ['security_rule'] }],
  ['azurerm_kubernetes_cluster', allowList('api_server_access_profile', 'authorized_ip_ranges', 443)],
  [
    'google_compute_firewall',
    {
      ...GOOGLE,
      when: { direction: ['INGRESS'], disabled: ['false'] },
      openWithout: ['source_tags', 'source_service_accounts'],
    },
  ],
  ['google_compute_firewall_policy_rule', FIREWALL_POLICY],
  ['google_compute_network_firewall_policy_rule', FIREWALL_POLICY],
  ['google_compute_region_network_firewall_policy_rule', FIREWALL_POLICY],
  [
    'google_compute_network_firewall_policy_with_rules',
    { ...FIREWALL_POLICY, portsIn: 'layer4_config', within: ['rule'] },
  ],
  [
    'google_compute_region_network_firewall_policy_with_rules',
    { ...FIREWALL_POLICY, portsIn: 'layer4_config', within: ['rule'] },
  ],
  ['google_sql_database_instance', allowList('authorized_networks', 'value', null)],
  ['google_container_cluster', allowList('master_authorized_networks_config', 'cidr_block', 443)],
]);
