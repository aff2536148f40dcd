// Hits that say the same are one, and nothing that differs is lost.
import { expect, test } from 'vitest';
import type { Hit } from '../../src/classify/finding.ts';
import { saidOncePerChange } from '../../src/classify/same-hits.ts';

const hit = (line: number | null, more: Partial<Hit> = {}): Hit => ({
  message: 'Port 22 is open.',
  line,
  ...more,
});

test.each<[string, readonly Hit[], readonly Hit[]]>([
  ['one', [hit(3)], [hit(3)]],
  ['two lines', [hit(3), hit(9)], [hit(3, { message: 'Port 22 is open (also in line 9).' })]],
  ['one line twice', [hit(3), hit(3)], [hit(3)]],
  ['no line', [hit(3), hit(null)], [hit(3)]],
  [
    'more lines than anybody reads',
    [1, 2, 3, 4, 5, 6, 7].map((line) => hit(line)),
    [hit(1, { message: 'Port 22 is open (also in line 2, 3, 4, 5, 6 and 1 more).' })],
  ],
  ['another severity', [hit(3), hit(9, { severity: 'high' })], [hit(3), hit(9, { severity: 'high' })]],
  [
    'another message',
    [hit(3), hit(9, { message: 'Port 23 is open.' })],
    [hit(3), hit(9, { message: 'Port 23 is open.' })],
  ],
])('%s', (_name, given, expected) => {
  expect(saidOncePerChange(given)).toEqual(expected);
});
