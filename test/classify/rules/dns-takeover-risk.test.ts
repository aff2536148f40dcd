// dns-takeover-risk: names that others may come to hold, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { dnsTakeoverRisk } from '../../../src/classify/rules/dns-takeover-risk.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

const NS = { name: 'team', type: 'NS', records: ['ns1.example.net'] };
const CNAME = { name: 'www', type: 'CNAME' };
const SITE = 'acme-site.s3-website-eu-west-1.amazonaws.com';
const BUCKET = changeOf({
  type: 'aws_s3_bucket',
  action: 'delete',
  before: stateOf({ bucket: 'acme-site' }),
});

type Case = readonly [
  name: string,
  change: ParsedChange,
  expected: readonly (readonly [string | undefined, number | null])[],
  others?: readonly ParsedChange[],
];

const CASES: readonly Case[] = [
  ['a new delegation', resource('aws_route53_record', NS), [['medium', 4]]],
  [
    'a new delegation to a zone of our own',
    resource('aws_route53_record', { ...NS, records: { expression: 'aws_route53_zone.team.name_servers' } }),
    [['low', 4]],
  ],
  [
    'a delegation to others',
    resource('aws_route53_record', { ...NS, records: ['ns9.example.org'] }, NS),
    [['high', 4]],
  ],
  [
    'a delegation with another ttl',
    resource('aws_route53_record', { ...NS, ttl: 60 }, { ...NS, ttl: 300 }),
    [],
  ],
  [
    'CloudFormation: a delegation',
    resource('AWS::Route53::RecordSet', { Name: 'a', Type: 'NS', ResourceRecords: ['ns1.example.net.'] }),
    [['medium', 4]],
  ],
  [
    'CloudFormation: a group',
    resource('AWS::Route53::RecordSetGroup', {
      RecordSets: [{ Name: 'a', Type: 'NS', ResourceRecords: ['ns1.example.net.'] }],
    }),
    [['medium', 2]],
  ],
  [
    'Google: a delegation',
    resource('google_dns_record_set', { name: 'a.', type: 'NS', rrdatas: ['ns1.'] }),
    [['medium', 4]],
  ],
  [
    'Azure: a delegation',
    resource('azurerm_dns_ns_record', { name: 'a', records: ['ns1.'] }),
    [['medium', 3]],
  ],
  [
    'a zone deleted',
    changeOf({ type: 'aws_route53_zone', action: 'delete', before: stateOf({}) }),
    [['high', null]],
  ],
  ['a record deleted', changeOf({ type: 'aws_route53_record', action: 'delete', before: stateOf(NS) }), []],
  ['a record to a site', resource('aws_route53_record', { ...CNAME, records: [SITE] }), [['low', 4]]],
  [
    'a record to a site that stood',
    resource('aws_route53_record', { ...CNAME, records: [SITE], ttl: 1 }, { ...CNAME, records: [SITE] }),
    [],
  ],
  [
    'a record to a reference',
    resource('aws_route53_record', { ...CNAME, records: [{ expression: 'aws_lb.a.dns_name' }] }),
    [],
  ],
  [
    'a record to another host',
    resource('aws_route53_record', { ...CNAME, records: ['www.example.com'] }),
    [],
  ],
  [
    'an alias to a site',
    resource('aws_route53_record', { name: 'www', type: 'A', 'alias[0].name': 'x.azurewebsites.net' }),
    [['low', 4]],
  ],
  [
    'a record to a site that goes',
    resource('aws_route53_record', { ...CNAME, records: [SITE] }),
    [['high', 4]],
    [BUCKET],
  ],
  [
    'a record to a site of another name',
    resource('aws_route53_record', { ...CNAME, records: [`my-${SITE}`] }),
    [['low', 4]],
    [BUCKET],
  ],
  ['an address', resource('aws_route53_record', { name: 'a', type: 'A', records: ['203.0.113.1'] }), []],
  ['a data source', { ...resource('aws_route53_record', NS), address: 'data.aws_route53_record.a' }, []],
];

test.each(CASES.map((one) => [one[0], one] as const))('%s', (_name, [, change, expected, others = []]) => {
  const context = contextOf(['dns'], { diff: diffOf({ changes: [change, ...others] }) });
  expect(dnsTakeoverRisk.check(change, context).map(({ severity, line }) => [severity, line])).toEqual(
    expected,
  );
});
