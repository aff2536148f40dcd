// What newly attached policies and newly held roles allow, where they stand unchanged beside the change.
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../formats/projects.ts';
import { findingsBetween } from '../judge-trees.ts';

const GROWS = 'iam-access-grows';
const EVERYTHING = 'Every action on every resource is now allowed.';

/** Of iam-access-grows alone. */
async function grown(after: Tree, around: Tree, before: Tree = {}): Promise<readonly string[]> {
  return (await findingsBetween(before, after, around)).filter((line) => line.includes(GROWS));
}

const allow = (action: string): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }] })`;
const policy = (action: string): Tree => ({
  'p.tf': `resource "aws_iam_policy" "p" {\n  name   = "p"\n  policy = ${allow(action)}\n}\n`,
});
const attached = (line: string, type = 'aws_iam_role_policy_attachment'): Tree => ({
  'a.tf': `resource "${type}" "x" {\n  role = "ci"\n  ${line}\n}\n`,
});

describe('an unchanged policy that is newly attached', () => {
  test.each([
    ['to a role', attached('policy_arn = aws_iam_policy.p.arn')],
    ['to a user', attached('policy_arn = aws_iam_policy.p.arn', 'aws_iam_user_policy_attachment')],
    ['by its ARN', attached('policy_arn = "arn:aws:iam::111122223333:policy/p"')],
    ['in a list of a role', attached('managed_policy_arns = [aws_iam_policy.p.arn]', 'aws_iam_role')],
    [
      'to a permission set, by its name',
      attached(
        'customer_managed_policy_reference { name = aws_iam_policy.p.name }',
        'aws_ssoadmin_customer_managed_policy_attachment',
      ),
    ],
  ])('%s', async (_name, after) => {
    expect(await grown(after, policy('*'))).toEqual([`a.tf:3 ${GROWS} high: ${EVERYTHING}`]);
  });

  test('that only lists says so', async () => {
    expect(await grown(attached('policy_arn = aws_iam_policy.p.arn'), policy('s3:ListBucket'))).toEqual([
      `a.tf:3 ${GROWS} low: s3:ListBucket on every resource is now allowed.`,
    ]);
  });

  test('is nothing new where it was attached under another name of the same file', async () => {
    const before = attached('policy_arn = aws_iam_policy.p.arn');
    expect(await grown({ 'a.tf': `${before['a.tf']}# said again\n` }, policy('*'), before)).toEqual([]);
  });

  test('stands in a module that gives it back', async () => {
    const around = {
      'm/p.tf': `${policy('*')['p.tf']}output "arn" { value = aws_iam_policy.p.arn }\n`,
      'main.tf': 'module "p" { source = "./m" }\n',
    };
    expect(await grown(attached('policy_arn = module.p.arn'), around)).toEqual([
      `a.tf:3 ${GROWS} high: ${EVERYTHING}`,
    ]);
  });

  test.each([
    ['on its own', 'variable "p" {}\n', 'policy_arn = var.p', 'aws_iam_policy.p.arn'],
    [
      'in a list',
      'variable "p" {}\n',
      'count = 1\n  policy_arn = var.p[count.index]',
      '[aws_iam_policy.p.arn]',
    ],
    [
      'in a map',
      'variable "p" {}\n',
      'for_each = var.p\n  policy_arn = each.value',
      '{ a = aws_iam_policy.p.arn }',
    ],
  ])('is given to a module %s', async (_name, variable, line, argument) => {
    const around = { ...policy('*'), 'm/main.tf': `${variable}${attached(line)['a.tf']}` };
    const found = await grown(
      { 'main.tf': `module "m" {\n  source = "./m"\n  p      = ${argument}\n}\n` },
      around,
    );
    expect(found).toEqual([expect.stringMatching(/^m\/main.tf:[45] iam-access-grows high: Every action/)]);
  });

  test('stands in the same template', async () => {
    const template = (more: string): Tree => ({
      't.yaml': `Resources:
  Admin:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Description: a role
${more}`,
    });
    expect(await grown(template('      ManagedPolicyArns: [!Ref Admin]\n'), {}, template(''))).toEqual([
      `t.yaml:10 ${GROWS} high: ${EVERYTHING}`,
    ]);
  });
});

