// Expressions as people see them: one line in one layout, no comments, no secret under a secret's name.
import { expect, it } from 'vitest';
import { parseHcl } from '../../../src/formats/hcl/parse.ts';
import { expressionSource } from '../../../src/formats/hcl/render.ts';

function sourceOf(source: string): string {
  const text = `a = ${source}\n`;
  const parsed = parseHcl(text);
  const [attribute] = parsed.kind === 'ok' ? parsed.body.attributes : [];
  return attribute === undefined ? 'no HCL' : expressionSource(attribute.expression, text);
}

it.each([
  ['a  .b [ 0 ] . 1', 'a.b[0]. 1'],
  ['a[*].b', 'a[*].b'],
  ['a.*.b', 'a.*.b'],
  ['a+b*-c', 'a + b * -c'],
  ['( a\n&& !b )', '(a && !b)'],
  ['a?b:c', 'a ? b : c'],
  ['f(a, # why\n  {\n b = 1\n c : 2\n }...)', 'f(a, { b = 1, c = 2 }...)'],
  ['p :: f( )', 'p::f()'],
  ['[ 1,\n2, ]', '[1, 2]'],
  ['{\n}', '{}'],
  ['{ (a) = 1, "b c" = 2 }', '{ (a) = 1, "b c" = 2 }'],
  ['[for a,b in c: d if e]', '[for a, b in c : d if e]'],
  ['{for a in b: c=>d...}', '{ for a in b : c => d... }'],
  [
    '"x ${ a +b } y ${~ c ~}%{ if d } e %{ endif } $${f} \\n"',
    '"x ${a + b} y ${~c~}%{ if d } e %{ endif } $${f} \\n"',
  ],
  ['<<-E\n  x ${ a }\n  E', '<<-E\n  x ${a}\n  E'],
  ['1.50e3', '1.50e3'],
])('%s', (source, shown) => {
  expect(sourceOf(source)).toBe(shown);
});

it.each([
  ['f({ db_password = "p" })', 'f({ db_password = "(sensitive)" })'],
  ['f({ "db_password" : a.b })', 'f({ "db_password" = "(sensitive)" })'],
  ['"${f({ token = "p" })}"', '"${f({ token = "(sensitive)" })}"'],
  ['f({ password_enabled = (true), token = null })', 'f({ password_enabled = (true), token = null })'],
])('masks %s', (source, shown) => {
  expect(sourceOf(source)).toBe(shown);
});
