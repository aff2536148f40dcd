// Optional members and their defaults, however deep, in HCL and JSON.
import { describe, expect, it, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';
import { resolve, source } from './resolve.ts';

const given = (type: string, value: string): string =>
  `variable "it" {\n  type    = ${type}\n  default = ${value}\n}\n`;

describe('what an optional member is where it is left out', () => {
  it.each<[string, string, string, JsonValue | undefined]>([
    ['its default', 'object({ a = optional(string, "x") })', '{}', 'x'],
    ['its default where it is null', 'object({ a = optional(string, "x") })', '{ a = null }', 'x'],
    ['its default as its type takes it', 'object({ a = optional(string, 1) })', '{}', '1'],
    ['null without a default', 'object({ a = optional(string) })', '{}', undefined],
    ['what is given', 'object({ a = optional(string, "x") })', '{ a = "y" }', 'y'],
    ['unknown where it must be there', 'object({ a = string })', '{}', source('var.it.a')],
    ['null where it must be there and is null', 'object({ a = string })', '{ a = null }', undefined],
  ])('%s', (_name, type, value, expected) => {
    expect(resolve('var.it.a', given(type, value))).toEqual(expected);
  });

  it.each<[string, string, string, string]>([
    [
      'in an object',
      'object({ b = optional(object({ a = optional(string, "x") }), {}) })',
      '{}',
      'var.it.b.a',
    ],
    ['in a map', 'map(object({ a = optional(string, "x") }))', '{ k = {} }', 'var.it.k.a'],
    ['in a list', 'list(object({ a = optional(string, "x") }))', '[{}]', 'var.it[0].a'],
    ['in a type over several lines', 'object({\n    a = optional(string, "x") # why\n  })', '{}', 'var.it.a'],
  ])('%s', (_name, type, value, expression) => {
    expect(resolve(expression, given(type, value))).toBe('x');
  });
});

test('a default in the type of a module is a change of what reads it', () => {
  const tree = (cidr: string): Tree => ({
    'main.tf': 'module "m" {\n  source = "./m"\n  cfg    = {}\n}\n',
    'm/main.tf': `variable "cfg" {\n  type = object({ c = optional(string, "${cidr}") })\n}\nresource "aws_x" "r" {\n  p = var.cfg.c\n}\n`,
  });
  expect(summaryOf(changesIn(tree('10.0.0.0/8'), tree('0.0.0.0/0')))).toContain(
    'update module.m.aws_x.r at m/main.tf:4 in main.tf { p: "10.0.0.0/8" -> "0.0.0.0/0" }',
  );
});

test('values of a variables file are filled in as well', () => {
  const tree = (cidr: string): Tree => ({
    'main.tf': `variable "rules" {\n  type = map(object({ c = optional(string, "${cidr}") }))\n}\nresource "aws_x" "r" {\n  p = var.rules["a"].c\n}\n`,
    'terraform.tfvars': 'rules = { a = {} }\n',
  });
  expect(summaryOf(changesIn(tree('10.0.0.0/8'), tree('0.0.0.0/0')))).toContain(
    'update aws_x.r at main.tf:4 { p: "10.0.0.0/8" -> "0.0.0.0/0" }',
  );
});

test('a type in JSON', () => {
  const variable = { it: { type: 'object({ a = optional(string, "x") })', default: {} } };
  const more = { 'v.tf.json': JSON.stringify({ variable }) };
  const text = 'resource "aws_x" "it" {\n  p = var.it.a\n}\n';
  const [created] = changesIn(more, { ...more, 'main.tf': text });
  expect(created?.after?.['p']?.value).toBe('x');
});