describe('an unchanged document', () => {
  const base = (effect: string): Tree => ({
    'base.tf': `data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Guard"
    effect    = "${effect}"
    actions   = ["iam:*"]
    resources = ["*"]
  }
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}
`,
  });
  const taking = (more: string): Tree => ({
    'd.tf': `data "aws_iam_policy_document" "x" {\n${more}  statement {\n    actions   = ["ec2:DescribeVpcs"]\n    resources = ["*"]\n  }\n}\n`,
  });
  const SOURCE = '  source_policy_documents = [data.aws_iam_policy_document.base.json]\n';

  test('that is newly taken in says what it allows', async () => {
    const [first] = await grown(taking(SOURCE), base('Allow'), taking(''));
    expect(first).toBe(`d.tf:2 ${GROWS} high: iam:* on every resource is now allowed.`);
  });

  test('that was taken in is not new', async () => {
    const more = taking(SOURCE)['d.tf'] ?? '';
    const after = { 'd.tf': more.replace('ec2:DescribeVpcs', 'ec2:DescribeSubnets') };
    expect(await grown(after, base('Allow'), taking(SOURCE))).toEqual([]);
  });

  test('loses its Deny to a statement of the same name', async () => {
    const replaced = `${SOURCE}  statement {\n    sid       = "Guard"\n    actions   = ["s3:GetObject"]\n    resources = ["*"]\n  }\n`;
    const found = await findingsBetween(taking(SOURCE), taking(replaced), base('Deny'));
    expect(found.filter((line) => line.includes('iam-deny-removed'))).toEqual([
      'd.tf:5 iam-deny-removed high: A Deny (Guard) of data.aws_iam_policy_document.x no longer holds back iam:* on every resource.',
    ]);
  });
});

describe('who newly has the rights of what stands there', () => {
  const ADMINS: Tree = {
    'g.tf': `resource "aws_iam_group" "g" { name = "g" }
resource "aws_iam_group_policy_attachment" "g" {
  group      = aws_iam_group.g.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_role" "r" { name = "r" }
resource "aws_iam_role_policy" "r" {
  role   = aws_iam_role.r.id
  policy = ${allow('*')}
}
resource "aws_ssoadmin_permission_set" "s" { name = "s" }
resource "aws_ssoadmin_managed_policy_attachment" "s" {
  permission_set_arn = aws_ssoadmin_permission_set.s.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`,
  };
  const NOBODY = {
    'g.tf': (ADMINS['g.tf'] ?? '')
      .replaceAll('AdministratorAccess', 'SecurityAudit')
      .replace('"*"', '"s3:ListBucket"'),
  };
  const member: Tree = {
    'a.tf':
      'resource "aws_iam_user_group_membership" "x" {\n  user   = "bob"\n  groups = [aws_iam_group.g.name]\n}\n',
  };
  const assigned: Tree = {
    'a.tf': `resource "aws_ssoadmin_account_assignment" "x" {
  permission_set_arn = aws_ssoadmin_permission_set.s.arn
  principal_id       = "u-1"
  target_id          = "111122223333"
}
`,
  };
  const running: Tree = {
    'a.tf':
      'resource "aws_lambda_function" "x" {\n  function_name = "x"\n  role          = aws_iam_role.r.arn\n}\n',
  };

  test.each([
    [
      'a member of a group',
      member,
      ADMINS,
      3,
      `high: The user bob is now in the group aws_iam_group.g.name. ${EVERYTHING}`,
    ],
    [
      'a member of a group without much',
      member,
      NOBODY,
      3,
      'medium: The user bob is now in the group aws_iam_group.g.name.',
    ],
    [
      'whoever is assigned a permission set',
      assigned,
      ADMINS,
      3,
      `high: u-1 now has the permission set aws_ssoadmin_permission_set.s.arn in 111122223333. ${EVERYTHING}`,
    ],
    [
      'a function',
      running,
      ADMINS,
      3,
      `high: What aws_lambda_function.x runs now has the rights of aws_iam_role.r.arn. ${EVERYTHING}`,
    ],
    [
      'a function with little',
      running,
      NOBODY,
      3,
      'low: What aws_lambda_function.x runs now has the rights of aws_iam_role.r.arn.',
    ],
  ] as const)('%s', async (_name, after, around, line, said) => {
    expect(await grown(after, around)).toEqual([`a.tf:${line} ${GROWS} ${said}`]);
  });

  test('a role by a literal ARN may allow anything', async () => {
    const after = {
      'a.tf': (running['a.tf'] ?? '').replace(
        'aws_iam_role.r.arn',
        '"arn:aws:iam::111122223333:role/deploy"',
      ),
    };
    expect(await grown(after, {})).toEqual([
      `a.tf:3 ${GROWS} low: What aws_lambda_function.x runs now has the rights of arn:aws:iam::111122223333:role/deploy.`,
    ]);
  });

  test('a role that the same pull request makes is told where it is written', async () => {
    expect(await grown({ ...running, 'r.tf': 'resource "aws_iam_role" "r" { name = "r" }\n' }, {})).toEqual(
      [],
    );
  });
});
