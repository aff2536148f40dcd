// Defaults of variables settle nothing: what a change would be under other values is judged too, and said so.
import { describe, expect, test } from 'vitest';
import { findingsBetween } from '../../classify/judge-trees.ts';

const db = (reach: string, more = ''): { readonly 'main.tf': string } => ({
  'main.tf': `resource "aws_db_instance" "x" {\n  publicly_accessible = ${reach}\n  storage_encrypted   = true\n}\n${more}`,
});
const variable = (name: string, value: string): string => `variable "${name}" {\n  default = ${value}\n}\n`;
const OPEN = 'aws_db_instance.x now is reachable from the internet.';
const said = (given: string): readonly string[] => [`main.tf:2 public-exposure high: If ${given}: ${OPEN}`];

async function exposed(before: string | null, after: string, variables: string): Promise<readonly string[]> {
  const base = before === null ? { 'main.tf': variables } : db(before, variables);
  const found = await findingsBetween(base, db(after, variables));
  return found.filter((line) => line.includes('public-exposure'));
}

describe('what rests on the default of a variable', () => {
  test.each([
    ['a switch', 'var.p', variable('p', 'false'), 'var.p is true'],
    ['a condition', 'var.p ? true : false', variable('p', 'false'), 'var.p is true'],
    ['the other way', 'var.p ? false : true', variable('p', 'true'), 'var.p is false'],
    ['a text that is compared', 'var.env == "dev"', variable('env', '"prod"'), 'var.env is "dev"'],
    ['a text that is not another', 'var.env != "prod"', variable('env', '"prod"'), 'var.env is "other"'],
    ['a number', 'var.n > 0', variable('n', '0'), 'var.n is 1'],
    [
      'two conditions',
      'var.a ? (var.b ? true : false) : false',
      variable('a', 'false') + variable('b', 'false'),
      'var.a is true and var.b is true',
    ],
    [
      'behind a local',
      'local.reach',
      `${variable('p', 'false')}locals {\n  reach = var.p ? true : false\n}\n`,
      'var.p is true',
    ],
  ])('%s', async (_name, reach, variables, given) => {
    expect(await exposed('false', reach, variables)).toEqual(said(given));
  });

  test('is settled by a file of variables that is always taken', async () => {
    const variables = variable('p', 'false');
    const given = { 'terraform.tfvars': 'p = false\n' };
    const found = await findingsBetween(db('false', variables), db('var.p ? true : false', variables), given);
    expect(found.filter((line) => line.includes('public-exposure'))).toEqual([]);
  });

  test('is no news where the base had it too', async () => {
    const variables = variable('p', 'false');
    const after = {
      'main.tf': db('var.p', variables)['main.tf'].replace('encrypted   = true', 'encrypted   = "true"'),
    };
    const found = await findingsBetween(db('var.p', variables), after);
    expect(found.filter((line) => line.includes('public-exposure'))).toEqual([]);
  });

  test('a switch that a new resource has is no news, a condition that hides one is', async () => {
    const variables = variable('p', 'false');
    expect(await exposed(null, 'var.p', variables)).toEqual([]);
    const [first] = await exposed(null, 'var.p ? true : false', variables);
    expect(first).toMatch(/^main.tf:2 public-exposure high: If var.p is true: /);
  });

  test('whether there is one at all is what a switch is for', async () => {
    const table = (count: string): { readonly 'main.tf': string } => ({
      'main.tf': `${variable('keep', 'true')}resource "aws_dynamodb_table" "x" {\n${count}  name = "x"\n}\n`,
    });
    const found = await findingsBetween(table(''), table('  count = var.keep ? 1 : 0\n'));
    expect(found.filter((line) => line.includes('If var'))).toEqual([]);
  });

  test('says it of a policy', async () => {
    const attach = (arn: string): { readonly 'main.tf': string } => ({
      'main.tf': `${variable('p', 'false')}resource "aws_iam_role_policy_attachment" "x" {\n  role       = "ci"\n  policy_arn = ${arn}\n}\n`,
    });
    const read = '"arn:aws:iam::aws:policy/ReadOnlyAccess"';
    const admin = '"arn:aws:iam::aws:policy/AdministratorAccess"';
    const found = await findingsBetween(attach(read), attach(`var.p ? ${admin} : ${read}`));
    expect(found).toContain(
      'main.tf:6 iam-access-grows high: If var.p is true: Every action on every resource is now allowed.',
    );
  });
});

test('a flag that is called sensitive is seen, and a text is not', async () => {
  const found = await findingsBetween(db('false'), db('sensitive(true)'));
  expect(found).toEqual([`main.tf:2 public-exposure high: ${OPEN}`]);
  const hidden = await findingsBetween(db('false'), db('sensitive("true")'));
  expect(hidden.join(' ')).not.toContain('reachable');
});
