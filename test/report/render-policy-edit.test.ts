import { expect, test } from 'vitest';
import type { PolicyEdit } from '../../src/report/policy-edit.ts';
import type { ShownProblem } from '../../src/report/policy-problem.ts';
import { notesOfProblems } from '../../src/report/notes-of-problems.ts';
import { renderPolicyEdit } from '../../src/report/render-policy-edit.ts';
import { renderCheckRun } from '../../src/report/render-check-run.ts';
import { aDecision, aFinding } from './builders.ts';

const problem = (over: Partial<ShownProblem> = {}): ShownProblem => ({
  source: '.aigov.yml',
  line: 3,
  column: 5,
  code: 'never-matches',
  severity: 'warning',
  message: 'the rule "r" can never match',
  fix: 'Take out the condition.',
  ...over,
});
const done = {
  kind: 'done',
  decisions: 50,
  foreign: 0,
  left: 0,
  gone: 0,
  unread: 0,
  unseen: 0,
  withheld: false,
  changed: [],
} as const;
const text = (edit: Partial<PolicyEdit>): string =>
  renderPolicyEdit({ problems: [], replay: done, ...edit }, 25)
    .slice(2)
    .join('\n');

test('what lets more through comes first, with the pull requests', () => {
  const changed = [
    { pull: 9, from: 'pass', to: 'blocked' },
    { pull: 15, from: 'needs_review', to: 'pass' },
    { pull: 12, from: 'needs_review', to: 'pass' },
    { pull: 15, from: 'needs_review', to: 'pass' },
  ] as const;
  expect(text({ replay: { ...done, changed } })).toBe(
    [
      '- would have changed 4 of the last 50 decisions:',
      '  - 3 from needs review to pass (#15, #12)',
      '  - 1 from pass to blocked (#9)',
    ].join('\n'),
  );
});

test('decisions of other repositories are counted and not named', () => {
  const changed = [
    { pull: null, from: 'pass', to: 'blocked' },
    { pull: 9, from: 'pass', to: 'blocked' },
    { pull: null, from: 'pass', to: 'blocked' },
  ] as const;
  expect(text({ replay: { ...done, foreign: 30, changed } })).toBe(
    [
      '- would have changed 3 of the last 50 decisions, 30 of them of other repositories:',
      '  - 3 from pass to blocked (#9, 2 of other repositories)',
    ].join('\n'),
  );
});

test.each<[string, Partial<PolicyEdit>, string]>([
  ['nothing', {}, '- would have changed none of the last 50 decisions'],
  ['one', { replay: { ...done, decisions: 1 } }, '- would have changed none of the last 1 decision'],
  ['no past', { replay: { ...done, decisions: 0 } }, '- no decision is recorded that it could be tried on'],
  [
    'cut short',
    { replay: { ...done, left: 20, gone: 2 } },
    '- would have changed none of the last 50 decisions (no time for 20 more; the evidence of 2 is gone)',
  ],
  [
    'what could not be tried elsewhere',
    { replay: { ...done, unread: 3, unseen: 1 } },
    '- would have changed none of the last 50 decisions (3 would need files that are read once this is merged; 1 other repository was not looked at)',
  ],
  [
    'a fork',
    { replay: { ...done, decisions: 0, withheld: true } },
    '- no decision is recorded that it could be tried on\n- not tried on other repositories that use it: the pull request comes from a fork, and may not tell of them',
  ],
  [
    'failed',
    { replay: { kind: 'none', why: 'the recorded decisions could not be read' } },
    '- not tried: the recorded decisions could not be read',
  ],
  [
    'warnings',
    { problems: [problem()] },
    '- 1 new warning, marked on the lines\n- would have changed none of the last 50 decisions',
  ],
])('%s', (_name, edit, expected) => expect(text(edit)).toBe(expected));

test('the places are notes on the lines of the file, errors as failures, and no text of the policy is markup', () => {
  const notes = notesOfProblems([
    problem(),
    problem({ severity: 'error', code: 'unknown-key', message: 'unknown key "@x<b>"' }),
  ]);
  expect(notes.map(({ path, startLine, level, title }) => [path, startLine, level, title])).toEqual([
    ['.aigov.yml', 3, 'warning', 'policy: never-matches'],
    ['.aigov.yml', 3, 'failure', 'policy: unknown-key'],
  ]);
  expect(notes[1]?.message).toBe(
    'unknown key "`@x‹b›`".\nCorrect'.replace('Correct', 'Take out the condition.'),
  );
});

test('they stand beside the notes of the decision, gravest first', () => {
  const report = renderCheckRun({
    decision: aDecision({ findings: [aFinding({ severity: 'low' })] }),
    previews: [],
    ledger: null,
    notices: [],
    detailsUrl: null,
    policyEdit: { problems: [problem({ severity: 'error' })], replay: done },
  });
  expect(report.annotations[0]).toMatchObject({ path: '.aigov.yml', level: 'failure' });
  expect(report.summary).toContain('### What this policy would change\n\n- **it is no policy**: 1 error');
});
