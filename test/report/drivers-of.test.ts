import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/model/decision.ts';
import { driversOf, mainKind } from '../../src/report/drivers-of.ts';
import { aChange, aDecision, aReason } from './builders.ts';

const role = aChange();
const secret = aChange({
  address: 'secret',
  kinds: ['secrets', 'data_store'],
  environment: null,
  file: 's.tf',
});
const queue = aChange({ address: 'queue', kinds: ['other'], tier: 'low', environment: 'dev' });
const policy = aChange({
  address: '.aigov.yml',
  kinds: ['governance'],
  tier: 'elevated',
  file: '.aigov.yml',
});
const decision = aDecision({ changes: [queue, policy, secret, role] });

describe('driversOf', () => {
  test.each([
    { name: 'the highest tier, the gravest kind first', reason: {}, expected: ['aws_iam_role.ci', 'secret'] },
    {
      name: 'the places that the reason names',
      reason: { at: [{ path: queue.file, line: queue.startLine, address: 'queue' }] },
      expected: ['queue'],
    },
    {
      name: 'the kinds that are refused',
      reason: { code: 'AGENT_KIND', have: { kinds: ['secrets'] } },
      expected: ['secret'],
    },
    {
      name: 'the environments that are refused',
      reason: { code: 'AGENT_ENVIRONMENT', have: { environments: ['dev', 'no environment'] } },
      expected: ['secret', 'queue'],
    },
    {
      name: 'the file that cannot be read',
      reason: { code: 'UNREADABLE', need: { file: 's.tf' } },
      expected: ['secret'],
    },
    {
      name: 'governance for the owners of a floor',
      reason: { rule: 'floor/owners' },
      expected: ['.aigov.yml'],
    },
    { name: 'none for a check', reason: { code: 'CHECK_MISSING' }, expected: [] },
  ] satisfies readonly { name: string; reason: Partial<Reason>; expected: string[] }[])(
    '$name',
    ({ reason, expected }) => {
      expect(driversOf(aReason(reason), decision).map(({ address }) => address)).toEqual(expected);
    },
  );
});

test('the main kind is the gravest', () => {
  expect([secret, queue, aChange({ kinds: [] })].map(mainKind)).toEqual(['secrets', 'other', null]);
});
