// Settings that put a load balancer on the internet: a table of rules/public-ingress.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs.
import { MISSING, ON, words } from './scales.ts';
import type { Setting } from './setting.ts';

const PUBLIC = 'faces the internet';
const NEWLY = { below: 1, severity: 'low' } as const;

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
    types: 'azurerm_lb',
    path: 'frontend_ip_configuration.public_ip_address_id frontend_ip_configuration.public_ip_prefix_id',
    weak: PUBLIC,
    scale: MISSING,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
];
