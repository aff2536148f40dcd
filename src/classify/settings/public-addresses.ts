// Settings that give machines an address on the internet: a table of rules/route-to-internet.ts. Defaults from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs.
import { MISSING, OFF, ON } from './scales.ts';
import type { Setting } from './setting.ts';

const PUBLIC = 'has a public address';
const NEWLY = { below: 1, severity: 'medium' } as const;

export const PUBLIC_ADDRESSES: readonly Setting[] = [
  {
    types: 'aws_subnet',
    path: 'map_public_ip_on_launch',
    weak: 'gives every machine in it a public address',
    scale: OFF,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types:
      'aws_instance aws_launch_configuration aws_launch_template aws_spot_instance_request aws_spot_fleet_request',
    path: 'associate_public_ip_address network_interfaces.associate_public_ip_address launch_specification.associate_public_ip_address launch_template_data.network_interfaces.associate_public_ip_address',
    weak: PUBLIC,
    scale: OFF,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types: 'aws_ecs_service aws_ecs_task_set aws_cloudwatch_event_target aws_scheduler_schedule',
    path: 'network_configuration.assign_public_ip network_configuration.awsvpc_configuration.assign_public_ip ecs_target.network_configuration.assign_public_ip target.ecs_parameters.network_configuration.assign_public_ip',
    weak: PUBLIC,
    scale: OFF,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types:
      'google_compute_instance google_compute_instance_template google_compute_region_instance_template google_notebooks_instance',
    path: 'network_interface.access_config network_interface.ipv6_access_config',
    weak: PUBLIC,
    scale: MISSING,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types: 'google_container_cluster google_container_node_pool',
    path: 'private_cluster_config.enable_private_nodes network_config.enable_private_nodes',
    weak: 'gives its nodes public addresses',
    scale: ON,
    absent: null,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types: 'azurerm_network_interface',
    path: 'ip_configuration.public_ip_address_id',
    weak: PUBLIC,
    scale: MISSING,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
  {
    types: 'azurerm_kubernetes_cluster azurerm_kubernetes_cluster_node_pool',
    path: 'node_public_ip_enabled default_node_pool.node_public_ip_enabled',
    weak: 'gives its nodes public addresses',
    scale: OFF,
    absent: 1,
    severity: 'medium',
    created: NEWLY,
  },
];
