// unscanned-file: a mark is told as it was made, on the file.
import { expect, test } from 'vitest';
import { classify } from '../../../src/classify/index.ts';
import { diffOf, landscapeOf } from '../example-change.ts';

const mark = {
  rule: 'unscanned-file',
  file: 'tools/run',
  line: 1,
  message: 'This file was not searched for secrets and hidden text: it is no UTF-8 text.',
  severity: 'low',
  confidence: 'high',
} as const;

test.each([
  ['a file that was not searched', [mark], ['tools/run:1 low']],
  ['a file that was', [], []],
])('%s', (_name, marks, expected) => {
  const { findings } = classify({ diff: diffOf({ marks }), landscape: landscapeOf(), agentInvolved: false });
  const told = findings.filter(({ id }) => id === 'unscanned-file');
  expect(told.map(({ file, startLine, severity }) => `${file}:${startLine} ${severity}`)).toEqual(expected);
});
