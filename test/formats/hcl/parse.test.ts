// What is HCL and what is not, with the line: every trap that a lenient or a different reader falls into.
import { describe, expect, it, test } from 'vitest';
import { parseHcl } from '../../../src/formats/hcl/parse.ts';
import { bodyTree } from './tree.ts';

const RESOURCE = 'resource "aws_iam_user" "x" {\n  name = "a"\n}\n';

/** Type and labels of the blocks, or the refusal. */
function headers(text: string): unknown {
  const parsed = parseHcl(text);
  return parsed.kind === 'ok' ? parsed.body.blocks.map(({ type, labels }) => [type, ...labels]) : parsed;
}

/** The value of `a`, as a tree without lines. */
function tree(source: string): unknown {
  const text = `a = ${source}\n`;
  const parsed = parseHcl(text);
  if (parsed.kind === 'problem') return parsed.problem;
  const [[attribute]] = bodyTree(parsed.body, text) as [[[string, number, number, unknown]]];
  const withoutLine = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [kind, second, ...rest] = value.map(withoutLine);
    return typeof kind === 'string' && typeof second === 'number'
      ? [kind, ...rest]
      : [kind, second, ...rest].slice(0, value.length);
  };
  return withoutLine(attribute[3]);
}

describe('refuses, with the line', () => {
  it.each<{ name: string; text: string; line: number; why?: string }>([
    { name: 'two arguments on a line', text: 'a = 1 b = 2\n', line: 1 },
    { name: 'two blocks on a line', text: `${RESOURCE}a {} b {}\n`, line: 4 },
    { name: 'a comment between two arguments on a line', text: 'a = 1 /* \n */ b = 2\n', line: 2 },
    { name: 'members without comma', text: 'a = { x = 1 y = 2 }\n', line: 1 },
    { name: 'a comma on the next line', text: 'a = { x = 1\n, y = 2 }\n', line: 2 },
    { name: 'two commas', text: 'a = [1,, 2]\n', line: 1 },
    { name: 'nothing but a comma', text: 'a = [,]\n', line: 1 },
    { name: 'a member without value', text: 'a = { x }\n', line: 1 },
    { name: 'a member whose value is on the next line', text: 'a = { x =\n1 }\n', line: 1 },
    { name: 'an argument set twice', text: 'r "a" "b" {\n  c = 1\n  c = 2\n}\n', line: 3 },
    { name: 'a block and an argument of one name', text: 'a = 1\na {}\n', line: 2 },
    { name: 'an argument and a block of one name', text: 'a {}\na = 1\n', line: 2 },
    { name: 'blocks with and without labels', text: 'a {}\na "b" {}\n', line: 2 },
    { name: 'a template as label', text: '\nresource "aws_${x}" "evil" {}\n', line: 2 },
    { name: 'a directive as label', text: '\nresource "%{ if a }b%{ endif }" "c" {}\n', line: 2 },
    { name: 'an escaped template as label', text: 'resource "$${x}" "c" {}\n', line: 1 },
    { name: 'a JSON body', text: '{"resource": {"aws_iam_user": {"x": {}}}}\n', line: 1 },
    { name: 'a JSON list', text: '[1]\n', line: 1 },
    { name: 'a space in a label', text: 'resource "a b" "c" {}\n', line: 1 },
    { name: 'a letter beyond ASCII in a label', text: 'variable "π" {}\n', line: 1 },
    { name: 'a quoted argument name', text: '"a" = 1\n', line: 1 },
    { name: 'a header over two lines', text: 'resource "a"\n"b" {}\n', line: 1 },
    { name: 'a header without body', text: 'resource "a" "b"\n', line: 1 },
    { name: 'a header with an equals sign', text: 'resource "a" = {}\n', line: 1 },
    { name: 'a one-line block with two arguments', text: 'a { b = 1, c = 2 }\n', line: 1 },
    { name: 'a one-line block with a block', text: 'a { b {} }\n', line: 1 },
    { name: 'an argument beside the opening brace', text: 'a { b = 1\n}\n', line: 1 },
    { name: 'an argument beside the closing brace', text: 'a {\n b = 1 }\n', line: 2 },
    { name: 'a brace too many', text: 'a {\n}\n}\n', line: 3 },
    { name: 'a brace that never closes', text: '\nresource "a" "b" {\n  c = 1\n', line: 2 },
    { name: 'a bracket that never closes', text: 'a = [\n1\n', line: 1 },
    { name: 'a string over two lines', text: 'a = "x\ny"\n', line: 1 },
    { name: 'a string that never closes', text: 'a = 1\nb = "x', line: 2 },
    { name: 'a comment that never closes', text: 'a = 1\n/* b', line: 2 },
    { name: 'a comment in a comment', text: '/* /* */ */\n', line: 1 },
    { name: 'a heredoc that never closes', text: 'a = <<EOT\nb\n', line: 1 },
    { name: 'a heredoc whose marker ends the file', text: 'a = <<EOT\nb\nEOT', line: 1 },
    { name: 'a space behind a heredoc marker', text: 'a = <<EOT \nb\nEOT\n', line: 1 },
    { name: 'a quoted heredoc marker', text: 'a = <<"EOT"\nb\nEOT\n', line: 1 },
    { name: 'an interpolation that never closes', text: 'a = 1\nb = "${x"\n', line: 2 },
    { name: 'two expressions in an interpolation', text: 'a = "${x y}"\n', line: 1 },
    { name: 'an empty interpolation', text: 'a = "${}"\n', line: 1 },
    { name: 'an unknown directive', text: 'a = "%{ end }"\n', line: 1 },
    { name: 'a directive without keyword', text: 'a = "%{ 1 }"\n', line: 1 },
    { name: 'an if without end', text: 'a = "%{ if b }"\n', line: 1 },
    { name: 'an end without if', text: 'a = "%{ endif }"\n', line: 1 },
    { name: 'an if that ends as a for', text: 'a = "%{ if b }%{ endfor }"\n', line: 1 },
    { name: 'an else in a for', text: 'a = "%{ for b in c }%{ else }%{ endfor }"\n', line: 1 },
    { name: 'two elses', text: 'a = "%{ if b }%{ else }%{ else }%{ endif }"\n', line: 1 },
    { name: 'an operator that ends a line', text: 'a = 1 +\n2\n', line: 1 },
    { name: 'an operator that starts a line', text: 'a = 1\n+ 2\n', line: 2 },
    { name: 'a dot that starts a line', text: 'a = b\n.c\n', line: 2 },
    { name: 'a parenthesis that starts a line', text: 'a = f\n(1)\n', line: 2 },
    { name: 'a splat over two lines', text: 'a = b[*\n]\n', line: 1 },
    { name: 'a splat in a splat', text: 'a = b.*.*\n', line: 1 },
    { name: 'two old indexes', text: 'a = b.0.1\n', line: 1 },
    { name: 'a dot without name', text: 'a = b.\n', line: 1 },
    { name: 'an index that never closes', text: 'a = b[1 2]\n', line: 1 },
    { name: 'a conditional without else', text: 'a = b ? c\n', line: 1 },
    { name: 'a call without comma', text: 'a = f(1 2)\n', line: 1 },
    { name: 'an argument behind an ellipsis', text: 'a = f(b..., c)\n', line: 1 },
    { name: 'a namespace without function', text: 'a = b::c\n', line: 1 },
    { name: 'a namespace without name', text: 'a = b::(1)\n', line: 1 },
    { name: 'a parenthesis that never closes', text: 'a = (1\n', line: 1 },
    { name: 'a for without in', text: 'a = [for b of c : d]\n', line: 1 },
    { name: 'a for without name', text: 'a = [for 1 in c : d]\n', line: 1 },
    { name: 'a for without colon', text: 'a = [for b in c d]\n', line: 1 },
    { name: 'a for with a key in a list', text: 'a = [for b in c : d => e]\n', line: 1 },
    { name: 'a for without key in an object', text: 'a = {for b in c : d}\n', line: 1 },
    { name: 'a for that groups a list', text: 'a = [for b in c : d...]\n', line: 1 },
    { name: 'a key called for in first place', text: 'a = { for = 1 }\n', line: 1 },
    { name: 'a number with two dots', text: 'a = 1.2.3\n', line: 1 },
    { name: 'a number with two exponents', text: 'a = 1e5e5\n', line: 1 },
    { name: 'an exponent beyond measure', text: 'a = 1e9999999999999999999\n', line: 1 },
    { name: 'an unknown escape', text: 'a = "\\x"\n', line: 1 },
    { name: 'a short escape', text: 'a = "\\u00e"\n', line: 1 },
    { name: 'half of a surrogate pair, escaped', text: 'a = "\\ud83d\\ude00"\n', line: 1 },
    { name: 'a code beyond Unicode', text: 'a = "\\U00110000"\n', line: 1 },
    { name: 'an escaped interpolation', text: 'a = "\\${b}"\n', line: 1 },
    { name: 'half of a surrogate pair', text: 'a = "\ud83d"\n', line: 1 },
    { name: 'a NUL character', text: 'a = 1\nb = "\0"\n', line: 2 },
    { name: 'a NUL character in a comment', text: '# \0\n', line: 1 },
    { name: 'a carriage return alone', text: 'a = 1\rb = 2\n', line: 1 },
    { name: 'a carriage return alone in a string', text: 'a = "\r"\n', line: 1 },
    { name: 'a carriage return alone in a heredoc', text: 'a = <<E\nb\rc\nE\n', line: 2 },
    { name: 'a second byte order mark', text: '\uFEFF\uFEFFa = 1\n', line: 1 },
    { name: 'a line separator as white space', text: 'a\u2028= 1\n', line: 1 },
    { name: 'a hard space as white space', text: 'a\u00a0= 1\n', line: 1 },
    { name: 'a letter newer than Unicode 9', text: 'a = \u0560\n', line: 1 },
    { name: 'a word joiner in a name', text: 'a\u200d = 1\n', line: 1 },
    { name: 'a semicolon', text: 'a = 1; b = 2\n', line: 1 },
    { name: 'single quotes', text: "a = 'b'\n", line: 1 },
    { name: 'bitwise operators', text: 'a = b & c\n', line: 1 },
    { name: 'a power', text: 'a = 2 ** 3\n', line: 1 },
    { name: 'a member closed with a tilde', text: 'a = { b = 1 ~}\n', line: 1 },
    { name: 'no HCL at all', text: '#!/bin/sh\necho hello world\n', line: 2 },
    {
      name: '101 brackets',
      text: `a = 1\nb = ${'['.repeat(101)}${']'.repeat(101)}\n`,
      line: 2,
      why: 'too-deep',
    },
    { name: '101 nested blocks', text: 'b {\n'.repeat(101) + '}\n'.repeat(101), line: 101, why: 'too-deep' },
    { name: '101 negations', text: `a = ${'!'.repeat(101)}true\n`, line: 1, why: 'too-deep' },
    {
      name: '101 templates',
      text: `a = ${'"${'.repeat(101)}1${'}"'.repeat(101)}\n`,
      line: 1,
      why: 'too-deep',
    },
    { name: '101 conditionals', text: `a = ${'b ? 1 : '.repeat(101)}2\n`, line: 1, why: 'too-deep' },
    {
      name: '101 of all kinds',
      text: `a = ${'[-f('.repeat(34)}1${')]'.repeat(34)}\n`,
      line: 1,
      why: 'too-deep',
    },
    { name: '1001 operands', text: `a = [b,\n1${' + 1'.repeat(1_000)}]\n`, line: 2, why: 'too-deep' },
    { name: '200,001 nodes', text: `a = [\n${'1,'.repeat(200_000)}]\n`, line: 2, why: 'too-many-nodes' },
  ])('$name', ({ text, line, why = 'parse-error' }) => {
    expect(parseHcl(text)).toMatchObject({ kind: 'problem', problem: { line, why } });
  });
});

