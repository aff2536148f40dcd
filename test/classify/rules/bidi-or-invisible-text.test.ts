// bidi-or-invisible-text: a mark is told as the scanner weighed it, and counts for the change it stands in.
import { expect, test } from 'vitest';
import { classify } from '../../../src/classify/index.ts';
import { changeOf, diffOf, landscapeOf } from '../example-change.ts';

const MARK = {
  rule: 'bidi-or-invisible-text',
  file: 'main.tf',
  message: 'Here.',
  severity: 'high',
  confidence: 'high',
} as const;

test.each([
  ['inside of a change', 3, ['bidi-or-invisible-text']],
  ['beside it', 30, []],
])('%s', (_name, line, expected) => {
  const diff = diffOf({ changes: [changeOf()], marks: [{ ...MARK, line }] });
  const { changes, findings } = classify({ diff, landscape: landscapeOf(), agentInvolved: true });
  expect(changes.map((change) => change.findings.filter((id) => id === MARK.rule))).toEqual([expected]);
  expect(findings.filter(({ id }) => id === MARK.rule)).toHaveLength(1);
});
