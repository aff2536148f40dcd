// Kinds of single changes against labels given by hand from the providers' documentation.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kindsOf } from '../../src/classify/kinds.ts';
import { KINDS } from '../../src/model/words.ts';
import { changeOf, resource, stateOf } from './example-change.ts';

/** Labelled before the tables were first built. */
const LABELS: readonly (readonly [type: string, kinds: string])[] = [
  ['aws_iam_role', 'identity'],
  ['aws_iam_user_login_profile', 'identity secrets'],
  ['aws_iam_access_key', 'identity secrets'],
  ['aws_iam_instance_profile', 'identity'],
  ['aws_organizations_policy', 'identity'],
  ['aws_security_group', 'firewall'],
  ['aws_vpc_security_group_ingress_rule', 'firewall'],
  ['aws_network_acl_rule', 'firewall'],
  ['aws_wafv2_web_acl', 'firewall'],
  ['aws_networkfirewall_rule_group', 'firewall'],
  ['aws_vpc', 'network'],
  ['aws_subnet', 'network'],
  ['aws_route', 'network'],
  ['aws_lb_listener', 'network'],
  ['aws_cloudfront_distribution', 'network'],
  ['aws_vpc_peering_connection', 'network'],
  ['aws_route53_record', 'dns'],
  ['aws_route53_zone', 'dns'],
  ['aws_kms_key', 'encryption'],
  ['aws_acm_certificate', 'encryption'],
  ['aws_kms_grant', 'identity encryption'],
  ['aws_secretsmanager_secret_version', 'secrets'],
  ['aws_ssm_parameter', 'secrets'],
  ['aws_db_instance', 'data_store'],
  ['aws_rds_cluster', 'data_store'],
  ['aws_dynamodb_table', 'data_store'],
  ['aws_s3_bucket', 'data_store'],
  ['aws_s3_bucket_policy', 'identity data_store'],
  ['aws_efs_file_system', 'data_store'],
  ['aws_elasticache_replication_group', 'data_store'],
  ['aws_redshift_cluster', 'data_store'],
  ['aws_opensearch_domain', 'data_store'],
  ['aws_instance', 'compute'],
  ['aws_lambda_function', 'compute'],
  ['aws_lambda_permission', 'identity'],
  ['aws_ecs_service', 'compute'],
  ['aws_eks_cluster', 'compute'],
  ['aws_autoscaling_policy', 'compute'],
  ['aws_autoscaling_group', 'compute'],
  ['aws_codebuild_project', 'pipeline'],
  ['aws_ecr_repository', 'pipeline'],
  ['aws_cloudtrail', 'observability'],
  ['aws_config_configuration_recorder', 'observability'],
  ['aws_cloudwatch_metric_alarm', 'observability'],
  ['aws_flow_log', 'network observability'],
  ['aws_sns_topic', 'other'],
  ['aws_sqs_queue', 'other'],
  ['aws_sqs_queue_policy', 'identity'],
  ['aws_budgets_budget', 'other'],
  ['azurerm_role_assignment', 'identity'],
  ['azurerm_network_security_rule', 'firewall'],
  ['azurerm_virtual_network', 'network'],
  ['azurerm_dns_a_record', 'dns'],
  ['azurerm_key_vault_secret', 'secrets'],
  ['azurerm_key_vault_key', 'encryption'],
  ['azurerm_storage_account', 'data_store'],
  ['azurerm_cosmosdb_account', 'data_store'],
  ['azurerm_mssql_firewall_rule', 'firewall'],
  ['azurerm_linux_virtual_machine', 'compute'],
  ['azurerm_monitor_diagnostic_setting', 'observability'],
  ['azurerm_container_registry', 'pipeline'],
  ['azurerm_resource_group', 'other'],
  ['google_project_iam_binding', 'identity'],
  ['google_service_account_key', 'identity secrets'],
  ['google_compute_firewall', 'firewall'],
  ['google_compute_instance', 'compute'],
  ['google_compute_router_nat', 'network'],
  ['google_dns_record_set', 'dns'],
  ['google_kms_crypto_key', 'encryption'],
  ['google_secret_manager_secret_iam_member', 'identity secrets'],
  ['google_sql_database_instance', 'data_store'],
  ['google_bigquery_dataset', 'data_store'],
  ['google_storage_bucket', 'data_store'],
  ['google_cloudbuild_trigger', 'pipeline'],
  ['google_logging_project_sink', 'observability'],
  ['google_container_cluster', 'compute'],
  ['random_pet', 'other'],
  ['null_resource', 'compute'],
  ['kubernetes_network_policy_v1', 'firewall'],
];

test.each(LABELS)('%s is %s', (type, kinds) => {
  expect(kindsOf(changeOf({ type }))).toEqual({ kinds: kinds.split(' '), known: true });
});