describe('accepts', () => {
  it.each<[name: string, text: string, blocks: readonly (readonly string[])[]]>([
    ['nothing', '', []],
    ['only comments', '# a\n// b\n/* c\n * d */\n', []],
    ['a comment at the end of the file', 'a {} # b', [['a']]],
    ['a byte order mark', `\uFEFF${RESOURCE}`, [['resource', 'aws_iam_user', 'x']]],
    ['CR LF', RESOURCE.replaceAll('\n', '\r\n'), [['resource', 'aws_iam_user', 'x']]],
    ['a file that ends without a line break', 'a {}', [['a']]],
    ['labels without quotes', 'resource aws_iam_user x {}\n', [['resource', 'aws_iam_user', 'x']]],
    ['a comment inside a header', 'resource /* \n */ "a" b {}\n', [['resource', 'a', 'b']]],
    ['equal blocks', 'a {}\na {}\n', [['a'], ['a']]],
    ['a block on one line', 'a { b = 1 }\n', [['a']]],
    ['99 brackets', `a {\n  b = ${'['.repeat(99)}${']'.repeat(99)}\n}\n`, [['a']]],
    ['1000 operands', `a {\n  b = 1${' + 1'.repeat(999)}\n}\n`, [['a']]],
    ['many brackets in text', `a {\n  b = "${'['.repeat(300)}" # ${'('.repeat(300)}\n}\n`, [['a']]],
    ['words that JavaScript reserves', '__proto__ "constructor" {}\n', [['__proto__', 'constructor']]],
    ['names in any script', 'été-1 {}\n名前 {}\n_𝒳 {}\n', [['été-1'], ['名前'], ['_𝒳']]],
    ['bidirectional controls in strings', 'a {\n  b = "\u202e"\n}\n', [['a']]],
    ['a carriage return alone in a comment', '# a\rb {}\nc {}\n', [['c']]],
    ['separators of other languages in a comment', '# \u2028 b {}\u0085 c {}\nd {}\n', [['d']]],
  ])('%s', (_name, text, blocks) => {
    expect(headers(text)).toEqual(blocks);
  });
});

