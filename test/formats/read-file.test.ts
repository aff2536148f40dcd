// Files that are not simply text at one path: nothing that git reports on an infrastructure path is lost.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { readFile } from '../../src/formats/index.ts';
import type { FileChange, FileContent, FileSide } from '../../src/model/files.ts';
import { textChange, textSide } from './cases.ts';

const USER = 'resource "aws_iam_user" "x" {\n  name = "a"\n}\n';
const POLICY = '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

function added(path: string, content: FileContent, mode = '100644'): FileChange {
  return { status: 'added', before: null, after: { path, mode, blob: 'b'.repeat(40), content } };
}
/** A symlink whose target was `from` and is `b` now. */
function linked(path: string, from: string | null): FileChange {
  const side = (target: string): FileSide => ({
    path,
    mode: '120000',
    blob: target.repeat(40),
    content: { kind: 'symlink', target },
  });
  const before = from === null ? null : side(from);
  return { status: before === null ? 'added' : 'modified', before, after: side('b') };
}
function renamed(from: string, to: string, texts: readonly [string, string]): FileChange {
  return { status: 'renamed', before: textSide(from, texts[0]), after: textSide(to, texts[1]) };
}
function summary(change: FileChange): unknown {
  const reading = readFile(change);
  if (reading.kind === 'plain') return 'plain';
  if (reading.kind === 'unreadable')
    return `${reading.format} ${reading.problem.why} ${reading.problem.line}`;
  return reading.changes.map(
    (each) =>
      `${each.format}${each.opaque ? ' opaque' : ''} ${each.action} ${each.address} in ${each.file} from ${each.previousFile}`,
  );
}

