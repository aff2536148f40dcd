// install-script-changed: a mark is told as it was made, on the file, which counts by it.
import { expect, test } from 'vitest';
import { classify } from '../../../src/classify/index.ts';
import { diffOf, fileOf, landscapeOf } from '../example-change.ts';

const mark = {
  rule: 'install-script-changed',
  file: 'package.json',
  line: 1,
  message: 'Installing packages (`npm ci`) runs a program: `postinstall` is `node a.js`.',
  severity: 'medium',
  confidence: 'high',
} as const;

test.each([
  [
    'with a mark',
    [mark],
    ['package.json:1 medium Installing packages (`npm ci`) runs a program: `postinstall` is `node a.js`.'],
    ['package.json install-script-changed'],
  ],
  ['without', [], [], []],
])('%s', (_name, marks, expected, counted) => {
  const { findings, changes } = classify({
    diff: diffOf({ files: [fileOf({ path: 'package.json' })], marks }),
    landscape: landscapeOf(),
    agentInvolved: false,
  });
  const told = findings.filter(({ id }) => id === 'install-script-changed');
  expect(
    told.map(({ file, startLine, severity, message }) => `${file}:${startLine} ${severity} ${message}`),
  ).toEqual(expected);
  expect(changes.map(({ file, findings: ids }) => `${file} ${ids.join()}`)).toEqual(counted);
});
