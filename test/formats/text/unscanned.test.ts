// Files that no scanner saw: told once each, with the reason; never those that hold no new text.
import { expect, test } from 'vitest';
import { readFile } from '../../../src/formats/index.ts';
import { unscannedMarks } from '../../../src/formats/text/unscanned.ts';
import type { FileChange, FileContent, FileSide } from '../../../src/model/files.ts';

const sideOf = (path: string, content: FileContent, blob = 'head'): FileSide => ({
  path,
  mode: '100644',
  blob,
  content,
});
const addedFile = (path: string, content: FileContent): FileChange => ({
  status: 'added',
  before: null,
  after: sideOf(path, content),
});
const BINARY: FileContent = { kind: 'binary', size: 9 };

test.each<[string, string, FileContent, readonly string[]]>([
  ['a program', 'tools/run', BINARY, ['it is no UTF-8 text']],
  ['a picture', 'docs/a.PNG', BINARY, []],
  ['text under the name of a picture', 'docs/a.png', { kind: 'text', text: '' }, []],
  [
    'a large text',
    'a.sql',
    { kind: 'too-large', size: 1_000_001 },
    ['it has 1000001 bytes, at most 1000000 are read'],
  ],
  ['a large film', 'a.mp4', { kind: 'too-large', size: 1_000_001 }, []],
  [
    'no room',
    'a.py',
    { kind: 'skipped', why: 'more than 64 MB of text changed' },
    ['more than 64 MB of text changed'],
  ],
  ['nobody asked', 'a.py', { kind: 'skipped' }, []],
  ['lost', 'a.py', { kind: 'missing', why: 'the host has no blob' }, ['the host has no blob']],
  ['a link', 'a', { kind: 'symlink', target: 'b' }, []],
  ['a submodule', 'a', { kind: 'submodule', commit: 'c' }, []],
])('%s', (_name, path, content, why) => {
  expect(unscannedMarks(addedFile(path, content))).toEqual(
    why.map((reason) => ({
      rule: 'unscanned-file',
      file: path,
      line: 1,
      message: `This file was not searched for secrets and hidden text: ${reason}.`,
      severity: 'low',
      confidence: 'high',
    })),
  );
});

test('the same bytes under another name, and a file that is gone, bring nothing new', () => {
  const [old, now] = [sideOf('a.bin', BINARY), sideOf('b.bin', BINARY)];
  expect(unscannedMarks({ status: 'renamed', before: old, after: now })).toEqual([]);
  expect(unscannedMarks({ status: 'removed', before: old, after: null })).toEqual([]);
  expect(
    unscannedMarks({ status: 'modified', before: sideOf('a.bin', BINARY, 'base'), after: old }),
  ).toHaveLength(1);
});

test('a file that is refused says enough already', () => {
  expect(readFile(addedFile('tools/run', BINARY)).marks).toHaveLength(1);
  expect(readFile(addedFile('main.tf', BINARY))).toMatchObject({ kind: 'unreadable', marks: [] });
});
