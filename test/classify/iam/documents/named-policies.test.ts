// A policy that somebody had is no news under another name; put on somebody else, or in another account, it is.
import { describe, expect, test } from 'vitest';
import { findingsBetween } from '../../judge-trees.ts';

const ADMIN = '"arn:aws:iam::aws:policy/AdministratorAccess"';
const attachment = (label: string, role: string, more = ''): string =>
  `resource "aws_iam_role_policy_attachment" "${label}" {\n  role       = ${role}\n  policy_arn = ${ADMIN}\n${more}}\n`;
const role = (more = ''): string => `resource "aws_iam_role" "ci" {\n  name = "ci"\n${more}}\n`;

const ids = async (before: string, after: string, around = ''): Promise<readonly string[]> => {
  const found = await findingsBetween({ 'a.tf': before }, { 'a.tf': after }, { 'around.tf': around });
  return [...new Set(found.map((line) => line.split(' ')[1] ?? ''))].toSorted();
};
const NEW = ['iam-access-grows', 'iam-wildcard'];

describe('an attachment', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['renamed without a moved block', attachment('x', '"ci"'), attachment('y', '"ci"'), []],
    ['put on another role', attachment('x', '"ci"'), attachment('y', '"dev"'), NEW],
    [
      'of the same name in another account',
      attachment('x', '"ci"'),
      attachment('y', '"ci"', '  provider = aws.other\n'),
      NEW,
    ],
    [
      'that now goes through a list',
      attachment('x', '"ci"'),
      attachment('x', '"ci"', '  for_each = toset(["a"])\n'),
      [],
    ],
    [
      'that takes the place of a list',
      role(`  managed_policy_arns = [${ADMIN}]\n`),
      role() + attachment('x', 'aws_iam_role.ci.name'),
      [],
    ],
    [
      'of a list on another role',
      role(`  managed_policy_arns = [${ADMIN}]\n`),
      role() + attachment('x', '"dev"'),
      NEW,
    ],
    ['that perhaps was there', attachment('x', '"ci"', '  count = var.n\n'), attachment('y', '"ci"'), NEW],
  ])('%s', async (_name, before, after, expected) => {
    expect((await ids(before, after)).filter((id) => NEW.includes(id))).toEqual(expected);
  });

  test('of what an unchanged attachment gives already is no news', async () => {
    const around = role() + attachment('old', 'aws_iam_role.ci.name');
    expect(await ids('# nothing\n', attachment('x', 'aws_iam_role.ci.name'), around)).toEqual([]);
  });
});

test('a policy of a role under another name is no wildcard that is new', async () => {
  const policy = (label: string, name: string): string =>
    `resource "aws_iam_role_policy" "${label}" {\n  role   = "${name}"\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })\n}\n`;
  expect(await ids(policy('x', 'ci'), policy('y', 'ci'))).toEqual([]);
  expect(await ids(policy('x', 'ci'), policy('y', 'dev'))).toEqual([
    'iam-access-grows',
    'iam-privilege-escalation',
    'iam-wildcard',
  ]);
});