it('numbers lines from 1, to the end of each item', () => {
  const text = `a = <<E\nx\nE\nb = [\n1,\n]\nc {\n  /*\n  */ d = "\${\n1\n}"\n\n  e {}\n}\n`;
  const parsed = parseHcl(text);
  const body = parsed.kind === 'ok' ? parsed.body : null;
  const inner = body?.blocks[0]?.body;
  const lines = [
    ...(body?.attributes ?? []),
    ...(body?.blocks ?? []),
    ...(inner?.attributes ?? []),
    ...(inner?.blocks ?? []),
  ];
  expect(lines.map(({ line, endLine }) => [line, endLine])).toEqual([
    [1, 3],
    [4, 6],
    [7, 14],
    [9, 11],
    [13, 13],
  ]);
  expect(body?.blocks[0]?.text).toBe(text.slice(text.indexOf('c {'), -1));
});

it('names the reason without quoting the text', () => {
  expect(parseHcl('password = "hunter2" hunter2\n')).toEqual({
    kind: 'problem',
    problem: { line: 1, why: 'parse-error', message: 'a line break is missing behind this item' },
  });
});

describe('expressions', () => {
  it.each<[source: string, tree: unknown]>([
    [
      'b || c && d',
      ['binary', '||', ['variable', 'b'], ['binary', '&&', ['variable', 'c'], ['variable', 'd']]],
    ],
    ['b - c - d', ['binary', '-', ['binary', '-', ['variable', 'b'], ['variable', 'c']], ['variable', 'd']]],
    [
      'b == c < d',
      ['binary', '==', ['variable', 'b'], ['binary', '<', ['variable', 'c'], ['variable', 'd']]],
    ],
    [
      '-b.c + d',
      ['binary', '+', ['unary', '-', ['access', ['variable', 'b'], [['attribute', 'c']]]], ['variable', 'd']],
    ],
    ['!b == c', ['binary', '==', ['unary', '!', ['variable', 'b']], ['variable', 'c']]],
    ['b-c', ['variable', 'b-c']],
    [
      'b ? c : d ? e : f',
      [
        'conditional',
        ['variable', 'b'],
        ['variable', 'c'],
        ['conditional', ['variable', 'd'], ['variable', 'e'], ['variable', 'f']],
      ],
    ],
    [
      'p :: q::f(b, c...)',
      [
        'call',
        'p::q::f',
        true,
        [
          ['variable', 'b'],
          ['variable', 'c'],
        ],
      ],
    ],
    ['f\t(\n1\n,\n)', ['call', 'f', false, [['number', '1']]]],
    ['true()', ['call', 'true', false, []]],
    [
      'b.0.c',
      [
        'access',
        ['variable', 'b'],
        [
          ['legacy-index', 'number 0e+0'],
          ['attribute', 'c'],
        ],
      ],
    ],
    [
      'b.*.c[0].*.d',
      [
        'access',
        ['variable', 'b'],
        [
          ['splat', 'attribute'],
          ['attribute', 'c'],
          ['index', 'number 0e+0'],
          ['splat', 'attribute'],
          ['attribute', 'd'],
        ],
      ],
    ],
    [
      'b[*].c["d"]',
      [
        'access',
        ['variable', 'b'],
        [
          ['splat', 'full'],
          ['attribute', 'c'],
          ['index', 'd'],
        ],
      ],
    ],
    ['b[\nc\n]', ['access', ['variable', 'b'], [['index', ['variable', 'c']]]]],
    ['(b\n.c\n)', ['parentheses', ['access', ['variable', 'b'], [['attribute', 'c']]]]],
    [
      '[1\n, 2,\n]',
      [
        'tuple',
        [
          ['number', '1'],
          ['number', '2'],
        ],
      ],
    ],
    ['1.5E+3', ['number', '1.5E+3']],
    [
      '{ b = c\n (d) = e, "f" : 1, "${g}" = 2 }',
      [
        'object',
        [
          [
            ['b', ['variable', 'b']],
            ['variable', 'c'],
          ],
          [
            [null, ['parentheses', ['variable', 'd']]],
            ['variable', 'e'],
          ],
          [
            ['f', ['literal', 'f']],
            ['number', '1'],
          ],
          [
            [null, ['template', ['variable', 'g']]],
            ['number', '2'],
          ],
        ],
      ],
    ],
    [
      '{ null = 1, 2 = 3, 02 = 4, b.c = 5 }',
      [
        'object',
        [
          [
            ['null', ['literal', null]],
            ['number', '1'],
          ],
          [
            ['2', ['number', '2']],
            ['number', '3'],
          ],
          [
            [null, ['number', '02']],
            ['number', '4'],
          ],
          [
            [null, ['access', ['variable', 'b'], [['attribute', 'c']]]],
            ['number', '5'],
          ],
        ],
      ],
    ],
    [
      '[for b in c : d if e]',
      ['for', ['b'], ['variable', 'c'], null, ['variable', 'd'], false, ['variable', 'e']],
    ],
    [
      '{\nfor b, c in d :\n e => f...\n}',
      ['for', ['b', 'c'], ['variable', 'd'], ['variable', 'e'], ['variable', 'f'], true, null],
    ],
    ['[for in in in : in]', ['for', ['in'], ['variable', 'in'], null, ['variable', 'in'], false, null]],
    ['"e\u0301"', ['literal', '\u00e9']],
  ])('%s', (source, expected) => {
    expect(tree(source)).toEqual(expected);
  });
});

