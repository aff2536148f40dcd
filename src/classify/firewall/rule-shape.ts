// How a resource type writes firewall rules: the form of the tables in ingress-shapes.ts and egress-shapes.ts.
import type { Range } from './ports.ts';

/** Values an attribute may have for a rule to let anyone through. */
type Values = Readonly<Record<string, readonly string[]>>;

/** Names are found in any spelling, so that one shape serves Terraform and CloudFormation. */
export type RuleShape = {
  /** Blocks with one of these names hold the rules; empty: the resource itself is one. */
  readonly within: readonly string[];
  /** Attributes with the address ranges of the other side. */
  readonly peers: readonly string[];
  /** Attributes with port texts; a pair of first and last port; or what the service listens on. */
  readonly ports:
    | readonly string[]
    | { readonly from: string; readonly to: string; readonly in?: string }
    | { readonly fixed: readonly Range[] };
  readonly protocols: readonly string[];
  /** Holds where the attribute has one of the values, is absent or computed. */
  readonly when: Values;
  /** Holds where the attribute has one of the values or is computed: absent means something else. */
  readonly given?: Values;
  /** Attributes that name the other side in another way; without any, and without ranges, everyone is meant. */
  readonly openWithout: readonly string[];
  /** A block beside the ranges that holds ports and protocol. */
  readonly portsIn: string | null;
  /** A second line behind another firewall: what it lets through is not open by that alone. */
  readonly second?: true;
};

export const AWS: RuleShape = {
  within: [],
  peers: ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'],
  ports: { from: 'from_port', to: 'to_port' },
  protocols: ['protocol', 'ip_protocol'],
  when: {},
  openWithout: [],
  portsIn: null,
};

/** One rule as a resource of its own, and every rule of CloudFormation. */
export const AWS_SINGLE = ['cidr_ipv4', 'cidr_ip', 'cidr_ipv6', 'prefix_list_id'];

export const AZURE: RuleShape = {
  ...AWS,
  peers: ['source_address_prefix', 'source_address_prefixes'],
  ports: ['destination_port_range', 'destination_port_ranges'],
};

export const GOOGLE: RuleShape = { ...AWS, peers: ['source_ranges'], ports: ['ports'], portsIn: 'allow' };

/** The network ACL of a subnet: numbered rules in both directions, behind which security groups still stand. */
export const AWS_ACL: RuleShape = {
  ...AWS,
  peers: ['cidr_block', 'ipv6_cidr_block'],
  when: { action: ['allow'], rule_action: ['allow'] },
  second: true,
};
