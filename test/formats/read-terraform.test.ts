// Terraform files that are not simply text: links, what cannot be read, and what was or becomes another format's.
import { describe, expect, it, test } from 'vitest';
import type { FileChange, FileContent, FileSide } from '../../src/model/files.ts';
import { textChange, textSide } from './cases.ts';
import { changesBetween, readChanges, readTrees, summaryOf } from './projects.ts';
import type { Tree } from './projects.ts';

const USES = 'resource "aws_x" "r" {\n  p = local.a\n}\n';
const LOCALS = (value: string): string => `locals {\n  a = ${value}\n}\n`;

function side(path: string, content: FileContent, mode = '100644'): FileSide {
  return { path, mode, blob: 'b'.repeat(40), content };
}
const link = (path: string, target: string): FileSide => side(path, { kind: 'symlink', target }, '120000');

function seen(changes: readonly FileChange[], around: readonly (FileSide | null)[]): readonly string[] {
  const readings = Object.values(
    readChanges(
      changes,
      around.filter((one) => one !== null),
    ),
  );
  return summaryOf(readings.flatMap((reading) => (reading.kind === 'parsed' ? reading.changes : [])));
}

describe('a link to a file', () => {
  const change = textChange('common/a.tf', LOCALS('1'), LOCALS('2'));

  test('is that file in another folder', () => {
    const around = [link('prod/a.tf', '../common/a.tf'), textSide('prod/main.tf', USES)];
    expect(seen([change], around)).toEqual([
      'update aws_x.r at prod/main.tf:1 { p: 1 -> 2 }',
      'update local.a at common/a.tf:2 { value: 1 -> 2 }',
      'update local.a at prod/a.tf:2 { value: 1 -> 2 }',
    ]);
  });

  test('is followed through another link', () => {
    const around = [
      link('prod/a.tf', '../all/a.tf'),
      link('all/a.tf', '../common/a.tf'),
      textSide('prod/main.tf', USES),
    ];
    expect(seen([change], around)).toContain('update aws_x.r at prod/main.tf:1 { p: 1 -> 2 }');
  });

  it.each<[string, readonly FileSide[]]>([
    ['nowhere', [link('prod/a.tf', '../gone/a.tf')]],
    ['itself', [link('prod/a.tf', 'a.tf')]],
  ])('to %s is a file that cannot be read', (_name, links) => {
    const main = textChange('prod/main.tf', USES, USES.replace('p =', 'q ='));
    expect(seen([main], links)).toEqual([
      'update aws_x.r at prod/main.tf:1 { p: {"expression":"local.a"} -> null; q: null -> {"expression":"local.a"} }',
    ]);
  });

  test('PTH-01: that changes is an opaque change, and what it leads to now is compared', () => {
    const change = {
      status: 'modified',
      before: link('prod/a.tf', '../common/a.tf'),
      after: link('prod/a.tf', '../scratch/a.tf'),
    } as const;
    const around = [
      textSide('prod/main.tf', USES),
      textSide('common/a.tf', LOCALS('1')),
      textSide('scratch/a.tf', LOCALS('2')),
    ];
    const readings = readChanges(
      [change, textChange('prod/x.tf', null, '# new\n')],
      around.filter((one) => one !== null),
    );
    expect(readings['prod/a.tf']).toMatchObject({ format: 'symlink', changes: [{ opaque: true }] });
    expect(readings['prod/x.tf']).toMatchObject({
      changes: [
        { address: 'local.a', file: 'prod/a.tf' },
        { address: 'aws_x.r', attributes: [{ before: 1, after: 2 }] },
      ],
    });
  });
});

describe('a file that cannot be read', () => {
  const main = textChange('main.tf', USES, USES.replace('}', '  q = 1\n}'));

  it.each<[string, FileContent, string]>([
    ['too large', { kind: 'too-large', size: 9 }, 'too-large'],
    ['binary', { kind: 'binary', size: 9 }, 'not-utf8'],
    ['missing', { kind: 'missing', why: '404' }, 'missing-blob'],
    [
      'a Git LFS pointer',
      { kind: 'text', text: 'version https://git-lfs.github.com/spec/v1\n' },
      'lfs-pointer',
    ],
    ['no HCL', { kind: 'text', text: 'locals {' }, 'parse-error'],
  ])('%s: is refused by itself, and the rest of the project is read', (_name, content, why) => {
    const broken: FileChange = {
      status: 'modified',
      before: textSide('locals.tf', `${LOCALS('1')}resource "aws_y" "gone" {\n}\n`),
      after: side('locals.tf', content),
    };
    const readings = readChanges([broken, main], []);
    expect(readings['locals.tf']).toMatchObject({ kind: 'unreadable', problem: { why } });
    const reading = readings['main.tf'];
    expect(reading?.kind === 'parsed' && summaryOf(reading.changes)).toEqual([
      'update aws_x.r at main.tf:1 { p: 1 -> {"expression":"local.a"}; q: null -> 1 }',
    ]);
  });

  test('in the base: what the head has is not new', () => {
    const readings = readTrees(
      { 'locals.tf': 'locals {', 'main.tf': USES },
      { 'locals.tf': LOCALS('1'), 'main.tf': `${USES}# new\n` },
    );
    expect(readings['locals.tf']).toMatchObject({
      kind: 'unreadable',
      problem: { line: 1, message: expect.stringContaining('in the base: ') },
    });
    expect(readings['main.tf']).toMatchObject({
      changes: [{ address: 'aws_x.r', attributes: [{ before: { expression: 'local.a' }, after: 1 }] }],
    });
  });

  test('with a call of a module: what it calls is not gone', () => {
    const tree = (call: string): Tree => ({
      'calls.tf': call,
      'm/main.tf': 'resource "aws_x" "r" {\n}\n',
      'x.tf': `# ${call.length}\n`,
    });
    const readings = readTrees(tree('module "m" {\n  source = "./m"\n}\n'), tree('module "m" {'));
    expect(readings['x.tf']).toMatchObject({ kind: 'parsed', changes: [] });
  });
});

