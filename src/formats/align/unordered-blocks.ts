// Nested blocks whose order means nothing; called by the formats of Terraform.

/**
 * By resource type: what the providers' schemas have as a set, and what the services take as one. Every other list is
 * taken for ordered. Sources: schemas of https://github.com/hashicorp/terraform-provider-aws (MPL-2.0),
 * terraform-provider-google (MPL-2.0) and terraform-provider-azurerm (MPL-2.0), facts only; for the statements of a policy
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html.
 */
const UNORDERED: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_autoscaling_group', ['tag']],
  ['aws_cloudfront_distribution', ['origin', 'origin_group', 'custom_error_response']],
  ['aws_db_parameter_group', ['parameter']],
  ['aws_default_network_acl', ['ingress', 'egress']],
  ['aws_default_route_table', ['route']],
  ['aws_default_security_group', ['ingress', 'egress']],
  ['aws_dynamodb_table', ['attribute', 'global_secondary_index', 'local_secondary_index', 'replica']],
  ['aws_elastic_beanstalk_environment', ['setting']],
  ['aws_elasticache_parameter_group', ['parameter']],
  ['aws_iam_policy_document', ['statement', 'principals', 'not_principals', 'condition']],
  ['aws_instance', ['ebs_block_device']],
  ['aws_lb_listener_rule', ['condition']],
  ['aws_network_acl', ['ingress', 'egress']],
  ['aws_rds_cluster_parameter_group', ['parameter']],
  ['aws_route_table', ['route']],
  ['aws_security_group', ['ingress', 'egress']],
  ['aws_wafv2_rule_group', ['rule']],
  ['aws_wafv2_web_acl', ['rule']],
  ['azurerm_network_security_group', ['security_rule']],
  ['azurerm_route_table', ['route']],
  ['google_compute_firewall', ['allow', 'deny']],
  ['google_compute_security_policy', ['rule']],
]);

/** Whether the order of the blocks at a path (`ingress`, `statement[0].condition`) means nothing in this type. */
export function isUnordered(type: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return UNORDERED.get(type)?.includes(name) === true;
}
