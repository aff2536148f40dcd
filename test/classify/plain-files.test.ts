// Files that no format reads: one change for each that says something, so that a policy can name what it says.
import { expect, test } from 'vitest';
import { classify } from '../../src/classify/index.ts';
import type { Mark } from '../../src/model/change.ts';
import type { Severity } from '../../src/model/words.ts';
import { diffOf, environmentOf, fileOf, landscapeOf } from './example-change.ts';

const markOf = (severity: Severity, given: Partial<Mark> = {}): Mark => ({
  rule: 'secret-in-diff',
  file: 'app/main.py',
  line: 3,
  message: 'A GitHub token stands here.',
  severity,
  confidence: 'high',
  ...given,
});

function changesOf(
  marks: readonly Mark[],
  given: { path?: string; format?: string; ignore?: string[] } = {},
) {
  const { path = 'app/main.py', format = null, ignore = [] } = given;
  const { changes } = classify({
    diff: diffOf({ files: [fileOf({ path, format })], marks }),
    landscape: landscapeOf({ ignore, environments: [environmentOf({ name: 'prod', tier: 'critical' })] }),
    agentInvolved: false,
  });
  return changes.map(
    ({ kinds, tier, environment, findings }) =>
      `${kinds.join()} ${tier} ${environment ?? '-'} ${findings.join()}`,
  );
}

test.each<[string, readonly Mark[], readonly string[]]>([
  ['nothing', [], []],
  ['grave: people must look', [markOf('high')], ['other elevated - secret-in-diff']],
  ['less grave', [markOf('medium')], ['other low - secret-in-diff']],
  ['small: nobody is asked for', [markOf('low')], ['other none - secret-in-diff']],
  [
    'several rules, one change',
    [markOf('low'), markOf('high'), markOf('low', { rule: 'bidi-or-invisible-text' })],
    ['other elevated - bidi-or-invisible-text,secret-in-diff'],
  ],
  ['in another file', [markOf('high', { file: 'b.py' })], []],
])('a plain file with what its text says: %s', (_name, marks, expected) => {
  expect(changesOf(marks)).toEqual(expected);
});

test('below the path of an environment it counts like a change of it', () => {
  const path = 'envs/prod/notes.txt';
  expect(changesOf([markOf('medium', { file: path })], { path })).toEqual([
    'other critical prod secret-in-diff',
  ]);
});

test('a file that the policy ignores, and one that a format read, have none', () => {
  expect(changesOf([markOf('high')], { ignore: ['app/**'] })).toEqual([]);
  expect(changesOf([markOf('high')], { format: 'terraform' })).toEqual([]);
});