describe('content that is no text', () => {
  it.each<[string, FileContent, string, string]>([
    ['binary', { kind: 'binary', size: 3 }, 'terraform not-utf8 null', 'unrecognised not-utf8 null'],
    ['too large', { kind: 'too-large', size: 9 }, 'terraform too-large null', 'unrecognised too-large null'],
    [
      'missing',
      { kind: 'missing', why: '404' },
      'terraform missing-blob null',
      'unrecognised missing-blob null',
    ],
    ['not fetched', { kind: 'skipped' }, 'terraform not-fetched null', 'unrecognised not-fetched null'],
    [
      'an LFS pointer',
      { kind: 'text', text: 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n' },
      'terraform lfs-pointer null',
      'unrecognised lfs-pointer null',
    ],
    [
      'half a character',
      { kind: 'text', text: '\ud800' },
      'terraform not-utf8 null',
      'unrecognised not-utf8 null',
    ],
    [
      'more than the cap',
      { kind: 'text', text: '#'.repeat(LIMITS.fileBytes + 1) },
      'terraform too-large null',
      'unrecognised too-large null',
    ],
  ])('%s is unreadable where a format may claim the path', (_name, content, hcl, data) => {
    expect(summary(added('main.tf', content))).toBe(hcl);
    expect(summary(added('any/data.json', content))).toBe(data);
    expect(summary(added('src/main.c', content))).toBe('plain');
  });

  it('counts bytes and not characters', () => {
    const text = `#${'é'.repeat(LIMITS.fileBytes / 2)}`;
    expect(summary(added('main.tf', { kind: 'text', text }))).toBe('terraform too-large null');
  });

  it('says which side failed', () => {
    const before = textSide('main.tf', 'a =\n');
    expect(readFile({ status: 'modified', before, after: textSide('main.tf', USER) })).toEqual({
      kind: 'unreadable',
      format: 'terraform',
      problem: {
        file: 'main.tf',
        line: 1,
        why: 'parse-error',
        message: 'in the base: an expression is missing',
      },
      marks: [],
    });
  });
});

describe('what is no regular file', () => {
  it.each<[string, FileChange, readonly string[]]>([
    [
      'symlink',
      added('docs/x.png', { kind: 'symlink', target: '../a' }, '120000'),
      ['symlink opaque create docs/x.png in docs/x.png from null'],
    ],
    [
      'submodule',
      added('vendor/x', { kind: 'submodule', commit: 'c' }, '160000'),
      ['submodule opaque create vendor/x in vendor/x from null'],
    ],
    [
      'link mode',
      added('main.tf', { kind: 'text', text: '../a.tf' }, '120000'),
      ['symlink opaque create main.tf in main.tf from null'],
    ],
  ])('%s is an opaque change anywhere', (_name, change, expected) => {
    expect(summary(change)).toEqual(expected);
  });

  it.each<[string, FileChange, readonly string[]]>([
    ['AGENTS.md', linked('AGENTS.md', null), ['governance opaque create AGENTS.md in AGENTS.md from null']],
    ['.claude, a folder', linked('.claude', null), ['governance opaque create .claude in .claude from null']],
    ['agents.txt', linked('agents.txt', null), ['symlink opaque create agents.txt in agents.txt from null']],
    [
      'CLAUDE.md again',
      linked('CLAUDE.md', 'a'),
      ['governance opaque update CLAUDE.md in CLAUDE.md from null'],
    ],
    [
      'notes.txt again',
      linked('notes.txt', 'a'),
      ['symlink opaque unknown notes.txt in notes.txt from null'],
    ],
  ])('a link at %s', (_name, change, expected) => {
    expect(summary(change)).toEqual(expected);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['what is opaque', 'deploy.sh', 'true\n', ['shell opaque unknown deploy.sh in deploy.sh from null']],
    ['what governs', 'AGENTS.md', 'x\n', ['governance update AGENTS.md in AGENTS.md from null']],
    ['Terraform, which does not see it', 'main.tf', USER, []],
  ])('a mode that changes alone, of %s', (_name, path, text, expected) => {
    const before = textSide(path, text);
    expect(before?.mode).toBe('100644');
    const after: FileSide | null = before === null ? null : { ...before, mode: '100755' };
    expect(summary({ status: 'modified', before, after })).toEqual(expected);
  });
});

describe('renames', () => {
  it.each<[string, FileChange, unknown]>([
    ['inside a folder: no change', renamed('a/main.tf', 'a/users.tf', [USER, USER]), []],
    [
      'inside a folder with an edit: an update',
      renamed('a/main.tf', 'a/users.tf', [USER, USER.replace('"a"', '"b"')]),
      ['terraform update aws_iam_user.x in a/users.tf from a/main.tf'],
    ],
    [
      'into another root: gone and new',
      renamed('unused/main.tf', 'prod/main.tf', [USER, USER]),
      [
        'terraform delete aws_iam_user.x in unused/main.tf from null',
        'terraform create aws_iam_user.x in prod/main.tf from unused/main.tf',
      ],
    ],
    [
      'into an override file: gone and new',
      renamed('a/main.tf', 'a/main_override.tf', [USER, USER]),
      [
        'terraform delete aws_iam_user.x in a/main.tf from null',
        'terraform create aws_iam_user.x in a/main_override.tf from a/main.tf',
      ],
    ],
    [
      'out of Terraform: gone',
      renamed('a/main.tf', 'a/main.tf.off', [USER, USER]),
      ['terraform delete aws_iam_user.x in a/main.tf from null'],
    ],
    [
      'into Terraform: new',
      renamed('a/x.txt', 'a/x.tf', [USER, USER]),
      ['terraform create aws_iam_user.x in a/x.tf from a/x.txt'],
    ],
    [
      'that switches a hidden file on: gone and new',
      renamed('a/.main.tf', 'a/main.tf', [USER, USER]),
      [
        'terraform delete aws_iam_user.x in a/.main.tf from null',
        'terraform create aws_iam_user.x in a/main.tf from a/.main.tf',
      ],
    ],
    [
      'that changes capitals: gone and new',
      renamed('main.TF', 'main.tf', [USER, USER]),
      [
        'terraform delete aws_iam_user.x in main.TF from null',
        'terraform create aws_iam_user.x in main.tf from main.TF',
      ],
    ],
    [
      'of an opaque file: a change',
      renamed('.circleci/a.yml', '.circleci/b.yml', ['a: 1\n', 'a: 1\n']),
      ['circleci opaque unknown .circleci/b.yml in .circleci/b.yml from .circleci/a.yml'],
    ],
    ['of a plain file: plain', renamed('a.txt', 'b.txt', ['x', 'x']), 'plain'],
  ])('%s', (_name, change, expected) => {
    const seen = summary(change);
    const inOrder = (value: unknown): unknown =>
      Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value;
    expect(inOrder(seen)).toEqual(inOrder(expected));
  });
});

describe('content decides', () => {
  it.each<[string, string, string | null, string, unknown]>([
    ['a policy in any JSON', 'x/y.json', null, POLICY, ['iam-policy create document in x/y.json from null']],
    ['an ordinary JSON', 'x/y.json', null, '{"a":1}', 'plain'],
    ['a broken ordinary JSON', 'x/y.json', null, '{"a":1 // why\n}', 'plain'],
    ['a broken policy', 'x/y.json', null, `${POLICY},`, 'unrecognised parse-error 1'],
    ['a policy that no longer parses', 'x/y.json', POLICY, '{"a":', 'iam-policy parse-error 1'],
    ['a broken manifest', 'x/y.yaml', null, 'apiVersion: v1\nkind: "Pod\n', 'unrecognised parse-error 2'],
    ['too deep to see', 'x/y.yaml', null, '['.repeat(80), 'unrecognised too-deep 1'],
    [
      'an ARM template',
      'x/y.json',
      null,
      '{"$schema":"https://x/deploymentTemplate.json#"}',
      ['arm opaque create x/y.json in x/y.json from null'],
    ],
    [
      'an Ansible play',
      'x/y.yml',
      null,
      '- hosts: all\n  tasks: []\n',
      ['ansible opaque create x/y.yml in x/y.yml from null'],
    ],
    [
      'another spelling of a path',
      'X/MAIN.TF',
      null,
      USER,
      ['terraform create aws_iam_user.x in X/MAIN.TF from null'],
    ],
  ])('%s', (_name, path, before, after, expected) => {
    expect(summary(textChange(path, before, after))).toEqual(expected);
  });
});

it('reports what would be too many changes', () => {
  const text = Array.from({ length: LIMITS.changesPerFile + 1 }, (_, i) => `v${i} = 1\n`).join('');
  expect(summary(added('a.tfvars', { kind: 'text', text }))).toBe('terraform too-many-changes null');
});

it('an exception is an unreadable file', () => {
  const content: FileContent = {
    kind: 'text',
    get text(): string {
      throw new Error('secret detail');
    },
  };
  expect(readFile(added('main.tf', content))).toEqual({
    kind: 'unreadable',
    format: 'unrecognised',
    problem: { file: 'main.tf', line: null, why: 'parser-failed', message: 'reading this file failed' },
    marks: [],
  });
});