describe('a type in no table', () => {
  test.each(['acme_widget', 'constructor', '__proto__', 'toString', ''])('%j is unknown', (type) => {
    expect(kindsOf(changeOf({ type }))).toEqual({ kinds: ['other'], known: false });
  });
});

describe('Terraform blocks that are no resource', () => {
  test.each(['module', 'provider', 'terraform', 'variable', 'locals', 'output', 'check'])(
    '%s is other',
    (type) => {
      expect(kindsOf(changeOf({ type, address: type }))).toEqual({ kinds: ['other'], known: true });
    },
  );

  test('a block type that is not known is in no table', () => {
    expect(kindsOf(changeOf({ type: 'sorcery', address: 'sorcery.x' }))).toEqual({
      kinds: ['other'],
      known: false,
    });
  });

  test.each([
    ['removed', 'from', 'aws_db_instance.main', ['data_store']],
    ['moved', 'to', 'module.a["x"].aws_iam_role.ci[0]', ['identity']],
    ['import', 'to', 'aws_security_group.web', ['firewall']],
  ])('%s carries the kinds of what it names', (type, path, expression, kinds) => {
    const after = stateOf({ [path]: { expression } });
    expect(kindsOf(changeOf({ type, address: type, after }))).toEqual({ kinds, known: true });
  });

  test('removed of a type in no table is unknown', () => {
    const after = stateOf({ from: { expression: 'acme_widget.x' } });
    expect(kindsOf(changeOf({ type: 'removed', address: 'removed', after }))).toEqual({
      kinds: ['other'],
      known: false,
    });
  });

  test('a removed block of a module names no type', () => {
    const after = stateOf({ from: { expression: 'module.network' } });
    expect(kindsOf(changeOf({ type: 'removed', address: 'removed', after }))).toEqual({
      kinds: ['other'],
      known: true,
    });
  });

  test('an ephemeral block is judged by the type in its address', () => {
    const address = 'ephemeral.aws_secretsmanager_secret_version.db';
    expect(kindsOf(changeOf({ type: 'ephemeral', address }))).toEqual({ kinds: ['secrets'], known: true });
  });
});

describe('kubernetes_manifest is what its object is', () => {
  const BINDING = {
    'manifest.apiVersion': 'rbac.authorization.k8s.io/v1',
    'manifest.kind': 'ClusterRoleBinding',
  };

  test.each([
    ['a binding of rights', BINDING, ['identity'], true],
    [
      'an object of the core group',
      { 'manifest.apiVersion': 'v1', 'manifest.kind': 'Secret' },
      ['secrets'],
      true,
    ],
    ['a kind in no table', { ...BINDING, 'manifest.kind': 'Sorcery' }, ['other'], false],
    [
      'a kind that is computed',
      { ...BINDING, 'manifest.kind': { expression: 'var.kind' } },
      ['other'],
      false,
    ],
    [
      'an object that is computed',
      { manifest: { expression: 'yamldecode(file("x.yaml"))' } },
      ['other'],
      false,
    ],
  ])('%s', (_what, after, kinds, known) => {
    expect(kindsOf(resource('kubernetes_manifest', after))).toEqual({ kinds, known });
  });

  test('one that becomes another is both', () => {
    const map = { 'manifest.apiVersion': 'networking.k8s.io/v1', 'manifest.kind': 'NetworkPolicy' };
    const change = resource('kubernetes_manifest', map, BINDING);
    expect(kindsOf(change)).toEqual({ kinds: ['identity', 'firewall'], known: true });
  });
});

describe('ConfigMaps that decide more than what an application reads', () => {
  test.each([
    ['core/ConfigMap/kube-system/aws-auth', ['identity']],
    ['core/ConfigMap/-/aws-auth', ['identity']],
    ['core/ConfigMap/shop/aws-auth', ['other']],
    ['core/ConfigMap/cd/argocd-rbac-cm', ['identity']],
    ['core/ConfigMap/argocd/argocd-cm', ['identity', 'pipeline']],
    ['core/ConfigMap/argocd/argocd-cmd-params-cm', ['identity', 'pipeline']],
    ['core/ConfigMap/kube-system/coredns', ['dns']],
    ['core/ConfigMap/kube-system/settings', ['other']],
  ])('%s is %j', (address, kinds) => {
    const change = changeOf({ format: 'kubernetes', type: 'ConfigMap', address });
    expect(kindsOf(change)).toEqual({ kinds, known: true });
  });

  test.each([
    ['kube-system', 'aws-auth', ['identity']],
    ['kube-system', 'settings', ['other']],
  ])('as resources of Terraform: %s/%s is %j', (namespace, name, kinds) => {
    const metadata = { 'metadata[0].namespace': namespace, 'metadata[0].name': name };
    expect(kindsOf(resource('kubernetes_config_map_v1_data', metadata))).toEqual({ kinds, known: true });
  });
});

