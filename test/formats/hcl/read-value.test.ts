// Which expressions are values, which stay source, and which are equal whatever their layout.
import { expect, it } from 'vitest';
import { parseHcl } from '../../../src/formats/hcl/parse.ts';
import { toJson } from '../../../src/formats/hcl/value.ts';
import type { JsonValue } from '../../../src/model/json.ts';

function read(source: string, use: 'compare' | 'show'): JsonValue {
  const parsed = parseHcl(`a = ${source}\n`);
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
  ['var.x["a"]', { expression: 'var.x["a"]' }],
  ['local.x["a"].b[0]', { expression: 'local.x["a"].b[0]' }],
  ['module.m["k"].out', { expression: 'module.m["k"].out' }],
  ['a.b[var.x["k"]].c["}"].d.0', { expression: 'a.b[var.x["k"]].c["}"].d.0' }],
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
])('%s', (source, shown) => {
  expect(read(source, 'show')).toEqual(shown);
});
