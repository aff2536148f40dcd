import { expect, test } from 'vitest';
import { renderFindings } from '../../src/report/render-blast-radius.ts';
import { renderDiffText } from '../../src/report/render-diff-text.ts';
import { saidOnce } from '../../src/report/same-findings.ts';
import { aDecision, aFinding } from './builders.ts';

const placed = (line: number) => aFinding({ file: 'a.tf', startLine: line, endLine: line });

test.each([
  ['places', placed(2), ['a.tf:1', 'a.tf:2']],
  ['instances of one place', aFinding({ ...placed(1), address: 'module.b.aws_iam_role.ci' }), ['a.tf:1']],
])('one thing about several %s is said once', (_title, other, places) => {
  expect(saidOnce([placed(1), other])).toEqual([
    { finding: placed(1), also: [], message: placed(1).message, places },
  ]);
});

test('one thing about several instances of a module is said once, with their number', () => {
  const of = (address: string) => aFinding({ address, message: `${address} is open.` });
  const said = saidOnce([of('module.a.aws_s3_bucket.x'), of('module.b["c.d"].aws_s3_bucket.x')]);
  expect(said.map(({ message }) => message)).toEqual([
    'module.a.aws_s3_bucket.x is open. And 1 more like it.',
  ]);
  expect(saidOnce([of('module.a.aws_s3_bucket.x'), of('module.a.aws_s3_bucket.y')])).toHaveLength(2);
});

test('a module that is new and not pinned is one thing', () => {
  const of = (id: string, address: string) => aFinding({ id, address, message: id, severity: 'medium' });
  const [mutable, remote] = ['mutable-module-source', 'remote-module-added'];
  expect(saidOnce([of(remote, 'module.a'), of(mutable, 'module.a')])).toEqual([
    { finding: of(mutable, 'module.a'), also: [remote], message: mutable, places: ['envs/prod/iam.tf:14'] },
  ]);
  expect(saidOnce([of(remote, 'module.a'), of(mutable, 'module.b')])).toHaveLength(2);
});

test.each(['id', 'message', 'fix'] as const)('another %s is another thing', (name) => {
  expect(saidOnce([placed(1), { ...placed(1), [name]: 'other' }])).toHaveLength(2);
});

test('another severity is another thing', () => {
  expect(saidOnce([placed(1), { ...placed(1), severity: 'low' }])).toHaveLength(2);
});

test('the text lists some places and counts the rest', () => {
  const findings = [1, 2, 3, 4, 5, 6, 7].map(placed);
  expect(renderDiffText({ changes: [], findings, unreadable: [] }, { color: false })).toMatchInlineSnapshot(`
    "Findings
      high    iam-wildcard  a.tf:1
                            a.tf:2
                            a.tf:3
                            a.tf:4
                            a.tf:5
                            and 2 more
              The role trusts every principal.
              Name the principals."
  `);
});

test('the card names the first place and counts the rest', () => {
  const line = (lines: readonly number[]): string | undefined =>
    renderFindings(aDecision({ findings: lines.map(placed) }), 9).at(2);
  expect(line([1])).toContain(' at `a.tf:1`: ');
  expect(line([1, 2])).toContain(' at `a.tf:1` and 1 more place: ');
  expect(line([1, 2, 3])).toContain(' at `a.tf:1` and 2 more places: ');
});

test('what one rule finds in many places does not hide what others find', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const many = names.map((name, index) =>
    aFinding({ address: name, startLine: index + 1, message: `${name} is open.` }),
  );
  const other = aFinding({ id: 'public-ingress', startLine: 40, message: 'A port is open.' });
  const lines = renderFindings(aDecision({ findings: [...many, other] }), 9).slice(2);
  expect(lines.map((line) => line.replace(/ Name the principals\.$/, ''))).toEqual([
    '- **high** `iam-wildcard` at `envs/prod/iam.tf:1-14`: a is open.',
    '- **high** `iam-wildcard` at `envs/prod/iam.tf:2-14`: b is open.',
    '- **high** `iam-wildcard` at `envs/prod/iam.tf:3-14`: c is open.',
    '- **high** `iam-wildcard` at `envs/prod/iam.tf:4-14` and 1 more like it',
    '- **high** `public-ingress` at `envs/prod/iam.tf:40`: A port is open.',
  ]);
});

test('findings are told gravest first, and one that another rule sees too is told once', () => {
  const said = saidOnce([
    aFinding({ id: 'egress-opened', severity: 'info' }),
    aFinding({ id: 'iam-access-grows', severity: 'medium' }),
    aFinding({ id: 'iam-wildcard', severity: 'medium' }),
    aFinding({ id: 'public-ingress', severity: 'high' }),
  ]);
  expect(said.map(({ finding, also }) => [finding.id, ...also])).toEqual([
    ['public-ingress'],
    ['iam-access-grows', 'iam-wildcard'],
    ['egress-opened'],
  ]);
});
