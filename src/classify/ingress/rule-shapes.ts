// Where each resource type says who may come in, and to what: read by openings.ts. From the providers' documentation.

export type RuleShape = {
  /** A block with this name holds the rule; null: the resource itself is one. */
  readonly within: string | null;
  readonly sources: readonly string[];
  /** Attributes with port texts; or a pair of first and last port. */
  readonly ports: readonly string[] | { readonly from: string; readonly to: string };
  readonly protocol: string;
  /** Attributes that must have this value, or be absent or unknown, for the rule to let anyone in. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Attributes that give the source in another way; without any, and without ranges, everyone may come in. */
  readonly openWithout: readonly string[];
  /** A block beside the sources that holds ports and protocol. */
  readonly portsIn: string | null;
};

const AWS: RuleShape = {
  within: null,
  sources: ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'],
  ports: { from: 'from_port', to: 'to_port' },
  protocol: 'protocol',
  conditions: {},
  openWithout: [],
  portsIn: null,
};

const AZURE: RuleShape = {
  ...AWS,
  sources: ['source_address_prefix', 'source_address_prefixes'],
  ports: ['destination_port_range', 'destination_port_ranges'],
  conditions: { direction: 'Inbound', access: 'Allow' },
};

const GOOGLE: RuleShape = {
  ...AWS,
  sources: ['source_ranges'],
  ports: ['ports'],
  conditions: { direction: 'INGRESS', disabled: 'false' },
  openWithout: ['source_tags', 'source_service_accounts'],
  portsIn: 'allow',
};

const PREFIX_LIST: RuleShape = { ...AWS, sources: ['cidr'], ports: [] };

export const RULE_SHAPES: ReadonlyMap<string, RuleShape> = new Map([
  ['aws_security_group', { ...AWS, within: 'ingress' }],
  ['aws_default_security_group', { ...AWS, within: 'ingress' }],
  ['aws_security_group_rule', { ...AWS, conditions: { type: 'ingress' } }],
  [
    'aws_vpc_security_group_ingress_rule',
    { ...AWS, sources: ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id'], protocol: 'ip_protocol' },
  ],
  ['aws_db_security_group', { ...AWS, within: 'ingress', sources: ['cidr'] }],
  ['aws_redshift_security_group', { ...AWS, within: 'ingress', sources: ['cidr'] }],
  ['aws_ec2_managed_prefix_list', { ...PREFIX_LIST, within: 'entry' }],
  ['aws_ec2_managed_prefix_list_entry', PREFIX_LIST],
  ['azurerm_network_security_rule', AZURE],
  ['azurerm_network_security_group', { ...AZURE, within: 'security_rule' }],
  ['google_compute_firewall', GOOGLE],
]);
