// Which files are read together, told by their text alone.
import { expect, it } from 'vitest';
import type { FileSide } from '../../../src/model/files.ts';
import { isTerraformPath, terraformProjects } from '../../../src/formats/terraform/projects.ts';
import { textSide } from '../cases.ts';
import { changesBetween } from '../projects.ts';
import type { Tree } from '../projects.ts';

it.each([
  ['main.tf', true],
  ['a/b.tofu', true],
  ['x.TF', true],
  ['x.tf.json', true],
  ['x.tofu.json', true],
  ['x.tfvars', true],
  ['x.auto.tfvars.json', true],
  ['x.tftest.hcl', false],
  ['x.tfstate', false],
  ['tf', false],
  ['x.tf.txt', false],
])('%s is Terraform: %s', (path, expected) => {
  expect(isTerraformPath(path)).toBe(expected);
});

function grouped(before: Tree, after: Tree, links: readonly FileSide[] = []): readonly unknown[] {
  const { changes, around } = changesBetween(before, after);
  const { projects, others } = terraformProjects(changes, [...around, ...links]);
  const paths = (sides: readonly (FileSide | null)[]): readonly string[] =>
    sides.flatMap((side) => side?.path ?? []);
  return [
    ...projects.map((project) => [
      paths(project.changes.map(({ after: side }) => side)),
      paths(project.around),
    ]),
    paths(others.map(({ after: side }) => side)),
  ];
}

const call = 'module "m" {\n  source = "../m"\n}\n';

it('folders that call each other are one project, and others are not', () => {
  const before = { 'a/x.tf': call, 'b/x.tf': call, 'm/x.tf': '', 'c/x.tf': '', 'd/x.tf': '', 'e.txt': '' };
  expect(
    grouped(before, { ...before, 'a/x.tf': `${call}# new\n`, 'c/x.tf': '# new\n', 'e.txt': 'new' }),
  ).toEqual([[['a/x.tf'], ['b/x.tf', 'm/x.tf']], [['c/x.tf'], []], ['e.txt']]);
});

it('a link joins its folder with what it leads to', () => {
  const link: FileSide = {
    path: 'prod/x.tf',
    mode: '120000',
    blob: 'b'.repeat(40),
    content: { kind: 'symlink', target: '../common/x.tf' },
  };
  expect(grouped({ 'common/x.tf': '' }, { 'common/x.tf': '# new\n' }, [link])).toEqual([
    [['common/x.tf'], ['prod/x.tf']],
    [],
  ]);
  expect(textSide('x', null)).toBeNull();
});
