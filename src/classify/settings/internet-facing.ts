// Settings that put a load balancer on the internet: a table of rules/public-ingress.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs.
import { MISSING, ON, PRESENT, lacking, words } from './scales.ts';
import type { Setting } from './setting.ts';

const PUBLIC = 'faces the internet';
const NEWLY = { below: 1, severity: 'low' } as const;
/** A firewall that only detects writes down what it lets through. */
const WAF_MODES = words('detection', 'prevention');

export const INTERNET_FACING: readonly Setting[] = [
  {
    types: 'aws_lb aws_alb aws_elb',
    path: 'internal',
    weak: PUBLIC,
    scale: ON,
    absent: 0,
    severity: 'medium',
    created: NEWLY,
    // CloudFormation says it by the scheme, and a gateway load balancer faces nobody.
    unless: 'scheme load_balancer_type=gateway',
  },
  {
    types: 'aws_lb aws_alb aws_elb',
    path: 'scheme',
    weak: PUBLIC,
    scale: words('internet-facing', 'internal'),
    absent: null,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types: 'google_compute_forwarding_rule google_compute_global_forwarding_rule',
    path: 'load_balancing_scheme',
    weak: PUBLIC,
    scale: words('external|external_managed', 'internal|internal_managed|internal_self_managed'),
    absent: 0,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types:
      'azurerm_storage_account azurerm_key_vault azurerm_cognitive_account azurerm_container_registry azurerm_eventhub_namespace azurerm_servicebus_namespace azurerm_storage_account_network_rules',
    path: 'network_rules.default_action network_acls.default_action network_rule_set.default_action network_rulesets.default_action default_action',
    weak: 'lets every network in that no rule names',
    scale: words('allow', 'deny'),
    absent: null,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'aws_wafv2_web_acl',
    path: 'default_action.block',
    weak: 'lets through whatever no rule of it blocks',
    scale: PRESENT,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'cloudflare_record cloudflare_dns_record',
    path: 'proxied',
    weak: 'no longer stands behind the firewall of Cloudflare, and shows its own address',
    scale: ON,
    absent: 0,
    severity: 'medium',
  },
  {
    types: 'azurerm_web_application_firewall_policy',
    path: 'policy_settings.enabled',
    weak: 'filters no request: the web firewall is off',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: NEWLY,
  },
  {
    types: 'azurerm_web_application_firewall_policy',
    path: 'policy_settings.mode',
    what: 'The mode of the web firewall',
    scale: WAF_MODES,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'azurerm_cdn_frontdoor_firewall_policy azurerm_frontdoor_firewall_policy',
    path: 'enabled',
    weak: 'filters no request: the web firewall is off',
    scale: ON,
    absent: 1,
    severity: 'high',
    created: NEWLY,
  },
  {
    types: 'azurerm_cdn_frontdoor_firewall_policy azurerm_frontdoor_firewall_policy',
    path: 'mode',
    what: 'The mode of the web firewall',
    scale: WAF_MODES,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'azurerm_application_gateway',
    path: 'waf_configuration.enabled',
    weak: 'filters no request: the web firewall is off',
    scale: ON,
    absent: null,
    severity: 'high',
  },
  {
    types: 'azurerm_application_gateway',
    path: 'waf_configuration.firewall_mode',
    what: 'The mode of the web firewall',
    scale: WAF_MODES,
    absent: null,
    severity: 'high',
  },
  {
    types: 'aws_networkfirewall_firewall_policy',
    path: 'firewall_policy.stateless_default_actions firewall_policy.stateless_fragment_default_actions',
    weak: 'lets packets pass that no rule of it names',
    scale: lacking('aws:pass'),
    absent: null,
    severity: 'high',
    created: { below: 1, severity: 'medium' },
  },
  {
    types: 'azurerm_lb',
    path: 'frontend_ip_configuration.public_ip_address_id frontend_ip_configuration.public_ip_prefix_id',
    weak: PUBLIC,
    scale: MISSING,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
];
