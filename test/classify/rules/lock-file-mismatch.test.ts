// lock-file-mismatch: what a lock may not do alone, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { lockFileMismatch } from '../../../src/classify/rules/lock-file-mismatch.ts';
import type { Diff, ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, diffOf, fileOf, resource, stateOf } from '../example-change.ts';

const FILE = 'envs/dev/.terraform.lock.hcl';
const AWS = 'provider["registry.terraform.io/hashicorp/aws"]';
const V5 = { version: '5.0.0', constraints: '~> 5.0', hashes: ['h1:a', 'zh:b'] };
const V6 = { version: '5.1.0', constraints: '~> 5.0', hashes: ['h1:c', 'zh:d'] };
const REQUIRED = {
  ...resource('terraform', { 'required_providers[0].aws.version': '~> 5.1' }, {}),
  file: 'envs/dev/main.tf',
};

type Entry = Readonly<Record<string, JsonValue>>;

function locked(after: Entry, before: Entry | null, address = AWS): ParsedChange {
  return changeOf({
    format: 'terraform-lock',
    type: 'provider',
    file: FILE,
    address,
    action: before === null ? 'create' : 'update',
    before: before === null ? null : stateOf(before),
    after: stateOf(after),
  });
}

test.each<[string, Partial<Diff>, readonly (readonly [string, number | null])[]]>([
  [
    'HCL-08: other checksums for one version',
    { changes: [locked({ ...V5, hashes: ['h1:x', 'zh:y'] }, V5)] },
    [['high', 4]],
  ],
  ['more checksums', { changes: [locked({ ...V5, hashes: ['h1:a', 'h1:x', 'zh:b'] }, V5)] }, [['low', 4]]],
  ['one checksum exchanged', { changes: [locked({ ...V5, hashes: ['h1:x', 'zh:b'] }, V5)] }, [['medium', 4]]],
  ['fewer checksums', { changes: [locked({ ...V5, hashes: ['h1:a'] }, V5)] }, [['low', 4]]],
  ['none of what is installed', { changes: [locked({ ...V5, hashes: ['zh:b'] }, V5)] }, [['medium', 4]]],
  ['HCL-08: another version, not asked for', { changes: [locked(V6, V5)] }, [['low', 2]]],
  ['another version that is asked for', { changes: [locked(V6, V5), REQUIRED] }, []],
  [
    'another version that is asked for elsewhere',
    { changes: [locked(V6, V5), { ...REQUIRED, file: 'envs/prod/main.tf' }] },
    [['low', 2]],
  ],
  ['other constraints', { changes: [locked({ ...V6, constraints: '~> 5.1' }, V5)] }, []],
  ['an older version', { changes: [locked(V5, V6), REQUIRED] }, [['medium', 2]]],
  [
    'a new provider of a stranger',
    { changes: [locked(V5, null, 'provider["registry.terraform.io/acme/aws"]')] },
    [['medium', 2]],
  ],
  ['a new provider of HashiCorp', { changes: [locked(V5, null)] }, []],
  ['a lock that goes', { files: [fileOf({ path: FILE, status: 'removed' })] }, [['medium', null]]],
  ['a lock that comes', { files: [fileOf({ path: FILE, status: 'added' })] }, []],
])('%s', (_name, diff, expected) => {
  expect(
    lockFileMismatch
      .check(diffOf(diff))
      .map(({ severity, line }) => [severity ?? lockFileMismatch.severity, line]),
  ).toEqual(expected);
});
