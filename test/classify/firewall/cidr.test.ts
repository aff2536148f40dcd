// What counts as the whole internet.
import { expect, test } from 'vitest';
import { isPublic } from '../../../src/classify/firewall/cidr.ts';

test.each<[readonly string[], boolean]>([
  [['0.0.0.0/0'], true],
  [['::/0'], true],
  [['*'], true],
  [['Internet'], true],
  [['0.0.0.0/1'], true],
  [['8.0.0.0/7'], true],
  [['8.0.0.0/8'], false],
  [['8.0.0.0/8', '9.0.0.0/8'], true],
  [['8.0.0.0/8', '8.0.0.0/8'], false],
  [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], false],
  [['10.0.0.0/7'], true],
  [['fc00::/7', 'fe80::/10'], false],
  [['fc00::/6'], true],
  [['2001:db8::/32'], false],
  [['sg-123', 'VirtualNetwork', ''], false],
])('%j: %s', (ranges, expected) => {
  expect(isPublic(ranges)).toBe(expected);
});
