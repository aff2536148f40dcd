// The same change in two environments: what is left out of the comparison, and what never is.
import { describe, expect, test } from 'vitest';
import type { Change, Classified } from '../../src/model/change.ts';
import { environmentDigest } from '../../src/policy/index.ts';
import { change, classified } from './given.ts';

const environment = (name: string, ...paths: readonly string[]) => ({
  name,
  match: { paths, namespaces: [], workspaces: [], accounts: [] },
});
const NAMED = [
  environment('prod', 'envs/prod/**', 'production/**'),
  environment('staging', 'envs/staging/**', 'pre/**'),
];

const digest = (name: string | null, changes: readonly Change[], part: Partial<Classified> = {}): string =>
  environmentDigest(classified(changes, part), name, NAMED);
const value = (after: string) => ({ path: 'name', line: 3, before: 'a', after, sensitive: false });
const PROD = change({ attributes: [value('b')] });
const staged = (part: Partial<Change> = {}): Change =>
  change({ ...PROD, environment: 'staging', tier: 'low', file: 'envs/staging/iam.tf', ...part });

describe('one change in two environments is the same', () => {
  test.each<[string, Partial<Change>, Partial<Change>]>([
    ['in folders of their names', {}, {}],
    ['on another line', {}, { startLine: 90, endLine: 99 }],
    ['in files of their names', { file: 'vars/prod.tfvars' }, { file: 'vars/staging.tfvars' }],
    ['in folders of other names', { file: 'production/iam.tf' }, { file: 'pre/iam.tf' }],
    [
      'under addresses with their names',
      { address: 'apps/Deployment/prod/web' },
      { address: 'apps/Deployment/staging/web' },
    ],
  ])('%s', (_, prod, staging) => {
    expect(digest('prod', [{ ...PROD, ...prod }])).toBe(digest('staging', [staged(staging)]));
  });
});

describe('it is another change', () => {
  test.each<[string, Partial<Change>]>([
    ['with another value', { attributes: [value('c')] }],
    ['from another value', { attributes: [{ ...value('b'), before: 'x' }] }],
    ['of another resource', { address: 'aws_iam_role.cd' }],
    ['of another type', { type: 'aws_iam_user' }],
    ['that does something else', { action: 'replace' }],
    ['in another file', { file: 'envs/staging/roles.tf' }],
    ['in a file whose name only holds that of the environment', { file: 'envs/stagingX/iam.tf' }],
  ])('%s', (_, staging) => {
    expect(digest('prod', [PROD])).not.toBe(digest('staging', [staged(staging)]));
  });

  test('with the name of the environment in a value', () => {
    const named = (name: string) => ({ attributes: [value(name)] });
    expect(digest('prod', [change(named('prod'))])).not.toBe(digest('staging', [staged(named('staging'))]));
  });

  test('with one more change beside it', () => {
    expect(digest('prod', [PROD])).not.toBe(
      digest('staging', [staged(), staged({ address: 'aws_iam_role.cd' })]),
    );
  });

  test('outside of all environments', () => {
    expect(digest('prod', [PROD])).not.toBe(digest(null, [change({ ...PROD, environment: null })]));
  });
});

test('changes of other environments have no part in it', () => {
  expect(digest('prod', [PROD, staged({ address: 'aws_iam_role.cd' })])).toBe(digest('prod', [PROD]));
});

describe('what cannot be seen counts by the bytes of its file', () => {
  const hidden = [{ ...value('(sensitive)'), before: '(sensitive)', sensitive: true }];
  const files = (path: string, blob: string) => ({
    files: [
      {
        path,
        previousPath: null,
        status: 'modified' as const,
        format: 'terraform',
        blob,
        previousBlob: 'b'.repeat(40),
      },
    ],
  });
  const same = 'd'.repeat(40);

  test.each([
    [same, true],
    ['e'.repeat(40), false],
  ])('a secret in the file %s', (blob, equal) => {
    const prod = digest('prod', [change({ attributes: hidden })], files('envs/prod/iam.tf', same));
    const staging = digest('staging', [staged({ attributes: hidden })], files('envs/staging/iam.tf', blob));
    expect(prod === staging).toBe(equal);
  });

  test.each([
    [same, true],
    ['e'.repeat(40), false],
  ])('a file that cannot be read, %s', (blob, equal) => {
    const unreadable = (name: string) => [
      {
        file: `envs/${name}/x.tf`,
        line: 1,
        why: 'parse-error',
        message: '',
        tier: 'critical' as const,
        environments: [name],
      },
    ];
    const prod = digest('prod', [], { unreadable: unreadable('prod'), ...files('envs/prod/x.tf', same) });
    const staging = digest('staging', [], {
      unreadable: unreadable('staging'),
      ...files('envs/staging/x.tf', blob),
    });
    expect(prod === staging).toBe(equal);
  });

  test.each([[[]], [[null]]])('a file in no environment that cannot be read, %j', (environments) => {
    const unreadable = [
      { file: 'x.tf', line: 1, why: 'parse-error', message: '', tier: 'critical' as const, environments },
    ];
    const seen = (blob: string) => digest(null, [], { unreadable, ...files('x.tf', blob) });
    expect(seen(same)).not.toBe(digest('staging', []));
    expect(seen(same)).not.toBe(seen('e'.repeat(40)));
  });
});
