// What `for` makes of what is known.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn, summaryOf } from '../projects.ts';
import { resolve, source } from './resolve.ts';

const DEFINITIONS = `
variable "open" {}
locals {
  ids  = ["1", "2"]
  map  = { b = { on = true, c = "x" }, a = { on = false, c = "y" } }
  pass = { password = "hunter2" }
}
`;

describe('for', () => {
  it.each<[string, JsonValue]>([
    ['[for id in local.ids : "arn:${id}:root"]', ['arn:1:root', 'arn:2:root']],
    ['[for i, id in local.ids : "${i}${id}"]', ['01', '12']],
    ['[for k, v in local.map : "${k}${v.c}"]', ['ay', 'bx']],
    ['[for k, v in local.map : k if v.on]', ['b']],
    ['{ for k, v in local.map : v.c => k }', { 'p.x': 'b', 'p.y': 'a' }],
    ['{ for v in local.ids : "k" => v... }', { 'p.k': ['1', '2'] }],
    [
      '[for a in local.ids : [for b in local.ids : "${a}${b}"]]',
      [
        ['11', '12'],
        ['21', '22'],
      ],
    ],
    ['flatten([for k, v in local.map : [for id in local.ids : "${k}${id}"]])', ['a1', 'a2', 'b1', 'b2']],
    ['[for id in local.ids : aws_x.y.z]', [source('aws_x.y.z'), source('aws_x.y.z')]],
    ['[for local in local.ids : local]', ['1', '2']],
  ])('%s', (expression, expected) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(expected);
  });

  it.each([
    '[for x in var.open : x]',
    '[for id in local.ids : id if var.open]',
    '{ for id in local.ids : var.open => id }',
    '{ for id in local.ids : "k" => id }',
  ])('%s stays as it is written', (expression) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(source(expression));
  });
});

it('what is unknown in it changes with what is known in it', () => {
  const main = (id: string): string =>
    `locals {\n  ids = ["${id}"]\n}\nresource "aws_x" "r" {\n  p = [for id in local.ids : "\${id}-\${aws_y.z.id}"]\n}\n`;
  const seen = summaryOf(changesIn({ 'main.tf': main('1') }, { 'main.tf': main('2') }));
  expect(seen.some((line) => line.startsWith('update aws_x.r'))).toBe(true);
});

it('too many rounds are not gone', () => {
  const list = `[${Array.from({ length: 300 }, (_, index) => index).join(', ')}]`;
  const definitions = `locals {\n  l = ${list}\n}\n`;
  const expression = '[for a in local.l : [for b in local.l : [for c in local.l : 1]]]';
  expect(resolve(expression, definitions)).toEqual(source(expression));
});
