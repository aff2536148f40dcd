// Type constraints of variables, where they change what a value is.
import { expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { resolve, source } from './resolve.ts';

it.each<[string, string, JsonValue | undefined]>([
  ['string', '8080', '8080'],
  ['string', 'true', 'true'],
  ['string', 'null', undefined],
  ['number', '"12"', 12],
  ['number', '"1.5"', 1.5],
  ['number', '"a"', source('var.it')],
  ['number', 'true', source('var.it')],
  ['bool', '"false"', false],
  ['bool', '"yes"', source('var.it')],
  ['bool', '1', source('var.it')],
  ['any', '"12"', '12'],
  ['list(string)', '[1, "b"]', ['1', 'b']],
  ['list( string )', '[1]', ['1']],
  ['set(string)', '["b", "a", "b"]', ['a', 'b']],
  ['set(number)', '["2", "1"]', [2, 1]],
  ['map(string)', '{ a = 1 }', { 'p.a': '1' }],
  ['map(string)', '[1]', source('var.it')],
  ['list(string)', '{ a = 1 }', source('var.it')],
  ['string', '[1]', source('var.it')],
  ['list(string)', '[["a"]]', [['a']]],
  ['object({ a = string })', '{ a = 1, b = 2 }', { 'p.a': '1' }],
  ['list(object({ a = number }))', '[{ a = "1", b = 2 }]', [{ a: 1 }]],
  ['tuple([string, number])', '[1, "2"]', ['1', 2]],
])('%s of %s', (type, value, expected) => {
  const definitions = `variable "it" {\n  type = ${type}\n  default = ${value}\n}\n`;
  expect(resolve('var.it', definitions)).toEqual(expected);
});

it('a number of another form stays unknown as text', () => {
  const definitions = 'variable "it" {\n  type = string\n  default = 0.0000001\n}\n';
  expect(resolve('var.it', definitions)).toEqual(source('var.it'));
});

it('types in JSON syntax are the same', () => {
  const more = {
    'v.tf.json':
      '{"variable": {"it": {"type": "number", "default": "12"}, "no": {"type": ["x"], "default": 1}}}',
  };
  expect(resolve('[var.it, var.no]', '', more)).toEqual([12, 1]);
});
