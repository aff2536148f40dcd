// Which expressions are the same whatever their layout, and which only look alike.
import { expect, it } from 'vitest';
import { expressionKey } from '../../../src/formats/hcl/expression-key.ts';
import { parseHcl } from '../../../src/formats/hcl/parse.ts';

function keyOf(source: string): string {
  const text = `a = ${source}\n`;
  const parsed = parseHcl(text);
  const [attribute] = parsed.kind === 'ok' ? parsed.body.attributes : [];
  if (attribute === undefined) throw new Error(`no HCL: ${source}`);
  return expressionKey(attribute.expression, text);
}

it.each([
  ['f(a,b)', 'f( a, # c\n b, )'],
  ['p::f()', 'p :: f( )'],
  ['(x ? 1 : 2)', 'x ? 1 : 2'],
  ['(a * b) + c', 'a*b+c'],
  ['{ a = f(1), b = 2 }', '{ a : f(1)\n b = 2\n}'],
  ['{ "a" = 1 }', '{ a = 1 }'],
  ['"${ a }"', '"${a}"'],
  ['"a\\u0062"', '"ab"'],
  ['"${a ~} b"', '"${a}b"'],
  ['"${a}\\n"', '<<E\n${a}\nE'],
  ['<<E\n${a}\nE', '<<-EOT\n  ${a}\n  EOT'],
  ['[for k, v in a : v if k]', '[\nfor k,v in a:\nv if k\n]'],
  ['a[ 0 ]', 'a[0]'],
])('%s is %s', (one, other) => {
  expect(keyOf(one)).toBe(keyOf(other));
});

it.each([
  ['[a, -b]', '[a - b]'],
  ['"${a} "', '"${a}"'],
  ['"${a}"', 'a'],
  ['"${a}"', '"${a ~} "'],
  ['"${a}"', '"${"${a}"}"'],
  ['"a${b}"', '"a$${b}"'],
  ['a + b * c', '(a + b) * c'],
  ['a - b - c', 'a - (b - c)'],
  ['a ? b : c', 'a ? c : b'],
  ['f("a b")', 'f("ab")'],
  ['f(a)', 'f(a...)'],
  ['f(a)', 'g(a)'],
  ['"1"', '1'],
  ['true', '"true"'],
  ['null', '"null"'],
  ['1.0', '1'],
  ['a', '"a"'],
  ['{ (a) = 1 }', '{ a = 1 }'],
  ['{ a = 1, b = 2 }', '{ a = 2, b = 1 }'],
  ['a.b', 'a["b"]'],
  ['a.*.b', 'a[*].b'],
  ['a.*.b[0]', 'a.*.b.0'],
  ['(a.*.b).c', 'a.*.b.c'],
  ['!a', '-a'],
  ['[for a in b : a]', '[for b in b : a]'],
  ['[for a in b : a]', '[for a in b : a if a]'],
  ['{for a in b : a => a}', '{for a in b : a => a...}'],
  ['{for a in b : a => c}', '{for a in b : c => a}'],
  ['"%{ if a }b%{ endif }"', '"%{ if a }c%{ endif }"'],
  ['"%{ if a }\\n%{ endif }\\n"', '<<E\n%{ if a }\\n%{ endif }\nE'],
])('%s is not %s', (one, other) => {
  expect(keyOf(one)).not.toBe(keyOf(other));
});
