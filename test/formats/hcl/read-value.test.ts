// Which expressions are values, which stay source, and which are equal whatever their layout.
import { beforeAll, expect, it } from 'vitest';
import { loadHclParser } from '../../../src/adapters/parsers/load-hcl-parser.ts';
import type { HclParser } from '../../../src/formats/index.ts';
import { toJson } from '../../../src/formats/hcl/value.ts';
import type { JsonValue } from '../../../src/model/json.ts';

let hcl: HclParser;
beforeAll(async () => {
  hcl = await loadHclParser(() => undefined);
});

async function read(source: string, use: 'compare' | 'show'): Promise<JsonValue> {
  const parsed = await hcl.parse(`a = ${source}\n`);
  const [attribute] = parsed.kind === 'ok' ? parsed.body.attributes : [];
  return attribute === undefined ? 'unreadable' : toJson(attribute.value(), use);
}

it.each<[source: string, shown: JsonValue]>([
  ['"a\\tb\\u00e9\\"$${c}"', 'a\tbé"${c}'],

  ['  " x ${y}  z "', { expression: '" x ${y}  z "' }],
  ['-1.5', -1.5],
  ['1.5e3', 1500],
  ['1e-3', 0.001],
  ['[1e3, x1e3, "1e3"]', [1000, { expression: 'x1e3' }, '1e3']],
  ['12345678901234567890', { expression: '12345678901234567890' }],
  ['true', true],
  ['null', null],
  ['("x")', 'x'],
  ['[1, "b", var.c, [null]]', [1, 'b', { expression: 'var.c' }, [null]]],
  ['{ b = 1, "a" : x.y }', { a: { expression: 'x.y' }, b: 1 }],
  ['{ (x) = 1 }', { expression: '{ (x) = 1 }' }],
  ['{ a = 1, a = 2 }', { expression: '{ a = 1, a = 2 }' }],
  ['{ expression = "x" }', { expression: '{ expression = "x" }' }],
  ['jsonencode({ b = [1], a = x })', '{"a":{"expression":"x"},"b":[1]}'],
  ['jsonencode(var.x)', { expression: 'jsonencode(var.x)' }],
  ['f(a, # why\n  {\n b = 1\n c = 2\n }...)', { expression: 'f(a, { b = 1, c = 2 }...)' }],
  ['g({ db_password = "p", on = true })', { expression: 'g({ db_password = "(sensitive)", on = true })' }],
  ['<<EOT\n a\\n\n$${b}\nEOT', ' a\\n\n${b}\n'],
  ['<<-EOT\n    a\n      b\n  EOT', 'a\n  b\n'],
  ['<<EOT\nEOT', ''],
])('%s', async (source, shown) => {
  expect(await read(source, 'show')).toEqual(shown);
});

it.each<[one: string, other: string, equal: boolean]>([
  ['f(a,b)', 'f( a, b, )', true],
  ['(x ? 1 : 2)', 'x ? 1 : 2', true],
  ['{ a = f(1), b = 2 }', '{ b = 2\n a : f(1) }', true],
  ['[a, -b]', '[a - b]', false],
  ['"${a} "', '"${a}"', false],
  ['"${ a }"', '"${a}"', true],
  ['a + b * c', '(a + b) * c', false],
  ['a ? b : c', 'a ? c : b', false],
  ['f("a b")', 'f("ab")', false],
  ['"1"', '1', false],
])('%s and %s: equal is %s for the third', async (one, other, equal) => {
  const [left, right] = [await read(one, 'compare'), await read(other, 'compare')];
  expect(left).not.toBe('unreadable');
  expect(JSON.stringify(left) === JSON.stringify(right)).toBe(equal);
});