describe('data sources', () => {
  test.each([
    ['aws_iam_policy_document', ['identity'], true],
    ['aws_iam_role', ['identity'], true],
    ['aws_security_group', ['firewall'], true],
    ['aws_kms_key', ['encryption'], true],
    ['aws_ami', ['other'], true],
    ['aws_s3_bucket', ['other'], true],
    ['aws_caller_identity', ['other'], true],
    ['external', ['other'], true],
    ['acme_widget', ['other'], false],
  ])('%s is %j', (type, kinds, known) => {
    expect(kindsOf(changeOf({ type, address: `data.${type}.x` }))).toEqual({ kinds, known });
  });
});

describe('CloudFormation', () => {
  test.each([
    ['AWS::IAM::Role', 'identity', true],
    ['AWS::RDS::DBInstance', 'data_store', true],
    ['AWS::EC2::SecurityGroupIngress', 'firewall', true],
    ['AWS::S3::BucketPolicy', 'identity data_store', true],
    ['AWS::Serverless::Function', 'identity compute', true],
    ['AWS::CloudFormation::Stack', 'pipeline', true],
    ['AWS::EC2::VPCGatewayAttachment', 'network', true],
    ['AWS::CDK::Metadata', 'other', true],
    ['parameter', 'other', true],
    ['output', 'other', true],
    ['Custom::Thing', 'other', false],
    ['MongoDB::Atlas::Cluster', 'other', false],
    ['aws_iam_role', 'other', false],
    ['module', 'other', false],
  ])('%s is %s', (type, kinds, known) => {
    const change = changeOf({ format: 'cloudformation', type, address: 'Thing' });
    expect(kindsOf(change)).toEqual({ kinds: kinds.split(' '), known });
  });
});

describe('other formats', () => {
  test.each([
    ['governance', ['governance']],
    ['github-workflow', ['pipeline']],
    ['dockerfile', ['pipeline']],
    ['cloudformation', ['other']],
    ['terraform-state', ['secrets']],
  ])('%s without a type is %j', (format, kinds) => {
    expect(kindsOf(changeOf({ format, type: null }))).toEqual({ kinds, known: true });
  });

  test('a policy document is identity', () => {
    const change = changeOf({ format: 'iam-policy', type: 'iam_policy_document', address: 'Statement[0]' });
    expect(kindsOf(change)).toEqual({ kinds: ['identity'], known: true });
  });

  test.each([
    ['ClusterRole', 'rbac.authorization.k8s.io/ClusterRole/-/x', ['identity'], true],
    ['NetworkPolicy', 'networking.k8s.io/NetworkPolicy/a/x', ['firewall'], true],
    ['Ingress', 'networking.k8s.io/Ingress/a/x', ['network'], true],
    ['Service', 'core/Service/a/x', ['network'], true],
    ['Secret', 'core/Secret/a/x', ['secrets'], true],
    ['ExternalSecret', 'external-secrets.io/ExternalSecret/a/x', ['secrets'], true],
    ['Deployment', 'apps/Deployment/a/x', ['compute'], true],
    ['StatefulSet', 'apps/StatefulSet/a/x', ['data_store', 'compute'], true],
    ['PersistentVolumeClaim', 'core/PersistentVolumeClaim/a/x', ['data_store'], true],
    ['ConfigMap', 'core/ConfigMap/a/x', ['other'], true],
    ['Application', 'argoproj.io/Application/a/x', ['pipeline'], true],
    [
      'ValidatingWebhookConfiguration',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration/-/x',
      ['identity', 'governance'],
      true,
    ],
    ['Service', 'acme.example/Service/a/x', ['other'], false],
  ])('a Kubernetes %s at %s is %j', (type, address, kinds, known) => {
    expect(kindsOf(changeOf({ format: 'kubernetes', type, address }))).toEqual({ kinds, known });
  });
});

describe('docs/kinds.md', () => {
  const page = readFileSync(new URL('../../docs/kinds.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$/gm)];

  test('has a row for each kind, in their order', () => {
    expect(rows.map(([, kind]) => kind)).toEqual(KINDS);
  });

  test.each(
    rows.flatMap(([, kind = '', examples = '']) =>
      [...examples.matchAll(/`([a-z]+_\w+)`/g)].map(([, type = '']) => [type, kind] as const),
    ),
  )('%s is %s, as it says', (type, kind) => {
    expect(kindsOf(changeOf({ type })).kinds).toContain(kind);
  });
});
