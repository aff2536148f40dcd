import { expect, test } from 'vitest';
import { renderDiffText } from '../../src/report/render-diff-text.ts';
import { aChange, aFinding } from './builders.ts';

test('aligned changes, findings and unreadable files', () => {
  const text = renderDiffText(
    {
      changes: [
        aChange({ action: 'create', file: 'a.tf', startLine: 1, endLine: 1, attributes: [] }),
        aChange(),
        aChange({ action: 'delete', attributes: [], kinds: [], environment: null, tier: 'low' }),
      ],
      findings: [aFinding()],
      unreadable: [{ file: 'bad.tf', line: null, why: 'too-large', message: 'The file has 5 MB.' }],
    },
    { color: false },
  );
  expect(text).toMatchInlineSnapshot(`
    "Changes  +1 ~1 -1 !0
      + a.tf:1                  aws_iam_role.ci  critical, prod, identity
      ~ envs/prod/iam.tf:12-18  aws_iam_role.ci  critical, prod, identity
          assume_role_policy (line 14): data.aws_iam_policy_document.old.json -> "any"
      - envs/prod/iam.tf:12-18  aws_iam_role.ci  low, no environment

    Findings
      high    iam-wildcard  envs/prod/iam.tf:14
              The role trusts every principal.
              Name the principals.

    Could not be read
      ? bad.tf  too-large
          The file has 5 MB."
  `);
});

test('an empty diff says so', () => {
  expect(renderDiffText({ changes: [], findings: [], unreadable: [] }, { color: false })).toBe(
    'No infrastructure change.',
  );
});

test('what is to be done of several alike is said once', () => {
  const findings = ['a', 'b'].map((name) => aFinding({ message: `${name} is open.`, fix: 'Close it.' }));
  const text = renderDiffText({ changes: [], unreadable: [], findings }, { color: false });
  expect(text.split('\n').map((line) => line.trim())).toEqual([
    'Findings',
    'high    iam-wildcard  envs/prod/iam.tf:14',
    'a is open.',
    'Close it.',
    'high    iam-wildcard  envs/prod/iam.tf:14',
    'b is open.',
  ]);
});

test('long values are cut where they part', () => {
  const long = (end: string) => `${'same '.repeat(40)}${end}`;
  const attributes = [{ path: 'policy', line: 3, before: long('old'), after: long('new'), sensitive: false }];
  const text = renderDiffText(
    { changes: [aChange({ attributes })], findings: [], unreadable: [] },
    { color: false },
  );
  expect(text.split('\n').at(-1)).toBe(
    '      policy (line 3): …same same same same old" -> …same same same same new"',
  );
});

test.each([
  [
    'an expression over something that changed is told as one',
    { expression: 'toset(local.names)' },
    false,
    'toset(local.names) (what it refers to changed)',
  ],
  ['what is hidden may differ in itself', '(sensitive)', true, '"(sensitive)" -> "(sensitive)"'],
  [
    'part of an expression may be hidden',
    { expression: 'f("(sensitive)")' },
    false,
    'f("(sensitive)") -> f("(sensitive)")',
  ],
])('two sides that read alike: %s', (_title, value, sensitive, shown) => {
  const attributes = [{ path: 'for_each', line: 3, before: value, after: value, sensitive }];
  const text = renderDiffText(
    { changes: [aChange({ attributes })], findings: [], unreadable: [] },
    { color: false },
  );
  expect(text.split('\n').at(-1)).toBe(`      for_each (line 3): ${shown}`);
});
