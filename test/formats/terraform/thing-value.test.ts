// What blocks read of each other.
import { describe, expect, it, test } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const seen = (before: Tree, after: Tree): readonly string[] =>
  summaryOf(changesIn(before, after)).filter((line) => line.includes(' aws_q.r '));
const tree = (other: string, expression: string): Tree => ({
  'main.tf': `resource "aws_q" "r" {\n  p = ${expression}\n}\n${other}\n`,
});

describe('an argument of another block is its value', () => {
  it.each<[string, (value: string) => string, string]>([
    ['of a resource', (v) => `resource "aws_vpc" "v" {\n  cidr_block = ${v}\n}`, 'aws_vpc.v.cidr_block'],
    ['inside of it', (v) => `resource "aws_vpc" "v" {\n  tags = { c = ${v} }\n}`, 'aws_vpc.v.tags["c"]'],
    ['of one of several', (v) => `resource "aws_vpc" "v" {\n  count = 1\n  c = ${v}\n}`, 'aws_vpc.v[0].c'],
    [
      'by key',
      (v) => `resource "aws_vpc" "v" {\n  for_each = { k = ${v} }\n  c = each.value\n}`,
      'aws_vpc.v["k"].c',
    ],
    [
      'given back by terraform_data',
      (v) => `resource "terraform_data" "v" {\n  input = { c = ${v} }\n}`,
      'terraform_data.v.output.c',
    ],
    ['of a data source', (v) => `data "aws_iam_policy" "v" {\n  arn = ${v}\n}`, 'data.aws_iam_policy.v.arn'],
    [
      'tags of a role',
      (v) => `resource "aws_iam_role" "v" {\n  tags = { c = ${v} }\n}`,
      'aws_iam_role.v.tags.c',
    ],
  ])('%s', (_name, other, expression) => {
    expect(seen(tree(other('"a"'), expression), tree(other('"b"'), expression))).toEqual([
      'update aws_q.r at main.tf:1 { p: "a" -> "b" }',
    ]);
  });
});

describe('what a data source finds depends on all that it is told', () => {
  it.each<[string, (value: string) => string, string]>([
    ['an argument', (v) => `data "aws_ami" "d" {\n  owners = [${v}]\n}`, 'data.aws_ami.d.id'],
    [
      'a nested block',
      (v) => `data "aws_ami" "d" {\n  filter {\n    values = [${v}]\n  }\n}`,
      '"x-${data.aws_ami.d.id}"',
    ],
    [
      'one of several in a loop',
      (v) => `data "aws_ami" "d" {\n  for_each = { k = ${v} }\n  c = each.value\n}`,
      '[for s in data.aws_ami.d : s.id]',
    ],
    [
      'another data source',
      (v) =>
        `data "aws_vpc" "v" {\n  tags = { n = ${v} }\n}\ndata "aws_ami" "d" {\n  x = data.aws_vpc.v.id\n}`,
      'data.aws_ami.d.id',
    ],
    [
      'a local, through a local',
      (v) =>
        `locals {\n  o = ${v}\n  id = data.aws_ami.d.id\n}\ndata "aws_ami" "d" {\n  owners = [local.o]\n}`,
      'local.id',
    ],
  ])('%s', (_name, other, expression) => {
    expect(seen(tree(other('"a"'), expression), tree(other('"b"'), expression))).toHaveLength(1);
  });

  test('not on what it only waits for', () => {
    const other = (v: string): string => `data "aws_ami" "d" {\n  depends_on = [aws_x.${v}]\n}`;
    expect(seen(tree(other('a'), 'data.aws_ami.d.id'), tree(other('b'), 'data.aws_ami.d.id'))).toEqual([]);
  });
});

describe('a reference that means a thing stays a reference', () => {
  it.each<[string, (value: string) => string, string]>([
    ['its id', (v) => `resource "aws_vpc" "v" {\n  cidr_block = "${v}"\n}`, 'aws_vpc.v.id'],
    ['its name', (v) => `resource "aws_db" "v" {\n  name = "${v}"\n}`, 'aws_db.v.name'],
    ['a role', (v) => `resource "aws_iam_role" "v" {\n  path = "/${v}/"\n}`, 'aws_iam_role.v.path'],
    [
      'ids in a loop',
      (v) => `resource "aws_subnet" "v" {\n  for_each = { k = "${v}" }\n  c = each.value\n}`,
      '[for s in aws_subnet.v : s.id]',
    ],
    [
      'a policy document, which is read in its own block',
      (v) => `data "aws_iam_policy_document" "v" {\n  version = "${v}"\n}`,
      'data.aws_iam_policy_document.v.json',
    ],
  ])('%s', (_name, other, expression) => {
    expect(seen(tree(other('a'), expression), tree(other('b'), expression))).toEqual([]);
  });
});

test('a policy that is found by the name of a powerful one is that policy', () => {
  const other = (name: string): string => `data "aws_iam_policy" "v" {\n  name = "${name}"\n}`;
  const [line = ''] = seen(
    tree(other('ReadOnlyAccess'), 'data.aws_iam_policy.v.arn'),
    tree(other('AdministratorAccess'), 'data.aws_iam_policy.v.arn'),
  );
  expect(line).toContain('-> "arn:aws:iam::aws:policy/AdministratorAccess"');
});

test('what is secret by what the block is stays secret', () => {
  const other = (v: string): string => `resource "aws_ssm_parameter" "v" {\n  value = "${v}"\n}`;
  const [before, after] = ['hunter2a', 'hunter2b'].map((v) => tree(other(v), 'aws_ssm_parameter.v.value'));
  const changes = changesIn(before ?? {}, after ?? {});
  expect(changes.map(({ address }) => address)).toContain('aws_q.r');
  expect(JSON.stringify(changes)).not.toContain('hunter2');
});
