// Lists of addresses: what they newly let in, and whom they no longer keep out.
import { expect, test } from 'vitest';
import { addressSetHits } from '../../../src/classify/firewall/address-sets.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { resource } from '../example-change.ts';

const OFFICE = ['198.51.100.0/24'];
const WORLD = ['0.0.0.0/1', '128.0.0.0/1'];
const OPEN =
  'aws_wafv2_ip_set.example now names the whole internet: a rule that lets in what it names lets everybody in.';
const EMPTY =
  'aws_wafv2_ip_set.example names nobody any more: a rule that keeps out what it names keeps nobody out.';

test.each<[string, JsonValue, JsonValue | undefined, string, readonly string[]]>([
  ['the whole internet', WORLD, OFFICE, 'office', [`high: ${OPEN}`]],
  ['the whole internet, new', WORLD, undefined, 'office', [`medium: ${OPEN}`]],
  ['the whole internet, kept out', WORLD, OFFICE, 'blocked', [`medium: ${OPEN}`]],
  ['the whole internet as before', WORLD, [...WORLD, ...OFFICE], 'office', []],
  ['one more', [...OFFICE, '203.0.113.4/32'], OFFICE, 'office', []],
  ['one less', [], [], 'office', []],
  ['none', [], OFFICE, 'office', [`medium: ${EMPTY}`]],
  [
    'one less that was kept out',
    OFFICE,
    [...OFFICE, '203.0.113.4/32'],
    'bad-ips',
    ['medium: aws_wafv2_ip_set.example no longer keeps 203.0.113.4/32 out.'],
  ],
  ['one less of those let in', OFFICE, [...OFFICE, '203.0.113.4/32'], 'office', []],
  ['what is computed', { expression: 'var.a' }, OFFICE, 'bad-ips', []],
])('%s', (_name, after, before, name, expected) => {
  const change = resource(
    'aws_wafv2_ip_set',
    { name, addresses: after },
    ...(before === undefined ? [] : [{ name, addresses: before }]),
  );
  expect(addressSetHits(change).map(({ severity, message }) => `${severity}: ${message}`)).toEqual(expected);
});

test('CloudFormation and items in blocks are lists too', () => {
  const stack = resource('AWS::WAFv2::IPSet', { Addresses: WORLD }, { Addresses: OFFICE });
  const list = resource(
    'cloudflare_list',
    { 'item[0].value.ip': '0.0.0.0/0' },
    { 'item[0].value.ip': '1.2.3.4' },
  );
  expect([stack, list].map((change) => addressSetHits(change).length)).toEqual([1, 1]);
  expect(addressSetHits(resource('aws_instance', { addresses: WORLD }))).toEqual([]);
});
