// provider-source-changed: providers and states from elsewhere, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { providerSourceChanged } from '../../../src/classify/rules/provider-source-changed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';

const AWS = 'required_providers[0].aws.source';
const VERSION = 'required_providers[0].aws.version';
const BUCKET = 'backend.s3[0].bucket';
const ROLE = 'assume_role[0].role_arn';

type Seen = readonly (readonly [string | undefined, number | null])[];

function seen(change: ParsedChange, beside: readonly ParsedChange[] = []): Seen {
  const diff = diffOf({ changes: [change, ...beside] });
  return providerSourceChanged
    .check(change, contextOf([], { diff }))
    .map(({ severity, line }) => [severity, line]);
}

/** An update of one attribute, or a creation with it. */
function set(
  type: string,
  path: string,
  [before, after]: readonly [JsonValue | undefined, JsonValue],
): ParsedChange {
  const attributes = [{ path, line: 2, before: before ?? null, after, sensitive: false }];
  const change =
    before === undefined
      ? resource(type, { [path]: after })
      : resource(type, { [path]: after }, { [path]: before });
  return { ...change, attributes };
}

test.each<[string, ParsedChange, Seen]>([
  ['HCL-08: a look-alike', set('terraform', AWS, ['hashicorp/aws', 'hashlcorp/aws']), [['high', 2]]],
  [
    'the same source with its host',
    set('terraform', AWS, ['hashicorp/aws', 'registry.terraform.io/hashicorp/aws']),
    [],
  ],
  ['a partner instead', set('terraform', AWS, ['hashicorp/aws', 'datadog/datadog']), [['medium', 2]]],
  ['another registry', set('terraform', AWS, ['hashicorp/aws', 'example.com/hashicorp/aws']), [['high', 2]]],
  ['a new one of HashiCorp', set('terraform', AWS, [undefined, 'hashicorp/aws']), []],
  ['a new one of a partner', set('terraform', AWS, [undefined, 'DataDog/datadog']), []],
  ['a new one of a stranger', set('terraform', AWS, [undefined, 'acme/aws']), [['high', 2]]],
  [
    'a new one of another registry',
    set('terraform', AWS, [undefined, 'example.com/acme/aws']),
    [['high', 2]],
  ],
  ['a source that is none', set('terraform', AWS, [undefined, '../aws']), [['high', 2]]],
  ['a version without an upper bound', set('terraform', VERSION, ['~> 5.0', '>= 5.0']), [['low', 2]]],
  ['another version', set('terraform', VERSION, ['~> 5.0', '~> 6.0']), []],
  [
    'a version alone, as it was written once',
    set('terraform', 'required_providers[0].aws', ['~> 1.0', '~> 2.0']),
    [],
  ],
  [
    'HCL-09: an endpoint',
    set('provider', 'endpoints[0].sts', [undefined, 'http://192.0.2.1']),
    [['high', 2]],
  ],
  [
    'HCL-09: an endpoint of an old one',
    set('provider', 'endpoints[0].sts', ['https://a', 'https://b']),
    [['high', 2]],
  ],
  ['HCL-09: another role', set('provider', 'assume_role[0].role_arn', ['arn:a', 'arn:b']), [['medium', 2]]],
  ['a role of a new one', set('provider', 'assume_role[0].role_arn', [undefined, 'arn:a']), []],
  [
    'a role in other words',
    set('provider', 'assume_role[0].role_arn', [{ expression: 'var.a' }, { expression: 'var.b' }]),
    [],
  ],
  ['HCL-09: another profile', set('provider', 'profile', ['a', 'b']), [['medium', 2]]],
  ['another region', set('provider', 'region', ['a', 'b']), [['high', 2]]],
  ['a first region', set('provider', 'region', [undefined, 'b']), []],
  ['another subscription', set('provider', 'subscription_id', ['a', 'b']), [['high', 2]]],
  [
    'a role of another account',
    set('provider', ROLE, ['arn:aws:iam::111111111111:role/a', 'arn:aws:iam::222222222222:role/a']),
    [['high', 2]],
  ],
  [
    'another role of the account',
    set('provider', ROLE, ['arn:aws:iam::111111111111:role/a', 'arn:aws:iam::111111111111:role/b']),
    [['medium', 2]],
  ],
  [
    'a role of another account in an expression',
    set('provider', ROLE, [
      { expression: '"arn:aws:iam::${{"prod":"111111111111"}[terraform.workspace]}:role/a"' },
      { expression: '"arn:aws:iam::${{"prod":"222222222222"}[terraform.workspace]}:role/a"' },
    ]),
    [['high', 2]],
  ],
  ['a role in other words', set('provider', ROLE, [{ expression: 'var.a' }, { expression: 'var.b' }]), []],
  [
    'other providers of a module from elsewhere',
    set('module', 'providers', [{ expression: '{ aws = aws.a }' }, { expression: '{ aws = aws.b }' }]),
    [['high', 2]],
  ],
  [
    'a module that is new with providers',
    set('module', 'providers', [undefined, { expression: '{ aws = aws.b }' }]),
    [],
  ],
  ['no check of the account', set('provider', 'skip_requesting_account_id', [undefined, true]), [['low', 2]]],
  [
    'services that are registered by others',
    set('provider', 'skip_provider_registration', [undefined, true]),
    [],
  ],
  ['a check of the account', set('provider', 'skip_requesting_account_id', [true, false]), []],
  ['another cluster', set('provider', 'kubernetes[0].host', ['https://a', 'https://b']), [['medium', 2]]],
  [
    'another subscription that is computed',
    set('provider', 'subscription_id', ['0', { expression: 'var.x' }]),
    [['high', 2]],
  ],
  ['a tag', set('provider', 'default_tags[0].tags.owner', ['a', 'b']), []],
  ['HCL-10: another bucket for the state', set('terraform', BUCKET, ['a', 'b']), [['high', 2]]],
  ['a bucket of a new root', set('terraform', BUCKET, [undefined, 'b']), []],
  ['another lock', set('terraform', 'backend.s3[0].dynamodb_table', ['a', 'b']), [['low', 2]]],
  [
    'HCL-10: another state is read',
    {
      ...set('terraform_remote_state', 'config.bucket', [undefined, 'b']),
      address: 'data.terraform_remote_state.prod',
    },
    [['low', null]],
  ],
  [
    'another data source',
    { ...set('aws_s3_bucket', 'bucket', [undefined, 'b']), address: 'data.aws_s3_bucket.prod' },
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(seen(change)).toEqual(expected);
});

const WITH = { [BUCKET]: 'a' };

test('HCL-10: a block that goes takes the place of the state with it', () => {
  const deleted: ParsedChange = { ...resource('terraform', WITH), before: resource('terraform', WITH).after };
  const block = (more: Partial<ParsedChange>): ParsedChange => ({
    ...deleted,
    action: 'delete',
    after: null,
    ...more,
  });
  expect(seen(block({}))).toEqual([['high', null]]);
  expect(seen(block({ before: resource('terraform', { required_version: '1' }).after }))).toEqual([]);
});

test('what went into another block of the folder is where it was', () => {
  const was = resource('terraform', WITH).after;
  const gone: ParsedChange = { ...resource('terraform', WITH), action: 'delete', before: was, after: null };
  expect(seen(gone, [resource('terraform', WITH)])).toEqual([]);
  expect(seen(gone, [resource('terraform', { [BUCKET]: 'b' })])).toEqual([['high', null]]);
  expect(seen(gone, [{ ...resource('terraform', WITH), file: 'elsewhere/main.tf' }])).toEqual([
    ['high', null],
  ]);
});

test('a place that is computed now is told as perhaps another one', () => {
  const told = (after: JsonValue): string | undefined =>
    providerSourceChanged.check(set('provider', 'subscription_id', ['0', after]), contextOf())[0]?.message;
  const rest =
    'works in another place, so that all it manages is made anew there and what was here is left behind or destroyed: `subscription_id`.';
  expect(told('1')).toBe(`provider.example ${rest}`);
  expect(told({ expression: 'var.x' })).toBe(
    `provider.example now has a computed setting, and perhaps ${rest}`,
  );
});