describe('templates', () => {
  it.each<[source: string, tree: unknown]>([
    ['"${b}"', ['template', ['variable', 'b']]],
    ['"b ${~ c ~} d"', ['template', 'b', ['variable', 'c'], 'd']],
    ['" ${~ b ~} "', ['template', '', ['variable', 'b'], '']],
    ['"$${b} %%{c} $ $$ % $${"', ['literal', '${b} %{c} $ $$ % ${']],
    ['"$$${b}"', ['literal', '$${b}']],
    ['"%${b}"', ['template', '%', ['variable', 'b']]],
    [
      '"a%{ if b }c%{ else }${d}%{ endif }e"',
      ['template', 'a', ['directive', '%{ if b }c%{ else }${d}%{ endif }'], 'e'],
    ],
    [
      '"%{ for b, c in d ~} e %{~ endfor }"',
      ['template', ['directive', '%{ for b, c in d ~} e %{~ endfor }']],
    ],
    [
      '"%{ if b }%{ for c in d }%{ if e }%{ endif }%{ endfor }%{ endif }"',
      ['template', ['directive', '%{ if b }%{ for c in d }%{ if e }%{ endif }%{ endfor }%{ endif }']],
    ],
    ['"${"${"b"}"}"', ['template', ['template', ['literal', 'b']]]],
    [
      '"${{ b = 1 }}"',
      [
        'template',
        [
          'object',
          [
            [
              ['b', ['variable', 'b']],
              ['number', '1'],
            ],
          ],
        ],
      ],
    ],
    ['"${\nb\n}"', ['template', ['variable', 'b']]],
    ['<<E\nE', ['literal', '']],
    ['<<E\r\n  b\\n\r\n\r\n E', ['literal', '  b\\n\r\n\r\n']],
    ['<<-E\n    b\n      c\n\n  ${d}\n  E', ['template', '  b\n    c\n\n', ['variable', 'd'], '\n']],
    ['<<-E\n  b\n${c}\nE', ['template', '  b\n', ['variable', 'c'], '\n']],
    ['<<-E\n  b\n\u00a0c\nE', ['literal', ' b\nc\n']],
    ['<<-E\n  \u0301b\n  c\nE', ['literal', 'b\nc\n']],
    ['<<-E\n  é\n  c\nE', ['literal', 'é\nc\n']],
    ['<<E\n${~ b ~}\n  c\nE', ['template', ['variable', 'b'], '  c\n']],
    ['<<E\n$ \n${~ b }\nE', ['template', '$ ', ['variable', 'b'], '\n']],
    ['<<E\n$\r\n${~ b }\nE', ['template', '$\r', ['variable', 'b'], '\n']],
    ['<<E\n%$\r\n${~ b }\nE', ['template', '%$', ['variable', 'b'], '\n']],
    ['<<E\n$é \n${~ b }\nE', ['template', '$é', ['variable', 'b'], '\n']],
    ['<<E\n${<<E\nb\nE\n}\nE', ['template', ['literal', 'b\n'], '\n']],
    [
      'f(<<E\nb\nE\n, 1)',
      [
        'call',
        'f',
        false,
        [
          ['literal', 'b\n'],
          ['number', '1'],
        ],
      ],
    ],
  ])('%s', (source, expected) => {
    expect(tree(source)).toEqual(expected);
  });
});

