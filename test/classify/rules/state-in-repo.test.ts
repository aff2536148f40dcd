// state-in-repo: states that come in, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { stateInRepo } from '../../../src/classify/rules/state-in-repo.ts';
import { diffOf, fileOf } from '../example-change.ts';

const STATE = fileOf({ path: 'envs/dev/terraform.tfstate', status: 'added' });

test.each([
  ['added', STATE, ['envs/dev/terraform.tfstate']],
  ['changed', { ...STATE, status: 'modified' as const }, ['envs/dev/terraform.tfstate']],
  ['removed', { ...STATE, status: 'removed' as const }, []],
  ['a backup', { ...STATE, path: 'terraform.tfstate.backup' }, ['terraform.tfstate.backup']],
  [
    'of a workspace',
    { ...STATE, path: 'terraform.tfstate.d/a/terraform.tfstate' },
    ['terraform.tfstate.d/a/terraform.tfstate'],
  ],
  ['another file', { ...STATE, path: 'docs/tfstate.md' }, []],
])('%s', (_name, file, expected) => {
  expect(stateInRepo.check(diffOf({ files: [file] })).map((hit) => hit.file)).toEqual(expected);
});
