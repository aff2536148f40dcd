// A finding about instances that change alike is said once, and about another line again.
import { expect, test } from 'vitest';
import { withoutAlike } from '../../src/classify/alike.ts';
import type { Finding } from '../../src/model/change.ts';

const FINDING: Finding = {
  id: 'public-ingress',
  severity: 'high',
  confidence: 'high',
  file: 'modules/net/main.tf',
  startLine: 4,
  endLine: 4,
  address: 'module.a.aws_subnet.x',
  message: 'm',
  fix: 'f',
};

test('a finding about each of them is one, and about another line two', () => {
  const other = { ...FINDING, address: 'module.b.aws_subnet.x' };
  expect(withoutAlike([FINDING, other])).toEqual([FINDING]);
  expect(withoutAlike([FINDING, { ...other, startLine: 5 }])).toHaveLength(2);
});
