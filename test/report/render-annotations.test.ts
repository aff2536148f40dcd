import { describe, expect, test } from 'vitest';
import { renderAnnotations } from '../../src/report/render-annotations.ts';
import { aBlock, aChange, aDecision, aFinding, aPass, aReason } from './builders.ts';

test('one on the changed attribute, one for the finding', () => {
  expect(renderAnnotations(aDecision())).toMatchInlineSnapshot(`
    [
      {
        "endLine": 14,
        "level": "warning",
        "message": "\`aws_iam_role.ci\` is changed in \`prod\`, tier critical (identity).
    Rule \`identity-prod\` asks for the approval of 2 of \`@acme/security\`.",
        "path": "envs/prod/iam.tf",
        "startLine": 14,
        "title": "aws_iam_role.ci",
      },
      {
        "endLine": 14,
        "level": "warning",
        "message": "The role trusts every principal.
    Name the principals.",
        "path": "envs/prod/iam.tf",
        "startLine": 14,
        "title": "iam-wildcard",
      },
    ]
  `);
});

test('a change in two environments is one place', () => {
  const changes = [aChange(), aChange({ environment: 'staging' })];
  expect(renderAnnotations(aDecision({ changes, findings: [] }))).toHaveLength(1);
});

test('a change below the tier that asks is left alone, unless the reason names it', () => {
  const low = aChange({
    address: 'aws_s3_object.a',
    startLine: 40,
    endLine: 41,
    tier: 'low',
    attributes: [],
  });
  const titles = (at?: { path: string; line: number; address: string }[]) =>
    renderAnnotations(
      aDecision({
        changes: [aChange(), low],
        findings: [],
        reasons: [aReason(at === undefined ? {} : { at })],
      }),
    ).map(({ title }) => title);
  expect(titles()).toEqual(['aws_iam_role.ci']);
  expect(titles([{ path: low.file, line: 40, address: low.address }])).toEqual(['aws_s3_object.a']);
});

describe('level', () => {
  const levels = (decision: Parameters<typeof renderAnnotations>[0]) =>
    renderAnnotations(decision).map(({ title, level }) => [title, level]);

  test('failure is for what blocks', () => {
    expect(levels(aBlock())).toEqual([
      ['aws_iam_role.ci', 'failure'],
      ['iam-wildcard', 'failure'],
    ]);
  });

  test('nothing blocks in observe mode', () => {
    expect(levels(aBlock({ mode: 'observe' }))).toEqual([
      ['aws_iam_role.ci', 'warning'],
      ['iam-wildcard', 'warning'],
    ]);
  });

  test('a low finding of a passing decision is a notice', () => {
    expect(levels(aPass({ findings: [aFinding({ severity: 'low' })] }))).toEqual([
      ['iam-wildcard', 'notice'],
    ]);
  });
});

test('an unreadable file without a finding has its own note', () => {
  const unreadable = [{ file: 'a.tf', line: 7, why: 'parse-error', message: 'A bracket is missing.' }];
  expect(renderAnnotations(aPass({ findings: [], unreadable }))).toEqual([
    {
      path: 'a.tf',
      startLine: 7,
      endLine: 7,
      level: 'warning',
      title: 'unreadable: parse-error',
      message: 'A bracket is missing.\nA human must read this file; or make it readable.',
    },
  ]);
});

test('fifty at most, and the last says how many are left out', () => {
  const findings = Array.from({ length: 53 }, (_, index) =>
    aFinding({ startLine: index + 1, endLine: index + 1 }),
  );
  const annotations = renderAnnotations(aPass({ findings }));
  expect(annotations).toHaveLength(50);
  expect(annotations.at(-1)?.message).toMatch(/and 3 more/);
});
