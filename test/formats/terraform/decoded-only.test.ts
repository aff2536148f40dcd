// How a configuration reads a file, each against the case that differs in one call.
import { describe, expect, it } from 'vitest';
import { isOnlyDecoded } from '../../../src/formats/terraform/decoded-only.ts';

const FILE = '"${path.module}/rules.yaml"';

describe('a file is only decoded where the configuration', () => {
  it.each([
    ['decodes it', `locals { r = yamldecode(file(${FILE})) }`, true],
    ['decodes it on a line of its own', `locals { r = jsondecode(\n  file(${FILE})\n) }`, true],
    [
      'lists it and decodes it',
      'locals { r = { for f in fileset(path.module, "*.yaml") : f => yamldecode(file("${path.module}/${f}")) } }',
      true,
    ],
    ['takes its text', `resource "x" "y" { user_data = file(${FILE}) }`, false],
    ['takes its text as well', `locals {\n r = yamldecode(file(${FILE}))\n t = file(${FILE})\n}`, false],
    ['fills it in first', `locals { r = yamldecode(templatefile(${FILE}, {})) }`, false],
    ['takes its digest', `locals {\n r = yamldecode(file(${FILE}))\n d = filemd5(${FILE})\n}`, false],
    [
      'uploads it',
      `resource "aws_s3_object" "x" {\n source = ${FILE}\n}\nlocals { r = yamldecode(file(${FILE})) }`,
      false,
    ],
    [
      'uploads it under a plain path',
      `resource "aws_s3_object" "x" {\n source = "./rules.yaml"\n}\nlocals { r = yamldecode(file("rules.yaml")) }`,
      false,
    ],
    [
      'uploads what it lists',
      'resource "aws_s3_object" "x" {\n for_each = fileset(path.module, "*.yaml")\n source = "${path.module}/${each.value}"\n}',
      false,
    ],
    ['names it beside a call that computes its path', `locals {\n p = ${FILE}\n r = file(local.p)\n}`, false],
  ])('%s', (_name, text, expected) => {
    expect(isOnlyDecoded('m/main.tf', text, 'm/rules.yaml')).toBe(expected);
  });
});