describe('HCL-11: what looks like HCL inside of text is text', () => {
  it.each<[string, string]>([
    ['a heredoc with braces and a block', 'a {\n  b = <<-EOT\n    } resource "x" "y" {\n  EOT\n}\n'],
    ['a heredoc with its marker inside of a line', 'a {\n  b = <<EOT\nx EOT\nEOT\n}\n'],
    ['a heredoc with a longer word than its marker', 'a {\n  b = <<EOT\nEOTX\n} x {\nEOT\n}\n'],
    ['a heredoc in an interpolation of a heredoc', 'a {\n  b = <<E\n${jsonencode(<<E\n} x {\nE\n)}\nE\n}\n'],
    ['a comment sign in a heredoc', 'a {\n  b = <<E\n/*\nE\n}\n# */\n'],
    ['a closing quote in an interpolation', 'a {\n  b = "${c["} x {"]}"\n}\n'],
    ['an escaped template', 'a {\n  b = "$${x} %%{y}"\n}\n'],
    ['braces in a comment', 'a {\n  # } x {\n  /* } y { */ // } z {\n}\n'],
    ['a directive', 'a {\n  b = <<E\n%{ if c }\n} x {\n%{ endif }\nE\n}\n'],
  ])('%s', (_name, text) => {
    expect(headers(text)).toEqual([['a']]);
  });

  /** A policy that is an argument for one reader and part of a comment for another. */
  const hidden = (marker: string, line: string): string =>
    `r "a" "b" {\n  name = <<${marker}\n${line}\n  /*\n${marker}\n  policy = 1\n  # */\n}\n`;
  const names = (text: string): unknown => {
    const parsed = parseHcl(text);
    return parsed.kind === 'ok' ? parsed.body.blocks[0]?.body.attributes.map(({ name }) => name) : parsed;
  };

  it.each(['E-2e5', 'x EOT', 'EOT x', 'EOT.', '"EOT"', '\ufeffEOT', 'EOT\u180e', 'EOT\u200b', '$EOT'])(
    '%j ends no heredoc',
    (line) => {
      expect(names(hidden('EOT', line))).toEqual(['name', 'policy']);
    },
  );

  it.each([
    '',
    ' ',
    '\t',
    ' \t',
    '\r',
    '\u000b',
    '\u000c',
    '\u0085',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2007',
    '\u2028',
    '\u202f',
    '\u205f',
    '\u3000',
  ])('a marker between %j ends a heredoc, as HashiCorp trims it', (space) => {
    const leading = space === '\r' ? '' : space;
    expect(names(hidden('EOT', `${leading}EOT${space}`))).toEqual(['name']);
    expect(names(`r "a" "b" {\n  name = <<EOT\n${leading}EOT${space}\n  policy = 1\n}\n`)).toEqual([
      'name',
      'policy',
    ]);
  });
});

