// Readings to one diff: nothing is lost, and the order is the contract's.
import { expect, it } from 'vitest';
import { assembleDiff } from '../../src/formats/index.ts';
import type { FileReading } from '../../src/formats/index.ts';
import type { Mark, ParsedChange } from '../../src/model/change.ts';
import { textChange, textSide } from './cases.ts';

const change = (file: string, startLine: number, address: string): ParsedChange => ({
  format: 'terraform',
  file,
  previousFile: null,
  startLine,
  endLine: startLine,
  address,
  type: null,
  action: 'create',
  attributes: [],
  usedIn: [],
  opaque: false,
  before: null,
  after: null,
});
const mark = (file: string, line: number): Mark => ({
  rule: 'secret-in-diff',
  file,
  line,
  message: 'm',
  severity: 'high',
  confidence: 'high',
});
const problem = { file: 'a.tf', line: 1, why: 'parse-error', message: 'm' };

it('keeps every file and sorts changes by file, line and address', () => {
  const b: FileReading = {
    kind: 'parsed',
    format: 'terraform',
    changes: [change('b.tf', 2, 'x'), change('b.tf', 10, 'x'), change('b.tf', 2, 'a')],
    marks: [mark('b.tf', 9), mark('b.tf', 3)],
  };
  const renamed = {
    status: 'renamed',
    before: textSide('old.md', 'x'),
    after: textSide('new.md', 'x'),
  } as const;
  const diff = assembleDiff([
    { change: textChange('b.tf', null, 'b'), reading: b },
    { change: renamed, reading: { kind: 'plain', marks: [mark('a.md', 1)] } },
    {
      change: textChange('a.tf', 'a', null),
      reading: { kind: 'unreadable', format: 'terraform', problem, marks: [] },
    },
  ]);
  const blob = (text: string): string => textSide('', text)?.blob ?? '';
  expect(diff).toEqual({
    files: [
      {
        path: 'a.tf',
        previousPath: null,
        status: 'removed',
        format: 'terraform',
        blob: blob('a'),
        previousBlob: blob('a'),
      },
      {
        path: 'b.tf',
        previousPath: null,
        status: 'added',
        format: 'terraform',
        blob: blob('b'),
        previousBlob: null,
      },
      {
        path: 'new.md',
        previousPath: 'old.md',
        status: 'renamed',
        format: null,
        blob: blob('x'),
        previousBlob: blob('x'),
      },
    ],
    changes: [change('b.tf', 2, 'a'), change('b.tf', 2, 'x'), change('b.tf', 10, 'x')],
    unreadable: [problem],
    aroundGap: null,
    marks: [mark('a.md', 1), mark('b.tf', 3), mark('b.tf', 9)],
  });
});
