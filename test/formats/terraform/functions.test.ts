// Functions of what is known, by Terraform's documentation, and what is left alone.
import { expect, it, describe } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { resolve, source } from './resolve.ts';

const DEFINITIONS =
  'locals {\n  secret = "x"\n  api_token = "hunter2"\n  o = { password = "hunter2", b = 1 }\n}\nvariable "open" {}\nvariable "hidden" {\n  default = ["hunter2"]\n  sensitive = true\n}\n';

describe('computed', () => {
  it.each<[string, JsonValue | undefined]>([
    ['coalesce(null, "", "a", "b")', 'a'],
    ['compact(["a", "", null, "b"])', ['a', 'b']],
    ['concat([1], ["a"], [])', [1, 'a']],
    ['concat([1], [aws_x.y.z])', [1, source('aws_x.y.z')]],
    ['contains(["a", 1], "a")', true],
    ['contains(["a"], "b")', false],
    ['contains(["a", aws_x.y.z], "a")', true],
    ['distinct(["a", "b", "a"])', ['a', 'b']],
    ['element(["a", "b"], 3)', 'b'],
    ['flatten([[1, [2]], [], 3])', [1, 2, 3]],
    ['format("%s-%d%%", "a", 7)', 'a-7%'],
    ['join("-", ["a", 1], ["b"])', 'a-1-b'],
    ['jsonencode([1])', '[1]'],
    ['keys({ b = 1, a = 2 })', ['a', 'b']],
    ['length([1, 2])', 2],
    ['length({ a = 1 })', 1],
    ['length("abc")', 3],
    ['lookup({ a = 1 }, "a", 2)', 1],
    ['lookup({ a = 1 }, "b", 2)', 2],
    ['lower("AbC")', 'abc'],
    ['merge({ a = 1, b = 1 }, null, { b = 2 })', { 'p.a': 1, 'p.b': 2 }],
    ['split(",", "a,b")', ['a', 'b']],
    ['tobool("true")', true],
    ['tolist(["a"])', ['a']],
    ['tomap({ a = 1 })', { 'p.a': 1 }],
    ['tonumber("12")', 12],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['toset([aws_x.y.z])', [source('aws_x.y.z')]],
    ['tostring(12)', '12'],
    ['try("a", "b")', 'a'],
    ['upper("abc")', 'ABC'],
    ['values({ b = 1, a = 2 })', [2, 1]],
    ['values({ a = aws_x.y.z })', [source('aws_x.y.z')]],
    ['jsondecode(jsonencode({ a = [1] })).a', [1]],
    ['alltrue([true, "true"])', true],
    ['alltrue([aws_x.y.z, false])', false],
    ['anytrue([false, aws_x.y.z, true])', true],
    ['chomp("a\\n")', 'a'],
    ['coalescelist([], ["a"])', ['a']],
    ['endswith("ab", "b")', true],
    ['max(1, 3, 2)', 3],
    ['min(2, 1)', 1],
    ['one(["a"])', 'a'],
    ['one([])', undefined],
    ['range(3)', [0, 1, 2]],
    ['range(1, 3)', [1, 2]],
    ['replace("a.b.c", ".", "$&")', 'a$&b$&c'],
    ['reverse(["a", "b"])', ['b', 'a']],
    ['setintersection(["a", "b"], ["b"])', ['b']],
    [
      'setproduct(["a"], ["x", "y"])',
      [
        ['a', 'x'],
        ['a', 'y'],
      ],
    ],
    ['setsubtract(["a", "b"], ["b"])', ['a']],
    ['setunion(["b"], ["a", "b"])', ['a', 'b']],
    ['slice(["a", "b", "c"], 1, 3)', ['b', 'c']],
    ['sort(["b", "a", "a"])', ['a', 'a', 'b']],
    ['startswith("ab", "a")', true],
    ['strcontains("abc", "b")', true],
    ['substr("abcd", 1, 2)', 'bc'],
    ['substr("abcd", 1, -1)', 'bcd'],
    ['trim("--a-", "-")', 'a'],
    ['trimprefix("ab", "a")', 'b'],
    ['trimspace(" a ")', 'a'],
    ['trimsuffix("ab", "b")', 'a'],
    ['zipmap(["a", "b"], [1, aws_x.y.z])', { 'p.a': 1, 'p.b': source('aws_x.y.z') }],
  ])('%s', (expression, expected) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(expected);
  });
});

