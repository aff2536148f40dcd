// Lines of the parts of long values.
import { expect, it } from 'vitest';
import { changesIn } from '../projects.ts';

type Lines = Readonly<Record<string, number>> | undefined;

function linesOf(argument: string, more = ''): Lines {
  const text = `resource "aws_x" "r" {\n  p = ${argument}\n}\n${more}`;
  const created = changesIn({}, { 'main.tf': text }).find(({ address }) => address === 'aws_x.r');
  return created?.after?.['p']?.lines;
}

const LOCALS = 'locals {\n  name = "x"\n  many = "a\\nb"\n  list = [\n    1,\n    2,\n  ]\n}\n';

it.each<[string, string, Lines]>([
  ['one line has none', 'jsonencode({ a = [1] })', undefined],
  [
    'an encoded object',
    'jsonencode({\n    a = [\n      { b = 1 },\n    ]\n    "c d" = 2\n  })',
    { a: 3, 'a[0]': 4, 'a[0].b': 4, '["c d"]': 6 },
  ],
  ['a list', '[\n    "a",\n    ["b"],\n  ]', { '[0]': 3, '[1]': 4, '[1][0]': 4 }],
  ['JSON in a heredoc', '<<EOT\n{\n  "a": [\n    1\n  ]\n}\nEOT', { a: 4, 'a[0]': 5 }],
  [
    'indented JSON in a heredoc',
    '<<-EOT\n  [\n    {"a": "${local.name}"}\n  ]\n  EOT',
    { '[0]': 4, '[0].a': 4 },
  ],
  [
    'JSON in a heredoc of which not all is known',
    '<<-EOT\n  {\n    "a": "${aws_y.z.arn}",\n    "b": [\n      "${var.x}"\n    ]\n  }\n  EOT',
    { a: 4, b: 5, 'b[0]': 6 },
  ],
  ['another expression', 'f(<<EOT\n{\n"a": 1\n}\nEOT\n)', undefined],
  ['a heredoc that is no JSON', '<<EOT\n{ a\nb\nEOT', undefined],
  ['text in a heredoc', '<<EOT\na\nb\nEOT', undefined],
  ['a heredoc whose lines move', '<<EOT\n[\n"${local.many}"\n]\nEOT', undefined],
  ['what is written elsewhere', 'local.list', undefined],
  ['with parts that are written elsewhere', '[\n    local.list,\n    3,\n  ]', { '[0]': 3, '[1]': 4 }],
])('%s', (_name, argument, expected) => {
  expect(linesOf(argument, LOCALS)).toEqual(expected);
});
