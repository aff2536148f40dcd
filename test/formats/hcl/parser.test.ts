// The two-parser rule on every trap that one of the two readers falls into alone.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHclParser } from '../../../src/adapters/parsers/load-hcl-parser.ts';
import type { HclParser } from '../../../src/formats/index.ts';

let hcl: HclParser;
beforeAll(async () => {
  hcl = await loadHclParser(() => undefined);
});

const RESOURCE = 'resource "aws_iam_user" "x" {\n  name = "a"\n}\n';

describe('refuses, with the line', () => {
  it.each<{ name: string; text: string; line: number | null; why: string }>([
    { name: 'two arguments on a line', text: 'a = 1 b = 2\n', line: 1, why: 'parse-error' },
    { name: 'two blocks on a line', text: `${RESOURCE}a {} b {}\n`, line: 4, why: 'parse-error' },
    { name: 'members without comma', text: 'a = { x = 1 y = 2 }\n', line: 1, why: 'parse-error' },
    {
      name: 'an argument set twice',
      text: 'r "a" "b" {\n  c = 1\n  c = 2\n}\n',
      line: 3,
      why: 'parse-error',
    },
    { name: 'a template as label', text: '\nresource "aws_${x}" "evil" {}\n', line: 2, why: 'parse-error' },
    { name: 'a JSON body', text: '{"resource": {"aws_iam_user": {"x": {}}}}\n', line: 1, why: 'parse-error' },
    { name: 'a space in a label', text: 'resource "a b" "c" {}\n', line: 1, why: 'parse-error' },
    { name: 'a header over two lines', text: 'resource "a"\n"b" {}\n', line: 1, why: 'parse-error' },
    {
      name: 'a one-line block with two arguments',
      text: 'a { b = 1, c = 2 }\n',
      line: 1,
      why: 'parse-error',
    },
    { name: 'an argument beside the brace', text: 'a { b = 1\n}\n', line: 1, why: 'parse-error' },
    {
      name: 'a brace that never closes',
      text: '\nresource "a" "b" {\n  c = 1\n',
      line: 2,
      why: 'parse-error',
    },
    { name: 'a string over two lines', text: 'a = "x\ny"\n', line: 1, why: 'parse-error' },
    { name: 'an operator that ends a line', text: 'a = 1 +\n2\n', line: 1, why: 'parse-error' },
    { name: 'a NUL byte', text: 'a = 1\nb = "\0"\n', line: 2, why: 'parse-error' },
    { name: 'no HCL at all', text: '#!/bin/sh\necho hello world\n', line: 2, why: 'parse-error' },
    {
      name: 'a block and an argument of one name',
      text: 'a = 1\na {}\n',
      line: null,
      why: 'parse-disagreement',
    },
    { name: 'blocks with and without labels', text: 'a {}\na "b" {}\n', line: null, why: 'parse-error' },
    {
      name: '101 brackets',
      text: `a = 1\nb = ${'['.repeat(101)}${']'.repeat(101)}\n`,
      line: 2,
      why: 'too-deep',
    },
    { name: '101 nested blocks', text: 'b {\n'.repeat(101) + '}\n'.repeat(101), line: 101, why: 'too-deep' },
    { name: '101 negations', text: `a = ${'!'.repeat(101)}true\n`, line: 1, why: 'too-deep' },
    {
      name: '101 nested templates',
      text: `a = ${'"${'.repeat(51)}1${'}"'.repeat(51)}\n`,
      line: 1,
      why: 'too-deep',
    },
    { name: '101 conditionals', text: `a = ${'b ? 1 : '.repeat(101)}2\n`, line: 1, why: 'too-deep' },
  ])('$name', async ({ text, line, why }) => {
    const parsed = await hcl.parse(text);
    expect(parsed).toMatchObject({ kind: 'problem', problem: { line, why } });
  });
});

