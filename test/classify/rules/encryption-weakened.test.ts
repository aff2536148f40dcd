// encryption-weakened: what loses its encryption, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { encryptionWeakened } from '../../../src/classify/rules/encryption-weakened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

type Seen = readonly (readonly [severity: string, line: number | null])[];

function seen(change: ParsedChange): Seen {
  return encryptionWeakened
    .check(change, contextOf())
    .map(({ severity, line }) => [severity ?? encryptionWeakened.severity, line]);
}

const HTTPS = { port: 443, protocol: 'HTTPS' };
const SSE = { 'rule[0].apply_server_side_encryption_by_default[0].sse_algorithm': 'aws:kms' };

test.each<[string, ParsedChange, Seen]>([
  ['a new database that says nothing', resource('aws_db_instance', {}), [['medium', null]]],
  ['a new database with encryption', resource('aws_db_instance', { storage_encrypted: true }), []],
  ['a new database from a snapshot', resource('aws_db_instance', { snapshot_identifier: 'a' }), []],
  [
    'a database that loses it',
    resource('aws_db_instance', { storage_encrypted: false }, { storage_encrypted: true }),
    [['high', 2]],
  ],
  [
    'CloudFormation: a database that loses it',
    resource('AWS::RDS::DBInstance', { StorageEncrypted: false }, { StorageEncrypted: true }),
    [['high', 2]],
  ],
  [
    'Kubernetes: volumes that are no longer encrypted',
    resource('StorageClass', { 'parameters.encrypted': 'false' }, { 'parameters.encrypted': 'true' }),
    [['medium', 2]],
  ],
  [
    'Kubernetes: volumes that are encrypted now',
    resource('StorageClass', { 'parameters.encrypted': 'true' }, { 'parameters.encrypted': 'false' }),
    [],
  ],
  [
    'Kubernetes: an Ingress that loses its certificate',
    resource('Ingress', { 'spec.ingressClassName': 'a' }, { 'spec.tls[0].secretName': 'a' }),
    [['medium', null]],
  ],
  [
    'Kubernetes: an Ingress with another certificate',
    resource('Ingress', { 'spec.tls[0].secretName': 'b' }, { 'spec.tls[0].secretName': 'a' }),
    [],
  ],
  [
    'a search domain that loses it',
    resource(
      'aws_opensearch_domain',
      { 'encrypt_at_rest[0].enabled': false },
      { 'encrypt_at_rest[0].enabled': true },
    ),
    [['high', 2]],
  ],
  [
    'a key of your own goes',
    resource('aws_s3_object', { a: 1 }, { kms_key_id: { expression: 'aws_kms_key.a.arn' } }),
    [['medium', null]],
  ],
  [
    'another key of your own',
    resource(
      'aws_s3_object',
      { kms_key_id: { expression: 'aws_kms_key.b.arn' } },
      { kms_key_id: { expression: 'aws_kms_key.a.arn' } },
    ),
    [],
  ],
  [
    'a weaker algorithm',
    resource(
      'aws_s3_bucket_server_side_encryption_configuration',
      { ...SSE, 'rule[0].apply_server_side_encryption_by_default[0].sse_algorithm': 'AES256' },
      SSE,
    ),
    [['medium', 2]],
  ],
  [
    'encryption of a bucket deleted',
    changeOf({
      type: 'aws_s3_bucket_server_side_encryption_configuration',
      action: 'delete',
      before: stateOf(SSE),
    }),
    [['medium', null]],
  ],
  [
    'a listener without TLS',
    resource('aws_lb_listener', { ...HTTPS, protocol: 'HTTP' }, HTTPS),
    [['high', 3]],
  ],
  ['a listener on another port', resource('aws_lb_listener', { ...HTTPS, port: 8443 }, HTTPS), []],
  [
    'an older TLS policy',
    resource(
      'aws_lb_listener',
      { ssl_policy: 'ELBSecurityPolicy-2016-08' },
      { ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
    ),
    [['medium', 2]],
  ],
  [
    'a newer TLS policy',
    resource(
      'aws_lb_listener',
      { ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
      { ssl_policy: 'ELBSecurityPolicy-2016-08' },
    ),
    [],
  ],
  [
    'a parameter that forces TLS',
    resource(
      'aws_db_parameter_group',
      { 'parameter[0].name': 'rds.force_ssl', 'parameter[0].value': '0' },
      { 'parameter[0].name': 'rds.force_ssl', 'parameter[0].value': '1' },
    ),
    [['high', 3]],
  ],
  [
    'another parameter',
    resource(
      'aws_db_parameter_group',
      { 'parameter[0].name': 'max_connections', 'parameter[0].value': '0' },
      { 'parameter[0].name': 'max_connections', 'parameter[0].value': '1' },
    ),
    [],
  ],
  [
    'keys no longer rotated',
    resource('aws_kms_key', { enable_key_rotation: false }, { enable_key_rotation: true }),
    [['medium', 2]],
  ],
  [
    'a queue that loses the encryption of the service',
    resource('aws_sqs_queue', { sqs_managed_sse_enabled: false }, { sqs_managed_sse_enabled: true }),
    [['medium', 2]],
  ],
  [
    'a queue that gets a key of its own instead',
    resource('aws_sqs_queue', { kms_master_key_id: 'alias/a' }, { sqs_managed_sse_enabled: true }),
    [],
  ],
  [
    'a queue that gets a key of its own',
    resource('AWS::SQS::Queue', { KmsMasterKeyId: { expression: '!Ref Key' } }, { QueueName: 'a' }),
    [],
  ],
  ['a new key that signs', resource('aws_kms_key', { key_usage: 'SIGN_VERIFY' }), []],
  ['a new key that encrypts', resource('aws_kms_key', { key_usage: 'ENCRYPT_DECRYPT' }), [['low', null]]],
  [
    'a secret in clear text',
    resource('aws_ssm_parameter', { type: 'String' }, { type: 'SecureString' }),
    [['high', 2]],
  ],
  [
    'a provider that checks no certificate',
    resource('provider', { 'kubernetes[0].insecure': true }),
    [['medium', 2]],
  ],
  ['a provider that checks', resource('provider', { 'kubernetes[0].insecure': false }), []],
  [
    'a connection without TLS',
    resource('aws_ssm_parameter', { type: 'SecureString', value: 'postgres://h/db?sslmode=disable' }),
    [['medium', 3]],
  ],
  [
    'a connection with TLS',
    resource('aws_ssm_parameter', { type: 'SecureString', value: 'postgres://h/db?sslmode=require' }),
    [],
  ],
  [
    'a CloudFront behaviour',
    resource('aws_cloudfront_distribution', {
      'default_cache_behavior[0].viewer_protocol_policy': 'allow-all',
    }),
    [['low', 2]],
  ],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});

test('the value never stands in the message', () => {
  const change = resource('aws_instance', { user_data: 'mysql://u:hunter2@h/d?ssl=false' });
  expect(JSON.stringify(encryptionWeakened.check(change, contextOf()))).not.toContain('hunter2');
});

const destination = (mode: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: d }\nspec: { host: x, trafficPolicy: { tls: { mode: ${mode} } } }\n`;

test('calls inside of a mesh that do without TLS', () => {
  const rule = 'networking.istio.io/DestinationRule/-/d';
  expect(hitsOf(encryptionWeakened, destination('ISTIO_MUTUAL'), destination('DISABLE'))).toEqual([
    `4 medium TLS of calls of ${rule} falls from ISTIO_MUTUAL to DISABLE.`,
  ]);
  expect(hitsOf(encryptionWeakened, destination('ISTIO_MUTUAL'), destination('SIMPLE'))).toEqual([]);
});
