// mutable-module-source: each form of source, pinned and not.
import { expect, test } from 'vitest';
import { mutableModuleSource } from '../../../src/classify/rules/mutable-module-source.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { contextOf, changeOf, resource } from '../example-change.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const SUM = `sha256:${'a'.repeat(64)}`;

test.each<[string, JsonValue, JsonValue, readonly string[]]>([
  ['folder', './vpc', null, []],
  ['folder above', '../vpc', null, []],
  ['the folder above itself', '..', null, []],
  ['no folder above', '...', null, ['medium']],
  ['absolute folder', '/srv/vpc', null, ['medium']],
  ['git at a commit', `git::https://example.com/a.git//b?ref=${SHA}`, null, []],
  ['git at a short commit', 'git::https://example.com/a.git?ref=0123456', null, ['medium']],
  ['HCL-06: git at a branch', 'git::https://example.com/a.git?ref=main', null, ['medium']],
  ['git at a tag', 'git::https://example.com/a.git?ref=v1.2.3', null, ['low']],
  ['git without ref', 'git@github.com:a/b.git', null, ['medium']],
  ['github at a commit', `github.com/a/b?ref=${SHA}`, null, []],
  ['two refs', `github.com/a/b?ref=${SHA}&ref=main`, null, ['medium']],
  ['HCL-06: archive', 'https://example.com/a.zip', null, ['medium']],
  ['archive with checksum', `https://example.com/a.zip?checksum=${SUM}`, null, []],
  ['archive with md5', 'https://example.com/a.zip?checksum=md5:aaaa', null, ['medium']],
  ['bucket', 's3::https://s3.amazonaws.com/a/b.zip', null, ['medium']],
  ['image by digest', `oci://example.com/a?digest=${SUM}`, null, []],
  ['image by tag', 'oci://example.com/a?tag=1.0', null, ['medium']],
  ['registry at a version', 'hashicorp/consul/aws', '1.2.3', []],
  ['registry at an equal version', 'app.example.com/a/b/aws//sub', '= 1.2.3', []],
  ['registry at a range', 'hashicorp/consul/aws', '~> 1.2', ['low']],
  ['HCL-06: registry without version', 'hashicorp/consul/aws', null, ['medium']],
  ['computed source', { expression: 'var.source' }, null, ['medium']],
  ['unknown getter', 'evil::thing', null, ['medium']],
])('%s', (_name, source, version, expected) => {
  const change = resource('module', version === null ? { source } : { source, version });
  expect(
    mutableModuleSource.check(change, contextOf([])).map(({ severity }) => severity ?? 'medium'),
  ).toEqual(expected);
});

const BRANCH = { source: 'github.com/a/b?ref=main' };

test('the same source in the base is no finding, another one is', () => {
  expect(mutableModuleSource.check(resource('module', { ...BRANCH, x: 1 }, BRANCH), contextOf([]))).toEqual(
    [],
  );
  expect(
    mutableModuleSource.check(
      resource('module', { source: 'github.com/a/b?ref=dev' }, BRANCH),
      contextOf([]),
    ),
  ).toHaveLength(1);
});

test('only modules have sources', () => {
  expect(mutableModuleSource.check(resource('aws_s3_object', BRANCH), contextOf([]))).toEqual([]);
  expect(mutableModuleSource.check(changeOf({ type: 'module', action: 'delete' }), contextOf([]))).toEqual(
    [],
  );
});

test('credentials in a source never stand in the message', () => {
  const change = resource('module', { source: 'git::https://me:hunter2@example.com/a.git?ref=main' });
  expect(JSON.stringify(mutableModuleSource.check(change, contextOf([])))).not.toContain('hunter2');
});
