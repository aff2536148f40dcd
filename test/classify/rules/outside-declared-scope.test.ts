// outside-declared-scope: each key against one thing that it covers and one that it does not.
import { expect, test } from 'vitest';
import type { Outlined } from '../../../src/classify/finding.ts';
import { outsideDeclaredScope } from '../../../src/classify/rules/outside-declared-scope.ts';
import type { ScopePart } from '../../../src/model/declaration.ts';
import { outlined } from '../outlined.ts';

const told = (scope: readonly ScopePart[] | null, part: Partial<Outlined> = {}): readonly string[] =>
  outsideDeclaredScope
    .check([outlined(part)], { scope, tools: null, problem: null })
    .map(({ message }) => message.replace('aws_sqs_queue.jobs is outside of the declared scope: ', ''));

test.each<[string, ScopePart, Partial<Outlined>, string]>([
  [
    'a file',
    { names: ['envs/staging/*.tf'] },
    { files: ['envs/prod/queue.tf'] },
    'it covers other files than envs/prod/queue.tf.',
  ],
  [
    'its old name',
    { paths: ['envs/staging/**'] },
    { files: ['envs/staging/queue.tf', 'envs/prod/queue.tf'] },
    'it covers other files than envs/staging/queue.tf and envs/prod/queue.tf.',
  ],
  [
    'letters',
    { paths: ['envs/staging/**'] },
    { files: ['envs/Staging/queue.tf'] },
    'it covers other files than envs/Staging/queue.tf.',
  ],
  ['an environment', { environments: ['staging'] }, { environment: 'prod' }, 'this takes effect in prod.'],
  [
    'no environment',
    { environments: ['staging'] },
    { environment: null },
    'this takes effect in no environment.',
  ],
  [
    'one kind of two',
    { kinds: ['other', 'compute'] },
    { kinds: ['identity', 'other'] },
    'it is identity and other.',
  ],
  ['kinds nobody knows', { kinds: ['other'] }, { understood: false }, 'what it changes is not understood.'],
  ['a type', { resource_types: ['aws_sqs_*'] }, { type: 'aws_iam_role' }, 'it is of type aws_iam_role.'],
  ['an action', { actions: ['create', 'update'] }, { action: 'delete' }, 'this deletes something.'],
  [
    'two keys, one of which holds',
    { environments: ['staging'], actions: ['update'] },
    { action: 'create' },
    'this creates something.',
  ],
])('%s', (_name, part, other, message) => {
  expect(told([part])).toEqual([]);
  expect(told([part], other)).toEqual([message]);
});

test('an address', () => {
  expect(told([{ addresses: ['aws_sqs_queue.*'] }])).toEqual([]);
  expect(told([{ addresses: ['aws_iam_*'] }])).toEqual(['it covers other addresses.']);
  expect(told([{ names: ['aws_sqs_queue.jobs'] }], { files: ['elsewhere.tf'] })).toEqual([]);
});

test('one part of several is enough; without any, no key is to blame', () => {
  const scope = [{ paths: ['docs/**'] }, { environments: ['staging'] }];
  expect(told(scope)).toEqual([]);
  expect(told(scope, { environment: 'prod' })).toEqual(['no part of it covers envs/staging/queue.tf, prod.']);
});

test('nothing is outside where no scope is declared', () => {
  expect(told(null)).toEqual([]);
});
