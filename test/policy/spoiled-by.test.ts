// An edit that would leave a policy which cannot be read is told on its lines and refused.
import { expect, test } from 'vitest';
import { spoiledBy } from '../../src/policy/spoiled-by.ts';
import { BARE, change, classified, decide, finding, open } from './given.ts';

test('POL-06: each problem of the head is a mark on its line', () => {
  expect(spoiledBy({ file: '.aigov.yml', text: 'version: 1\nrulez: []\n' })).toMatchObject([
    { rule: 'policy-invalid', file: '.aigov.yml', line: 2, severity: 'high' },
  ]);
  expect(spoiledBy({ file: '.aigov.yml', text: 'version: 1\nrules: []\n' })).toEqual([]);
});

test('a Cedar file is one of the policy', () => {
  const text = (effect: string) => `@id("x")\n${effect} (principal, action, resource);\n`;
  expect(spoiledBy({ file: '.aigov/a.cedar', text: text('forbid') })).toEqual([]);
  expect(spoiledBy({ file: '.aigov/a.cedar', text: text('permit') })).toMatchObject([
    { rule: 'policy-invalid', file: '.aigov/a.cedar', line: 1 },
  ]);
});

test('POL-06: the pull request that would leave it is refused, whoever approves', () => {
  const spoils = (id: string) => {
    const found = { findings: [finding({ id, file: '.aigov.yml', startLine: 2, message: 'No.' })] };
    return open(decide({ policy: BARE, classified: classified([change()], found) }));
  };
  expect(spoils('policy-invalid')).toEqual(['POLICY_INVALID policy']);
  expect(spoils('policy-loosened')).toEqual([]);
});
