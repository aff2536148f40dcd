// plan-differs: says what the step that compares a plan with a diff has marked, and nothing else.
import { expect, test } from 'vitest';
import { findingsOfMark } from '../../../src/classify/find.ts';
import type { Mark } from '../../../src/model/change.ts';

const MARK: Mark = {
  rule: 'plan-differs',
  file: 'main.tf',
  line: 3,
  message: 'The plan deletes aws_db_instance.a, which the diff does not show.',
  severity: 'medium',
  confidence: 'low',
};

test('a mark of its own is a finding', () => {
  expect(findingsOfMark(MARK)).toMatchObject([
    {
      id: 'plan-differs',
      file: 'main.tf',
      startLine: 3,
      severity: 'medium',
      confidence: 'low',
      message: MARK.message,
    },
  ]);
});

test('a mark of another rule is none of it', () => {
  expect(findingsOfMark({ ...MARK, rule: 'another' })).toEqual([]);
});
