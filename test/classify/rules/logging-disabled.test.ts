// logging-disabled: what is no longer recorded, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { loggingDisabled } from '../../../src/classify/rules/logging-disabled.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

type Seen = readonly (readonly [severity: string, line: number | null])[];

function seen(change: ParsedChange): Seen {
  return loggingDisabled
    .check(change, contextOf())
    .map(({ severity, line }) => [severity ?? loggingDisabled.severity, line]);
}

const TRAIL = { name: 'a', is_multi_region_trail: true, enable_log_file_validation: true };
const gone = (type: string): ParsedChange => changeOf({ type, action: 'delete', before: stateOf({ a: 1 }) });

test.each<[string, ParsedChange, Seen]>([
  ['IAM-11: CloudTrail deleted', gone('aws_cloudtrail'), [['high', null]]],
  ['IAM-11: Config deleted', gone('aws_config_configuration_recorder'), [['high', null]]],
  ['IAM-11: GuardDuty deleted', gone('aws_guardduty_detector'), [['high', null]]],
  ['IAM-11: CloudFormation: CloudTrail deleted', gone('AWS::CloudTrail::Trail'), [['high', null]]],
  ['a filter of GuardDuty deleted', gone('aws_guardduty_filter'), []],
  ['an alarm deleted', gone('aws_cloudwatch_metric_alarm'), [['low', null]]],
  ['a dashboard deleted', gone('aws_cloudwatch_dashboard'), []],
  [
    'an alarm that tells nobody',
    resource('aws_cloudwatch_metric_alarm', { actions_enabled: false }, { threshold: 1 }),
    [['low', 2]],
  ],
  [
    'an alarm that tells again',
    resource('aws_cloudwatch_metric_alarm', { actions_enabled: true }, { actions_enabled: false }),
    [],
  ],
  [
    'an alert policy switched off',
    resource('google_monitoring_alert_policy', { enabled: false }, { enabled: true }),
    [['low', 2]],
  ],
  [
    'a trail of one region',
    resource('aws_cloudtrail', { ...TRAIL, is_multi_region_trail: false }, TRAIL),
    [['high', 3]],
  ],
  [
    'a trail switched off',
    resource('aws_cloudtrail', { ...TRAIL, enable_logging: false }, TRAIL),
    [['high', 5]],
  ],
  [
    'CloudFormation: a trail switched off',
    resource('AWS::CloudTrail::Trail', { IsLogging: false }, { IsLogging: true }),
    [['high', 2]],
  ],
  [
    'a trail that can be altered',
    resource('aws_cloudtrail', { ...TRAIL, enable_log_file_validation: false }, TRAIL),
    [['medium', 4]],
  ],
  ['a trail of another name', resource('aws_cloudtrail', { ...TRAIL, name: 'b' }, TRAIL), []],
  [
    'GuardDuty switched off',
    resource('aws_guardduty_detector', { enable: false }, { enable: true }),
    [['high', 2]],
  ],
  [
    'GuardDuty perhaps switched off',
    resource('aws_guardduty_detector', { enable: { expression: 'var.on' } }, { enable: true }),
    [['low', 2]],
  ],
  [
    'logs kept for a day',
    resource('aws_cloudwatch_log_group', { retention_in_days: 1 }, { retention_in_days: 365 }),
    [['medium', 2]],
  ],
  [
    'logs no longer kept for ever',
    resource('aws_cloudwatch_log_group', { retention_in_days: 365 }, { retention_in_days: 0 }),
    [['low', 2]],
  ],
  [
    'logs kept for ever',
    resource('aws_cloudwatch_log_group', { retention_in_days: 0 }, { retention_in_days: 1 }),
    [],
  ],
  [
    'fewer logs of a cluster',
    resource(
      'aws_eks_cluster',
      { enabled_cluster_log_types: ['api'] },
      { enabled_cluster_log_types: ['api', 'audit'] },
    ),
    [['medium', 2]],
  ],
  [
    'CloudFormation: fewer logs of a cluster',
    resource(
      'AWS::EKS::Cluster',
      { 'Logging.ClusterLogging.EnabledTypes': [{ Type: 'api' }] },
      { 'Logging.ClusterLogging.EnabledTypes': [{ Type: 'api' }, { Type: 'audit' }] },
    ),
    [['medium', 2]],
  ],
  [
    'more logs of a cluster',
    resource(
      'aws_eks_cluster',
      { enabled_cluster_log_types: ['api', 'audit'] },
      { enabled_cluster_log_types: ['api'] },
    ),
    [],
  ],
  [
    'no logs of a cluster',
    resource('aws_eks_cluster', { a: 1 }, { enabled_cluster_log_types: ['api'] }),
    [['medium', null]],
  ],
  [
    'perhaps fewer logs of a cluster',
    resource(
      'aws_eks_cluster',
      { enabled_cluster_log_types: { expression: 'var.types' } },
      { enabled_cluster_log_types: ['api'] },
    ),
    [['low', 2]],
  ],
  ['access logs gone', resource('aws_lb', { a: 1 }, { 'access_logs[0].enabled': true }), [['medium', null]]],
  [
    'access logs stay',
    resource('aws_lb', { 'access_logs[0].enabled': true, a: 1 }, { 'access_logs[0].enabled': true }),
    [],
  ],
  ['logs of a bucket deleted', gone('aws_s3_bucket_logging'), [['medium', null]]],
  ['audit of Google deleted', gone('google_project_iam_audit_config'), [['high', null]]],
  [
    'audit of Azure switched off',
    resource('azurerm_mssql_server_extended_auditing_policy', { enabled: false }, {}),
    [['high', 2]],
  ],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});

test('what is no longer logged is named', () => {
  const change = resource(
    'aws_eks_cluster',
    { enabled_cluster_log_types: [] },
    { enabled_cluster_log_types: ['api', 'audit'] },
  );
  expect(loggingDisabled.check(change, contextOf()).map(({ message }) => message)).toEqual([
    'aws_eks_cluster.example no longer logs api, audit.',
  ]);
});