describe('accepts', () => {
  it.each<{ name: string; text: string; blocks: readonly (readonly string[])[] }>([
    { name: 'nothing', text: '', blocks: [] },
    { name: 'only comments', text: '# a\n// b\n/* c\n * d */\n', blocks: [] },
    { name: 'a byte order mark', text: `\uFEFF${RESOURCE}`, blocks: [['resource', 'aws_iam_user', 'x']] },
    { name: 'CR LF', text: RESOURCE.replaceAll('\n', '\r\n'), blocks: [['resource', 'aws_iam_user', 'x']] },
    {
      name: 'bare labels',
      text: 'resource aws_iam_user x {}\n',
      blocks: [['resource', 'aws_iam_user', 'x']],
    },
    {
      name: 'an escape in a label, decoded',
      text: 'resource "aws_\\u0069am_user" "x" {}\n',
      blocks: [['resource', 'aws_iam_user', 'x']],
    },
    { name: 'equal blocks', text: 'a {}\na {}\n', blocks: [['a'], ['a']] },
    {
      name: 'a heredoc with braces',
      text: 'a {\n  b = <<-EOT\n    } resource "x" "y" {\n  EOT\n}\n',
      blocks: [['a']],
    },
    { name: 'an escaped template', text: 'a {\n  b = "$${x} %%{y}"\n}\n', blocks: [['a']] },
    {
      name: 'a function of a provider',
      text: 'a {\n  b = provider::aws::arn_parse("x")\n}\n',
      blocks: [['a']],
    },
    { name: '99 brackets', text: `a {\n  b = ${'['.repeat(99)}${']'.repeat(99)}\n}\n`, blocks: [['a']] },
    {
      name: 'many brackets in text',
      text: `a {\n  b = "${'['.repeat(300)}" # ${'('.repeat(300)}\n}\n`,
      blocks: [['a']],
    },
    {
      name: 'words that JavaScript reserves',
      text: '__proto__ "constructor" {}\n',
      blocks: [['__proto__', 'constructor']],
    },
  ])('$name', async ({ text, blocks }) => {
    const parsed = await hcl.parse(text);
    expect(
      parsed.kind === 'ok' ? parsed.body.blocks.map(({ type, labels }) => [type, ...labels]) : parsed,
    ).toEqual(blocks);
  });
});

/** A policy that is an argument for one reader and part of a comment for another. */
const hidden = (marker: string, line: string): string =>
  `r "a" "b" {\n  name = <<${marker}\n${line}\n  /*\n${marker}\n  policy = 1\n  # */\n}\n`;

describe('a heredoc ends where HashiCorp ends it', () => {
  it.each<[string, string, string]>([
    ['a line that no number rewriting makes the marker', 'E-1e5', 'E-2e5'],
    ['a line with an exponent of its own', 'EOT', '1e5'],
    ['a marker inside of a line', 'EOT', 'x EOT'],
  ])('%s is text', async (_name, marker, line) => {
    const parsed = await hcl.parse(hidden(marker, line));
    const names =
      parsed.kind === 'ok' ? parsed.body.blocks[0]?.body.attributes.map(({ name }) => name) : null;
    expect(names).toEqual(['name', 'policy']);
  });

  it.each([
    '\u000b',
    '\u000c',
    '\u0085',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2007',
    '\u202f',
    '\u3000',
    '\ufeff',
  ])('a marker beside %j is refused, before and behind', async (space) => {
    for (const line of [`${space}EOT`, `EOT${space}`])
      expect(await hcl.parse(hidden('EOT', line))).toMatchObject({
        kind: 'problem',
        problem: { line: 3, why: 'parse-disagreement' },
      });
  });

  it('a marker beside a space or tab is none', async () => {
    expect((await hcl.parse('a {\n  b = <<EOT\nx\n \tEOT\n  c = 1\n}\n')).kind).toBe('ok');
  });
});

it('names the reason without quoting the text', async () => {
  const parsed = await hcl.parse('password = "hunter2" hunter2\n');
  expect(parsed).toEqual({
    kind: 'problem',
    problem: {
      line: 1,
      why: 'parse-error',
      message: 'this is not valid HCL: missing newline after argument',
    },
  });
});
