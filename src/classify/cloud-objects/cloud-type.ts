// Which resource of a cloud an object of a cluster describes: called by read-objects.ts.
// Crossplane names kinds after types of Terraform (https://docs.crossplane.io/latest/managed-resources/), as Config Connector does
// (https://cloud.google.com/config-connector/docs/reference/overview); ACK after those of CloudFormation
// (https://aws-controllers-k8s.github.io/community/docs/community/services/).
import equivalents from '../data/equivalent-types.json' with { type: 'json' };
import kinds from '../data/terraform-kinds.json' with { type: 'json' };
import { foldName } from '../state-tree.ts';

export type CloudType = {
  /** Of Terraform, or of CloudFormation. */
  readonly type: string;
  /** Member of the object that holds the arguments. */
  readonly root: string;
};

/** Where the names differ. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['cloudtrail/Trail', 'aws_cloudtrail'],
  ['cloudwatchlogs/Group', 'aws_cloudwatch_log_group'],
  ['cognitoidp/UserPool', 'aws_cognito_user_pool'],
  ['cognitoidp/UserPoolClient', 'aws_cognito_user_pool_client'],
  ['containerservice/KubernetesCluster', 'azurerm_kubernetes_cluster'],
  ['database.aws/RDSInstance', 'aws_db_instance'],
  ['dbforpostgresql/FlexibleServer', 'azurerm_postgresql_flexible_server'],
  ['dbforpostgresql/FlexibleServerFirewallRule', 'azurerm_postgresql_flexible_server_firewall_rule'],
  ['dbforpostgresql/Server', 'azurerm_postgresql_server'],
  ['dbformysql/FlexibleServer', 'azurerm_mysql_flexible_server'],
  ['dbformysql/Server', 'azurerm_mysql_server'],
  ['documentdb/DBCluster', 'aws_docdb_cluster'],
  ['ec2/SecurityGroup', 'aws_security_group'],
  ['ec2/SecurityGroupEgressRule', 'aws_vpc_security_group_egress_rule'],
  ['ec2/SecurityGroupIngressRule', 'aws_vpc_security_group_ingress_rule'],
  ['elbv2/LoadBalancer', 'aws_lb'],
  ['kafka/Cluster', 'aws_msk_cluster'],
  ['keyvault/Key', 'azurerm_key_vault_key'],
  ['keyvault/Secret', 'azurerm_key_vault_secret'],
  ['keyvault/Vault', 'azurerm_key_vault'],
  ['rds/Instance', 'aws_db_instance'],
  ['sql/SQLDatabase', 'google_sql_database'],
  ['sql/SQLInstance', 'google_sql_database_instance'],
  ['sql/SQLUser', 'google_sql_user'],
]);

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws'],
  ['azure', 'azurerm'],
  ['gcp', 'google'],
]);

const BY_FOLDED_NAME: ReadonlyMap<string, string> = new Map([
  ...Object.entries(equivalents).map(([type]) => [type.toLowerCase(), type] as const),
  ...Object.keys(kinds).map((type) => [foldName(type), type] as const),
]);

/** Null for what describes nothing of a cloud, and for what no table knows. */
export function cloudTypeOf(group: string, kind: string): CloudType | null {
  const [service = ''] = group.split('.');
  if (group.endsWith('.services.k8s.aws'))
    return known('spec', OTHERS.get(`${service}/${kind}`), `aws::${service}::${kind}`.toLowerCase());
  if (group.endsWith('.cnrm.cloud.google.com'))
    return known('spec', OTHERS.get(`${service}/${kind}`), `google${foldName(kind)}`);
  // https://cluster-api-aws.sigs.k8s.io/crd/
  if (`${group}/${kind}` === 'controlplane.cluster.x-k8s.io/AWSManagedControlPlane')
    return { type: 'aws_eks_cluster', root: 'spec' };
  const [, cloud = ''] = /\.(aws|azure|gcp)\.(?:m\.)?(?:upbound|crossplane)\.io$/.exec(group) ?? [];
  const prefix = PREFIXES.get(cloud);
  if (prefix === undefined) return null;
  return known(
    'spec.forProvider',
    OTHERS.get(`${service}/${kind}`) ?? OTHERS.get(`${service}.${cloud}/${kind}`),
    `${prefix}${service}${foldName(kind)}`,
    `${prefix}${foldName(kind)}`,
    `aws::${service}::${kind}`.toLowerCase(),
  );
}

/** The first name that a table knows. */
function known(root: string, other: string | undefined, ...names: readonly string[]): CloudType | null {
  const type = other ?? names.map((name) => BY_FOLDED_NAME.get(name)).find((one) => one !== undefined);
  return type === undefined ? null : { type, root };
}
