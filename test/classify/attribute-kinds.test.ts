// Kinds by attribute: what changed counts, and words alone count for nothing where rights do not hang on them.
import { expect, it, test } from 'vitest';
import { withAttributes } from '../../src/classify/attribute-kinds.ts';
import { KINDS } from '../../src/model/words.ts';
import type { Kind } from '../../src/model/words.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import fc from '../properties.ts';
import { changeOf, stateOf } from './example-change.ts';

function update(...paths: readonly string[]): ParsedChange {
  const attributes = paths.map((path) => ({ path, line: 2, before: 'a', after: 'b', sensitive: false }));
  return changeOf({ action: 'update', attributes });
}

function of(type: string, change: ParsedChange): ParsedChange {
  return { ...change, type };
}

test.each<[string, ParsedChange, readonly Kind[], readonly Kind[]]>([
  ['the policy of a bucket', update('policy'), ['data_store'], ['identity', 'data_store']],
  ['the tags of a bucket', update('tags.Name', 'tags.Owner'), ['data_store'], ['other']],
  ['a description', update('description'), ['compute'], ['other']],
  ['tags and a size', update('tags.Name', 'size'), ['compute'], ['compute']],
  ['the tags of a role, by which rights may be granted', update('tags.Name'), ['identity'], ['identity']],
  ['the description of a security group', update('description'), ['firewall'], ['firewall']],
  ['the key of a database', update('kms_key_id'), ['data_store'], ['encryption', 'data_store']],
  [
    'the key of a database in CloudFormation',
    update('KmsKeyId'),
    ['data_store'],
    ['encryption', 'data_store'],
  ],
  ['the groups of a machine', update('vpc_security_group_ids'), ['compute'], ['firewall', 'compute']],
  ['the role of a function', update('role_arn'), ['compute'], ['identity', 'compute']],
  ['the role of a Lambda function', update('role'), ['compute'], ['identity', 'compute']],
  [
    'the profile of a launch template',
    update('iam_instance_profile[0].arn'),
    ['compute'],
    ['identity', 'compute'],
  ],
  [
    'a role inside of a block',
    update('configuration[0].execution_role'),
    ['compute'],
    ['identity', 'compute'],
  ],
  [
    'the groups of a function',
    update('vpc_config[0].security_group_ids'),
    ['compute'],
    ['network', 'firewall', 'compute'],
  ],
  [
    'a key with a prefix',
    update('performance_insights_kms_key_id'),
    ['data_store'],
    ['encryption', 'data_store'],
  ],
  [
    'the network tags of a machine',
    of('google_compute_instance', update('tags')),
    ['compute'],
    ['firewall', 'compute'],
  ],
  ['the labels of a machine', of('google_compute_instance', update('labels.a')), ['compute'], ['other']],
  ['the labels of a node group', of('aws_eks_node_group', update('labels.a')), ['compute'], ['compute']],
  [
    'a description that makes another disk',
    of('google_compute_disk', update('description')),
    ['data_store'],
    ['data_store'],
  ],
  ['a password', update('master_password'), ['data_store'], ['secrets', 'data_store']],
  ['an attribute inside a block', update('settings[0].policy'), ['compute'], ['compute']],
  [
    'a queue made with its policy',
    changeOf({ action: 'create', after: stateOf({ policy: '{}' }) }),
    ['other'],
    ['identity'],
  ],
  [
    'a database made with a key: every one has something',
    changeOf({ action: 'create', after: stateOf({ kms_key_id: 'k' }) }),
    ['data_store'],
    ['data_store'],
  ],
])('%s', (_name, change, kinds, expected) => {
  expect(withAttributes(change, kinds)).toEqual(expected);
});

it('is never empty, in the order of the vocabulary, and loses a kind to words alone only', () => {
  const kinds = fc.subarray([...KINDS], { minLength: 1 });
  fc.assert(
    fc.property(kinds, fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (given, paths) => {
      const found = withAttributes(update('size', ...paths), given);
      expect(found.length).toBeGreaterThan(0);
      expect(KINDS.filter((kind) => found.includes(kind))).toEqual(found);
      expect(given.filter((kind) => kind !== 'other' && !found.includes(kind))).toEqual([]);
    }),
  );
});
