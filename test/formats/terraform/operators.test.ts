// Operators as Terraform applies them to what is known.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { resolve, source } from './resolve.ts';

const DEFINITIONS =
  'variable "open" {}\nvariable "t" {\n  default = "true"\n}\nvariable "hidden" {\n  default = "hunter2"\n  sensitive = true\n}\n';

describe('computed', () => {
  it.each<[string, JsonValue]>([
    ['1 + 2', 3],
    ['5 - 7', -2],
    ['2 * 3', 6],
    ['7 % 4', 3],
    ['-(1 + 2)', -3],
    ['1 < 2', true],
    ['2 <= 1', false],
    ['2 > 1', true],
    ['1 >= 2', false],
    ['1 == 1', true],
    ['1 == "1"', false],
    ['"a" != "b"', true],
    ['null == null', true],
    ['[1] == null', false],
    ['null != {}', true],
    ['!true', false],
    ['!var.t', false],
    ['true && true', true],
    ['false && var.open', false],
    ['var.open || true', true],
    ['false || false', false],
    ['var.t ? "yes" : "no"', 'yes'],
  ])('%s', (expression, expected) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(expected);
  });
});

describe('left as they are', () => {
  it.each([
    '1 / 3',
    '0.1 + 0.2',
    '9007199254740991 + 1',
    '1 + "2"',
    '1 + var.open',
    'var.open == 1',
    'var.open == null',
    '[1] == [1]',
    'true && var.open',
    'var.open || false',
    '!var.open',
    '-"a"',
    '"a" < "b"',
    'var.hidden == "hunter2"',
    'var.hidden == "hunter2" ? 1 : 2',
  ])('%s', (expression) => {
    expect(resolve(expression, DEFINITIONS)).toEqual(source(expression));
  });
});