describe('HCL-12: labels are decoded before anybody matches them', () => {
  it.each([
    ['resource "aws_\\u0069am_user" "x" {}\n', [['resource', 'aws_iam_user', 'x']]],
    ['resource "aws_\\U00000069am_user" "x" {}\n', [['resource', 'aws_iam_user', 'x']]],
  ])('%s', (text, blocks) => {
    expect(headers(text)).toEqual(blocks);
  });

  it.each(['aws\\u0020x', 'aws\\u0000x', 'aws\\nx', 'aws\\"x', 'aw\\u017f_x', '\\u0430ws_x'])(
    '%s is no plain name',
    (label) => {
      expect(headers(`resource "${label}" "x" {}\n`)).toMatchObject({
        problem: { why: 'parse-error', line: 1 },
      });
    },
  );
});

describe('HCL-14: a broken file is refused, never read as less', () => {
  it.each(['{', '}', '"', '${', '(', '=', '<<EOT\n', '/*', '\\', "'", '\0'])(
    'with %j behind a resource',
    (broken) => {
      expect(parseHcl(RESOURCE + broken).kind).toBe('problem');
      expect(parseHcl(broken + RESOURCE).kind).toBe('problem');
    },
  );

  test('HCL-14: cut off anywhere inside', () => {
    for (let end = 1; end < RESOURCE.length - 1; end += 1)
      expect(parseHcl(RESOURCE.slice(0, end)).kind).toBe('problem');
  });
});

describe('HCL-15: syntax of newer versions is read, and its types are kept as written', () => {
  it.each([
    ['a function of a provider', 'a {\n  b = provider::aws::arn_parse("x")\n}\n', [['a']]],
    ['an ephemeral block', 'ephemeral "a" "b" {}\n', [['ephemeral', 'a', 'b']]],
    [
      'an action',
      'action "aws_lambda_invoke" "b" {\n  config {}\n}\n',
      [['action', 'aws_lambda_invoke', 'b']],
    ],
    ['a type that nobody knows', 'future "a" "b" "c" {}\n', [['future', 'a', 'b', 'c']]],
  ])('%s', (_name, text, blocks) => {
    expect(headers(text)).toEqual(blocks);
  });
});
