import { expect, test } from 'vitest';
import type { ShownProblem } from '../../src/report/policy-problem.ts';
import { renderProblems, renderWorkflowCommands } from '../../src/report/render-problems.ts';

const problem: ShownProblem = {
  source: 'policies/a,b:c.yml',
  line: 3,
  column: 11,
  code: 'unknown-key',
  severity: 'error',
  message: 'unknown key "x\n::set-output::\u202e100%"',
  fix: 'Correct its spelling, or remove it.',
};

test('one line for each problem, and what to do', () => {
  expect(renderProblems([problem], { color: false })).toBe(
    'policies/a,b:c.yml:3:11: error: unknown key "x[U+000A]::set-output::[U+202E]100%" (unknown-key)\n    do: Correct its spelling, or remove it.',
  );
});

test('a command of a workflow is one line that no text of the policy can end', () => {
  expect(
    renderWorkflowCommands([problem, { ...problem, severity: 'warning', message: 'm', source: 'a.yml' }]),
  ).toBe(
    '::error file=policies/a%2Cb%3Ac.yml,line=3,col=11,title=unknown-key::unknown key "x[U+000A]::set-output::[U+202E]100%25". Correct its spelling, or remove it.\n' +
      '::warning file=a.yml,line=3,col=11,title=unknown-key::m. Correct its spelling, or remove it.',
  );
});