describe('left as they are', () => {
  it.each([
    'coalesce(var.open, "a")',
    'coalesce(null, "")',
    'compact([aws_x.y.z])',
    'compact(var.open)',
    'concat([1], var.open)',
    'alltrue([true, aws_x.y.z])',
    // What it hides would not show as a secret any more.
    'base64encode("PASSWORD=x")',
    'coalescelist(var.open, ["a"])',
    'max(1, "2")',
    'one(["a", "b"])',
    'range(10, 1)',
    'range(100000)',
    'replace("abc", "/b/", "x")',
    'setproduct(["a"], var.open)',
    'setunion(["a"], [aws_x.y.z])',
    'slice(["a"], 0, 2)',
    'substr("abc", -1, 1)',
    'jsondecode("{}")',
    'zipmap(["a"], [])',
    'zipmap(["json"], [1])',
    'concat(1)',
    'contains(["b", aws_x.y.z], "a")',
    'contains(["a"], var.open)',
    'contains(var.open, "a")',
    'distinct([aws_x.y.z])',
    'distinct(var.open)',
    'element([], 0)',
    'element(["a"], -1)',
    'element(["a"], var.open)',
    'element(var.open, 0)',
    'flatten([aws_x.y.z])',
    'flatten(var.open)',
    'flatten([[aws_x.y.z]])',
    'format("%s")',
    'format("%s", "a", "b")',
    'format("%q", "a")',
    'format("%d", "a")',
    'format("%5s", "a")',
    'format("%s", aws_x.y.z)',
    'format(var.open)',
    'join(var.open, ["a"])',
    'join("-", var.open)',
    'join("-", [aws_x.y.z])',
    'jsonencode("a")',
    'jsonencode(var.open)',
    'keys(var.open)',
    'length("ä")',
    'length(1)',
    'length()',
    'lookup({ a = 1 }, "b")',
    'lookup({ a = 1 }, var.open, 2)',
    'lookup({ a = aws_x.y.z }, "a", 2)',
    'lookup(var.open, "a", 2)',
    'lower("Ä")',
    'lower(var.open)',
    'merge({ a = 1 }, var.open)',
    'split("", "a")',
    'split(",", var.open)',
    'tobool("yes")',
    'tobool()',
    'tolist(var.open)',
    'tomap(var.open)',
    'tonumber("a")',
    'tonumber()',
    'toset("a")',
    'tostring([])',
    'tostring()',
    'tostring(var.open)',
    'try(var.open, "a")',
    'try([aws_x.y.z], [])',
    'try()',
    'upper(null)',
    'values(var.open)',
    'timestamp()',
    'constructor()',
    'toString()',
    'provider::aws::arn_parse("x")',
  ])('%s', (expression) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(source(expression));
  });
});

it.each([
  'join(",", values(local.o))',
  'lookup(local.o, "password", "")',
  'element(values(local.o), 1)',
  'upper(local.api_token)',
  'format("%s", local.o.password)',
  '"x-${local.o.password}"',
  'join(",", var.hidden)',
  'length(var.hidden)',
])('%s shows no secret', (expression) => {
  expect([source(expression), '(sensitive)']).toContainEqual(resolve(expression, DEFINITIONS));
});

it('computes with no more than so much', () => {
  const list = `[${'1, '.repeat(3_000)}1]`;
  const definitions = `locals {\n  list = ${list}\n  text = "${'x'.repeat(60_000)}"\n}\n`;
  expect(resolve('length(local.list)', definitions)).toBe(3_001);
  expect(resolve('length(concat(local.list, local.list))', definitions)).toEqual(
    source('length(concat(local.list, local.list))'),
  );
  expect(resolve('join("", [local.text, local.text])', definitions)).toEqual(
    source('join("", [local.text, local.text])'),
  );
  expect(resolve('length(split("x", local.text))', definitions)).toEqual(
    source('length(split("x", local.text))'),
  );
});
