import { describe, expect, test } from 'vitest';
import { renderAnnotations } from '../../src/report/render-annotations.ts';
import { aBlock, aChange, aDecision, aFinding, aPass, aReason } from './builders.ts';

test('what is found in a change says what the change waits for', () => {
  expect(renderAnnotations(aDecision())).toMatchInlineSnapshot(`
    [
      {
        "endLine": 14,
        "level": "warning",
        "message": "The role trusts every principal.
    Name the principals.
    \`aws_iam_role.ci\` is changed in \`prod\`, tier critical (identity).
    Rule \`identity-prod\` asks for the approval of 2 of \`@acme/security\`.",
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
    expect(levels(aBlock())).toEqual([['iam-wildcard', 'failure']]);
    expect(levels(aBlock({ findings: [] }))).toEqual([['aws_iam_role.ci', 'failure']]);
  });

  test('nothing blocks in observe mode', () => {
    expect(levels(aBlock({ mode: 'observe' }))).toEqual([['iam-wildcard', 'warning']]);
    expect(levels(aBlock({ mode: 'observe', findings: [] }))).toEqual([['aws_iam_role.ci', 'warning']]);
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

describe('one note for one thing of a line', () => {
  const of = (id: string, over: Parameters<typeof aFinding>[0] = {}) =>
    aFinding({ id, message: `${id} speaks.`, fix: `Heed ${id}.`, ...over });

  test('rules that see one thing from several sides are folded into the gravest', () => {
    const findings = [
      of('iam-access-grows', { severity: 'info' }),
      of('iam-privilege-escalation', { severity: 'medium' }),
      of('iam-wildcard', { severity: 'high' }),
      of('encryption-weakened', { severity: 'low' }),
      of('iam-access-grows', { severity: 'info', startLine: 30, endLine: 30 }),
    ];
    const told = renderAnnotations(aPass({ findings })).map(({ startLine, level, title, message }) =>
      [`${startLine} ${level} ${title}`, message].join('\n'),
    );
    expect(told.join('\n\n')).toMatchInlineSnapshot(`
      "14 warning iam-wildcard
      iam-wildcard speaks.
      Heed iam-wildcard.
      Also \`iam-privilege-escalation\`: iam-privilege-escalation speaks.
      Also \`iam-access-grows\`: iam-access-grows speaks.
      \`encryption-weakened\`: encryption-weakened speaks. Heed encryption-weakened.

      30 notice iam-access-grows
      iam-access-grows speaks.
      Heed iam-access-grows."
    `);
  });

  test('the same of another resource is another note', () => {
    const findings = [of('iam-wildcard'), of('iam-access-grows', { address: 'aws_iam_role.other' })];
    expect(renderAnnotations(aPass({ findings }))).toHaveLength(2);
  });

  test('the gravest come first', () => {
    const at = (line: number, severity: 'low' | 'high') =>
      of('iam-wildcard', { severity, startLine: line, endLine: line });
    const lines = renderAnnotations(aPass({ findings: [at(1, 'low'), at(2, 'high')] })).map(
      ({ startLine }) => startLine,
    );
    expect(lines).toEqual([2, 1]);
  });
});

describe('changes that wait for the same', () => {
  const waiting = (file: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      aChange({
        file,
        address: `aws_iam_role.r${index}`,
        startLine: index * 10 + 1,
        endLine: index * 10 + 5,
      }),
    );

  test('are told once in a file', () => {
    const told = renderAnnotations(aDecision({ changes: waiting('a.tf', 3), findings: [] }));
    expect(told.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "\`aws_iam_role.r0\` is changed in \`prod\`, tier critical (identity).
      Rule \`identity-prod\` asks for the approval of 2 of \`@acme/security\`.
      The same holds for 2 more in this file.",
      ]
    `);
  });

  test('leave room for the findings', () => {
    const changes = Array.from({ length: 60 }, (_, index) => waiting(`f${index}.tf`, 1)).flat();
    const told = renderAnnotations(aDecision({ changes }));
    expect(told).toHaveLength(11);
    expect(told[0]?.title).toBe('iam-wildcard');
    expect(told[10]?.message).toContain('And for 50 more in other files.');
  });
});
