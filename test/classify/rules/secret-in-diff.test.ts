// secret-in-diff and bidi-or-invisible-text: a mark is told as the scanner weighed it.
import { expect, test } from 'vitest';
import { classify } from '../../../src/classify/index.ts';
import { FINDING_RULES } from '../../../src/classify/registry.ts';
import { diffOf, landscapeOf } from '../example-change.ts';

test.each(['secret-in-diff', 'bidi-or-invisible-text'])('%s', (rule) => {
  const mark = {
    rule,
    file: 'a.tf',
    line: 3,
    message: 'Here.',
    severity: 'medium',
    confidence: 'low',
  } as const;
  const { findings } = classify({
    diff: diffOf({ marks: [mark] }),
    landscape: landscapeOf(),
    agentInvolved: true,
  });
  const fix = FINDING_RULES.find(({ id }) => id === rule)?.remedy;
  expect(findings).toEqual([
    {
      id: rule,
      severity: 'medium',
      confidence: 'low',
      file: 'a.tf',
      startLine: 3,
      endLine: 3,
      address: null,
      message: 'Here.',
      fix,
    },
  ]);
});
