// The budget of the parser: hostile texts end in time and without a stack overflow. Quadratic work would outlast the timeout.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { parseHcl } from '../../../src/formats/hcl/parse.ts';

const PREFIXES = ['', 'a = ', 'a = (', 'a = [', 'a = {\n', 'a = "', 'a = "${', 'a {\n', 'a "'];
const HEREDOCS = ['a = <<E\n', 'a = <<-E\n', 'a = <<E\n${'];
const WORDS = [
  '[ ( { ! - " \\ ${ %{ $${ "${ ${a} ${~a~} << <<A a. a[ a[0] .* [*] .a .0 a? a?b: a, a= a={ a( a:: 1 1. 1e 1.. ...',
  '= => < && a+ a|| a== 1, # // /* /**/ */ \u00a0 \ufeff é 名 𝒳 e\u0301 $ % ~ ~} } ] )',
];
const PHRASES = [
  '%{if a}|%{if a}%{endif}|%{for a in b}|for a in |[for a in |{for a in |<<A\n|<<-A\n|<<A\nA\n|a\n|a{\n|a{}\n',
  '#\n|\n|\r\n| |\t|\n E',
];
const UNITS = WORDS.flatMap((words) => words.split(' ')).concat(PHRASES.flatMap((words) => words.split('|')));

describe.each(PREFIXES.concat(HEREDOCS))('a megabyte behind %j', (prefix) => {
  it.each(UNITS)('of %j', (unit) => {
    const text = prefix + unit.repeat(Math.floor(LIMITS.fileBytes / unit.length));
    const parsed = parseHcl(text);
    const line = parsed.kind === 'problem' ? (parsed.problem.line ?? 0) : 1;
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(text.split('\n').length);
  });
});

it('a text without hostility, as long as allowed, is read', () => {
  const block = 'resource "a_b" "c" {\n  d = "${var.e}-f"\n  tags = { Name = local.g[0] }\n}\n';
  const parsed = parseHcl(block.repeat(Math.floor(LIMITS.fileBytes / block.length)));
  expect(parsed.kind === 'ok' ? parsed.body.blocks.length : parsed).toBe(
    Math.floor(LIMITS.fileBytes / block.length),
  );
});
