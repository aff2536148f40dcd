// package-source-changed: a mark is told as it was made, on the file, which counts by it.
import { expect, test } from 'vitest';
import { classify } from '../../../src/classify/index.ts';
import { diffOf, fileOf, landscapeOf } from '../example-change.ts';

const mark = {
  rule: 'package-source-changed',
  file: '.npmrc',
  line: 1,
  message: 'Packages are taken from https://x.example (`registry`).',
  severity: 'high',
  confidence: 'high',
} as const;

test.each([
  [
    'with a mark',
    [mark],
    ['.npmrc:1 high Packages are taken from https://x.example (`registry`).'],
    ['.npmrc package-source-changed'],
  ],
  ['without', [], [], []],
])('%s', (_name, marks, expected, counted) => {
  const { findings, changes } = classify({
    diff: diffOf({ files: [fileOf({ path: '.npmrc' })], marks }),
    landscape: landscapeOf(),
    agentInvolved: false,
  });
  const told = findings.filter(({ id }) => id === 'package-source-changed');
  expect(
    told.map(({ file, startLine, severity, message }) => `${file}:${startLine} ${severity} ${message}`),
  ).toEqual(expected);
  expect(changes.map(({ file, findings: ids }) => `${file} ${ids.join()}`)).toEqual(counted);
});