describe('a file that was or becomes another format', () => {
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';
  const renamed = (before: FileSide | null, after: FileSide | null): FileChange => ({
    status: 'renamed',
    before,
    after,
  });

  test('both sides are told', () => {
    const change = renamed(textSide('x.tf', USES), textSide('x.yaml', manifest));
    expect(seen([change], [])).toEqual(
      [
        'create v1/ConfigMap/-/x at x.yaml:1 { }',
        'delete aws_x.r at x.tf:1 { p: {"expression":"local.a"} -> null }',
      ].map((line) =>
        line.startsWith('create') ? expect.stringMatching(/^create .*ConfigMap.* at x.yaml:1/) : line,
      ),
    );
  });

  test('either side that cannot be read refuses the file', () => {
    const broken = renamed(textSide('x.tf', 'locals {'), textSide('x.yaml', manifest));
    expect(readChanges([broken], [])['x.yaml']).toMatchObject({
      kind: 'unreadable',
      problem: { why: 'parse-error' },
    });
  });
});

test('a value of a variable that is declared sensitive elsewhere is never shown, and never hides that it changed', () => {
  const tree = (value: string): Tree => ({
    'variables.tf': 'variable "pin" {\n  sensitive = true\n}\nvariable "open" {}\n',
    'main.tf':
      'resource "aws_x" "r" {\n  plain  = var.pin\n  inside = "x-${var.pin}"\n  list   = [var.pin]\n  encoded = jsonencode({ pin = var.pin })\n  flag = var.pin == "1"\n}\nmodule "m" {\n  source = "./m"\n  value  = var.pin\n}\n',
    'm/main.tf':
      'variable "value" {}\nresource "aws_x" "in" {\n  plain = var.value\n  deep = { a = var.value }\n}\n',
    'terraform.tfvars': `pin = "${value}"\nopen = "seen"\n`,
    'terraform.tfvars.json': '{}',
  });
  const readings = readTrees(tree('hunter2-a'), tree('hunter2-b'));
  expect(JSON.stringify(readings)).not.toContain('hunter2');
  const reading = readings['terraform.tfvars'];
  expect(reading?.kind === 'parsed' && summaryOf(reading.changes)).toEqual([
    'update aws_x.r at main.tf:1 { plain: "(sensitive)" -> "(sensitive)"; inside: {"expression":"\\"x-${var.pin}\\""} -> {"expression":"\\"x-${var.pin}\\""}; list: ["(sensitive)"] -> ["(sensitive)"]; encoded: "{\\"pin\\":\\"(sensitive)\\"}" -> "{\\"pin\\":\\"(sensitive)\\"}"; flag: {"expression":"var.pin == \\"1\\""} -> {"expression":"var.pin == \\"1\\""} }',
    'update module.m.aws_x.in at m/main.tf:2 in main.tf { plain: "(sensitive)" -> "(sensitive)"; deep.a: "(sensitive)" -> "(sensitive)" }',
    'update var.pin at terraform.tfvars:1 { value: "(sensitive)" -> "(sensitive)" }',
  ]);
});

test('PTH-16: every file that Terraform loads is read', () => {
  const readings = readTrees(
    {},
    {
      'a.tf': LOCALS('1'),
      'b.tofu': LOCALS('2'),
      'c.tf.json': '{"locals": {"c": 3}}',
      'd.tofu.json': '{"locals": {"d": 4}}',
      'e.tfvars': 'e = 5\n',
      'f.auto.tfvars.json': '{"f": 6}',
      '.terraform.lock.hcl': 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.0.0"\n}\n',
    },
  );
  const told = Object.entries(readings).map(([path, reading]) => [
    path,
    reading.kind === 'plain' ? 'plain' : reading.format,
    reading.kind === 'parsed' ? reading.changes.map(({ address }) => address) : reading.kind,
  ]);
  expect(told.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['.terraform.lock.hcl', 'terraform-lock', ['provider["registry.terraform.io/hashicorp/aws"]']],
    ['a.tf', 'terraform', ['local.a']],
    ['b.tofu', 'terraform', ['local.a']],
    ['c.tf.json', 'terraform', ['local.c']],
    ['d.tofu.json', 'terraform', ['local.d']],
    ['e.tfvars', 'terraform', ['var.e']],
    ['f.auto.tfvars.json', 'terraform', ['var.f']],
  ]);
});

test('a file that is the same on both sides is no change, whatever else of it changes', () => {
  const before = textSide('main.tf', USES);
  const after = before === null ? null : { ...before, mode: '100755' };
  expect(readChanges([{ status: 'modified', before, after }], [])['main.tf']).toMatchObject({ changes: [] });
  expect(changesBetween({ 'main.tf': USES }, { 'main.tf': USES }).changes).toEqual([]);
});
