// Laws of the Terraform format that fixtures cannot show: layout never matters, and masking follows either side.
import { describe, expect, it } from 'vitest';
import { formatFile } from '../../src/formats/format-file.ts';
import { readFile } from '../../src/formats/index.ts';
import { terraform } from '../../src/formats/terraform.ts';
import type { ParsedChange } from '../../src/model/change.ts';
import fc from '../properties.ts';
import { casesOf, textChange } from './cases.ts';

function changes(path: string, before: string, after: string): readonly ParsedChange[] {
  const reading = readFile(textChange(path, before, after));
  expect(reading.kind).toBe('parsed');
  return reading.kind === 'parsed' ? reading.changes : [];
}

it('comments, blank lines and indentation between lines change nothing', () => {
  const texts = casesOf('terraform').flatMap(({ change, name }) => {
    const side = change.after ?? change.before;
    const text = side?.content.kind === 'text' ? side.content.text : '';
    return name === 'broken' || text.includes('<<') ? [] : [{ path: side?.path ?? '', text }];
  });
  const noise = fc.constantFrom('# c\n', '// c\n', '/* c\n */\n', '\n', '  ', '\t');
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(noise, { minLength: 1 }), ({ path, text }, parts) => {
      const lines = text.split('\n').map((line, index) => (parts[index % parts.length] ?? '') + line);
      expect(changes(path, text, lines.join('\n'))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('refused although HCL allows it, because Terraform does not', () => {
  it.each<[string, string, string, number]>([
    ['an argument outside of a block', 'main.tf', 'a {}\nb = 1\n', 2],
    ['a resource with one label', 'main.tf', '\nresource "aws_iam_user" {}\n', 2],
    ['a block inside locals', 'main.tf', 'locals {\n  a {}\n}\n', 1],
    ['a block in a variables file', 'x.tfvars', 'a = 1\nb {}\n', 2],
  ])('%s', (_name, path, text, line) => {
    expect(readFile(textChange(path, null, text))).toMatchObject({
      kind: 'unreadable',
      problem: { file: path, line, why: 'parse-error' },
    });
  });
});

it('a secret whose mark is taken away stays hidden in both states', () => {
  const before = 'variable "x" {\n  default   = "hunter2"\n  sensitive = true\n}\n';
  const [change] = changes('main.tf', before, before.replace('  sensitive = true\n', ''));
  expect(change?.attributes).toEqual([
    { path: 'sensitive', line: 3, before: true, after: null, sensitive: false },
  ]);
  const hidden = { value: '(sensitive)', line: 2, sensitive: true };
  expect(change?.before?.['default']).toEqual(hidden);
  expect(change?.after?.['default']).toEqual(hidden);
});

it('a resource keeps all its attributes in both states, changed or not', () => {
  const text = 'resource "aws_lb" "a" {\n  name     = "a"\n  internal = true\n}\n';
  const [change] = changes('main.tf', text, text.replace('true', 'false'));
  expect(change).toMatchObject({
    action: 'update',
    attributes: [{ path: 'internal', line: 3, before: true, after: false, sensitive: false }],
    before: { name: { value: 'a', line: 2 }, internal: { value: true, line: 3 } },
    after: { name: { value: 'a', line: 2 }, internal: { value: false, line: 3 } },
  });
});

describe('an argument set to null', () => {
  const block = (header: string, inside: string): string => `${header} {\n${inside}}\n`;

  it.each(['resource "a" "b"', 'data "a" "b"', 'ephemeral "a" "b"', 'provider "a"'])(
    'is absent in a %s',
    (header) => {
      expect(changes('main.tf', block(header, ''), block(header, '  c = null\n'))).toEqual([]);
    },
  );

  it.each(['module "a"', 'variable "a"', 'output "a"', 'terraform', 'unknown "a" "b"'])(
    'is a value in a %s, where it may override a default',
    (header) => {
      const [change] = changes('main.tf', block(header, ''), block(header, '  c = null\n'));
      expect(change?.attributes).toEqual([
        { path: 'c', line: 2, before: null, after: { expression: 'null' }, sensitive: false },
      ]);
    },
  );

  it('is a value in an object, in locals and in a variables file', () => {
    const member = changes(
      'main.tf',
      block('resource "a" "b"', '  c = {}\n'),
      block('resource "a" "b"', '  c = { d = null }\n'),
    );
    const local = changes('main.tf', block('locals', ''), block('locals', '  a = null\n'));
    const value = changes('x.tfvars', 'a = 1\n', 'a = null\n');
    const seen = [...member, ...local, ...value].flatMap(({ attributes }) =>
      attributes.map(({ path, before, after }) => [path, before, after]),
    );
    expect(seen).toEqual([
      ['c', {}, null],
      ['c.d', null, { expression: 'null' }],
      ['value', null, { expression: 'null' }],
      ['value', 1, { expression: 'null' }],
    ]);
  });
});

describe('blocks written and made by `dynamic`', () => {
  const written = '  rule {\n    path = "/admin"\n  }\n';
  const made = (type: string): string =>
    `  dynamic "${type}" {\n    for_each = var.x\n    content {\n      path = "/"\n    }\n  }\n`;
  const resource = (...blocks: readonly string[]): string => `resource "a" "b" {\n${blocks.join('')}}\n`;

  it('of one type have an order', () => {
    const [change] = changes('main.tf', resource(written, made('rule')), resource(made('rule'), written));
    expect(change?.attributes.map(({ path }) => path).toSorted()).toEqual([
      'dynamic.rule[0].content[0].path',
      'dynamic.rule[0].for_each',
      'dynamic.rule[1].content[0].path',
      'dynamic.rule[1].for_each',
      'rule[0].path',
      'rule[1].path',
    ]);
  });

  it('of two types have none', () => {
    expect(changes('main.tf', resource(written, made('other')), resource(made('other'), written))).toEqual(
      [],
    );
  });
});

it('a number as a key is not the text that it is written as', () => {
  const text = (key: string): string => `locals {\n  a = { ${key} = 1 }\n}\n`;
  expect(changes('main.tf', text('1'), text('"1"'))).toEqual([]);
  expect(changes('main.tf', text('1.0'), text('"1.0"')).length).toBe(1);
});

it('the order of provisioners is an order of execution', () => {
  const [one, two] = ['  provisioner "local-exec" {\n  }\n', '  provisioner "remote-exec" {\n  }\n'];
  const [change] = changes('main.tf', `a "b" {\n${one}${two}}\n`, `a "b" {\n${two}${one}}\n`);
  expect(change?.attributes.map(({ path }) => path)).toEqual([
    'provisioner.local-exec[0]',
    'provisioner.remote-exec[0]',
    'provisioner.local-exec[1]',
    'provisioner.remote-exec[1]',
  ]);
});

it('the indentation that `<<-` removes is the one that HashiCorp removes', () => {
  const text = (opener: string, lines: string): string => `locals {\n  a = ${opener}EOT\n${lines}EOT\n}\n`;
  const [plain] = changes('main.tf', text('<<', '  x\n\n  y\n'), text('<<-', '  x\n\n  y\n'));
  expect(plain?.after?.['value']?.value).toBe('x\n\ny\n');
  const [odd] = changes('main.tf', text('<<-', '  x\n  y\n'), text('<<-', '\u2003x\n  y\n'));
  expect(odd?.after?.['value']?.value).toBe('x\n y\n');
});

it('a file is read without the ones around it as the program reads it with them', () => {
  const input = { path: 'new.tf', previousPath: 'old.txt', before: null };
  const after = formatFile({ path: 'new.tf', blob: 'b', text: 'resource "aws_lb" "a" {\n}\n' });
  expect(terraform.parse({ ...input, after }, 'terraform')).toMatchObject({
    kind: 'parsed',
    changes: [{ address: 'aws_lb.a', action: 'create', file: 'new.tf', previousFile: 'old.txt' }],
  });
});
