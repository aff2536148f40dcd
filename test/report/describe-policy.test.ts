// Which texts decided, for a terminal.
import { expect, test } from 'vitest';
import { policyLines } from '../../src/report/describe-policy.ts';
import { aDecision } from './builders.ts';

test('floor, repository and what they extend; what stood in for a text that could not be read', () => {
  const policy = {
    source: 'acme/infra@1:.aigov.yml',
    sha256: 'a',
    floor: { source: 'acme/.github@2:aigov.yml', sha256: 'b' },
    layers: [{ source: 'acme/policies@3:base.yml', sha256: 'c' }],
    lastGood: [
      { source: 'acme/policies@3:base.yml', readAt: '2026-11-21T12:00:00.000Z', why: 'GitHub: TIMEOUT' },
    ],
  };
  expect(policyLines({ ...aDecision(), policy })).toEqual([
    '  policy   acme/infra@1:.aigov.yml',
    '  floor    acme/.github@2:aigov.yml',
    '  extends  acme/policies@3:base.yml',
    '  note     acme/policies@3:base.yml could not be read now (GitHub: TIMEOUT); it is taken as it was read at 2026-11-21T12:00:00.000Z.',
  ]);
  expect(policyLines({ ...aDecision(), policy: { source: null, sha256: null, floor: null } })).toEqual([
    '  policy   none; the built-in baseline decided',
  ]);
});
