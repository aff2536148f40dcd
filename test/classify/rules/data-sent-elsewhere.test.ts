// data-sent-elsewhere: what newly goes where, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { dataSentElsewhere } from '../../../src/classify/rules/data-sent-elsewhere.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

function said(change: ParsedChange): readonly string[] {
  return dataSentElsewhere
    .check(change, contextOf())
    .map(({ severity = 'medium', line, message }) => `${line} ${severity}: ${message}`);
}

const REPLICATION = 'aws_s3_bucket_replication_configuration';
const to = (bucket: unknown): { readonly [path: string]: never } => ({
  'rule[0].destination[0].bucket': bucket as never,
});
const MINE = 'arn:aws:s3:::mine';
const OTHER = 'arn:aws:s3:::other';
const BUCKET_COPY = { 'replication_configuration[0].rules[0].destination[0].bucket': OTHER };
const LOGGED = { 'logging_s3[0].bucket_name': 'mine' };
const TRAIL = 'aws_cloudtrail';

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'a copy for a bucket that is written out',
    resource(REPLICATION, to(OTHER)),
    [`2 medium: ${REPLICATION}.example now sends a copy of every object to ${OTHER}.`],
  ],
  [
    'a copy for a bucket of the same configuration',
    resource(REPLICATION, to({ expression: 'aws_s3_bucket.b.arn' })),
    [],
  ],
  [
    'a copy for another bucket',
    resource(REPLICATION, to(OTHER), to(MINE)),
    [`2 medium: ${REPLICATION}.example now sends a copy of every object to ${OTHER}.`],
  ],
  [
    'a copy for the same bucket',
    resource(REPLICATION, { ...to(MINE), role: 'b' }, { ...to(MINE), role: 'a' }),
    [],
  ],
  [
    'a copy for a bucket that is computed in another way',
    resource(REPLICATION, to({ expression: 'var.bucket' }), to(MINE)),
    [`2 low: ${REPLICATION}.example may now send a copy of every object to var.bucket.`],
  ],
  [
    'a copy for a bucket that is computed in other words',
    resource(REPLICATION, to({ expression: 'local.bucket' }), to({ expression: 'aws_s3_bucket.a.arn' })),
    [],
  ],
  [
    'a copy for another bucket of the same configuration',
    resource(
      REPLICATION,
      to({ expression: 'aws_s3_bucket.b.arn' }),
      to({ expression: 'aws_s3_bucket.a.arn' }),
    ),
    [`2 low: ${REPLICATION}.example may now send a copy of every object to aws_s3_bucket.b.arn.`],
  ],
  ['a new trail', resource(TRAIL, { s3_bucket_name: 'logs' }), []],
  [
    'a trail that goes to another bucket',
    resource(TRAIL, { s3_bucket_name: 'other' }, { s3_bucket_name: 'logs' }),
    [`2 medium: ${TRAIL}.example now sends the record of all API calls to other.`],
  ],
  [
    'a hook, without what may be a secret in its address',
    resource('github_repository_webhook', {
      'configuration[0].url': 'https://u:p@hooks.example.com/T0/secret?a=b',
    }),
    [
      '2 medium: github_repository_webhook.example now sends what happens in its repositories to hooks.example.com.',
    ],
  ],
  [
    'a hook that is hidden',
    resource('github_repository_webhook', { 'configuration[0].url': '(sensitive)' }),
    [
      '2 medium: github_repository_webhook.example now sends what happens in its repositories to another place.',
    ],
  ],
  [
    'names that are looked up outside',
    resource('aws_vpc_dhcp_options', {
      domain_name_servers: ['AmazonProvidedDNS', '10.0.0.2', '203.0.113.4'],
    }),
    ['2 medium: aws_vpc_dhcp_options.example now sends DNS queries to 203.0.113.4.'],
  ],
  [
    'a stack',
    resource('AWS::Logs::SubscriptionFilter', {
      DestinationArn: 'arn:aws:logs:eu-west-1:999988887777:destination:d',
    }),
    [
      '2 medium: AWS::Logs::SubscriptionFilter.example now sends logs to arn:aws:logs:eu-west-1:999988887777:destination:d.',
    ],
  ],
  [
    'several ends in one sentence, and an eleventh in another one',
    resource(
      'okta_app_oauth',
      { redirect_uris: 'a b c d e f g h i j k'.split(' ').map((name) => `https://${name}.example`) },
      { redirect_uris: [] },
    ),
    [
      `2 medium: okta_app_oauth.example now sends those who log in, and their tokens, to ${'a b c d e f g h i j'
        .split(' ')
        .map((name) => `${name}.example`)
        .join(', ')}.`,
      '2 medium: okta_app_oauth.example now sends those who log in, and their tokens, to k.example.',
    ],
  ],
  [
    'the same ends in another order',
    resource(
      'okta_app_oauth',
      { redirect_uris: ['https://a.example', 'https://b.example'] },
      { redirect_uris: ['https://b.example', 'https://a.example'] },
    ),
    [],
  ],
  [
    'a bucket that stood before and had no copy',
    resource('aws_s3_bucket', BUCKET_COPY, { bucket: 'b' }),
    [`2 medium: aws_s3_bucket.example now sends a copy of every object to ${OTHER}.`],
  ],
  ['a bucket that keeps its copy', resource('aws_s3_bucket', BUCKET_COPY, BUCKET_COPY), []],
  [
    'a delivery network that stood before',
    resource('fastly_service_vcl', { ...LOGGED, 'logging_https[0].url': 'https://a.example/in' }, LOGGED),
    ['3 medium: fastly_service_vcl.example now sends the record of requests to a.example.'],
  ],
  ['a delivery network that logs as before', resource('fastly_service_vcl', LOGGED, LOGGED), []],
  [
    'a delivery network that is new',
    resource('fastly_service_vcl', LOGGED),
    ['2 low: fastly_service_vcl.example now sends the record of requests to mine.'],
  ],
  ['an end', changeOf({ type: TRAIL, action: 'delete', before: stateOf({ s3_bucket_name: 'logs' }) }), []],
])('%s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});
