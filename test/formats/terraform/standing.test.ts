// What stands unchanged beside a change: found by name, through modules, and never a change itself.
import { describe, expect, test } from 'vitest';
import { diffOfTrees } from '../../classify/judge-trees.ts';
import type { Tree } from '../projects.ts';

const POLICY = `resource "aws_iam_policy" "admin" {
  name   = "admin"
  policy = data.aws_iam_policy_document.admin.json
}
data "aws_iam_policy_document" "admin" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}
resource "aws_s3_bucket" "other" { bucket = "b" }
output "arn" { value = aws_iam_policy.admin.arn }
`;
const attach = (arn: string): string =>
  `resource "aws_iam_role_policy_attachment" "x" {\n  role       = "ci"\n  policy_arn = ${arn}\n}\n`;

async function standing(
  after: Tree,
  around: Tree,
): Promise<readonly (readonly [string, readonly string[]])[]> {
  const { changes, standing: found = [] } = await diffOfTrees({}, after, around);
  expect(changes.map(({ address }) => address)).toEqual(['aws_iam_role_policy_attachment.x']);
  expect(found.every((one) => one.before === one.after && one.attributes.length === 0)).toBe(true);
  return found.map(({ address, usedIn }) => [address, usedIn] as const);
}

describe('what a change names', () => {
  test('is read with what it is made of, and nothing else is', async () => {
    expect(await standing({ 'a.tf': attach('aws_iam_policy.admin.arn') }, { 'p.tf': POLICY })).toEqual([
      ['aws_iam_policy.admin', []],
      ['data.aws_iam_policy_document.admin', []],
    ]);
  });

  test('by a text with its name', async () => {
    const arn = '"arn:aws:iam::111122223333:policy/team/admin"';
    expect(await standing({ 'a.tf': attach(arn) }, { 'p.tf': POLICY })).toEqual([
      ['aws_iam_policy.admin', []],
      ['data.aws_iam_policy_document.admin', []],
    ]);
    expect(await standing({ 'a.tf': attach(arn.replace('admin', 'other')) }, { 'p.tf': POLICY })).toEqual([]);
  });

  test('through the output of a module that nobody else reads', async () => {
    const around = { 'm/p.tf': POLICY, 'main.tf': 'module "p" { source = "./m" }\n' };
    expect(await standing({ 'a.tf': attach('module.p.arn') }, around)).toEqual([
      ['module.p.aws_iam_policy.admin', ['main.tf']],
      ['module.p.data.aws_iam_policy_document.admin', ['main.tf']],
      ['module.p.output.arn', ['main.tf']],
    ]);
  });

  test('is nothing where the change names nothing of rights', async () => {
    expect(await standing({ 'a.tf': attach('var.arn') }, { 'p.tf': POLICY })).toEqual([]);
  });
});
