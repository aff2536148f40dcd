// Floors and layers are edited in repositories where nothing is called .aigov.yml: what such an edit gives away is told there too.
import { describe, expect, it } from 'vitest';
import type { FileChange, FileSide } from '../../src/model/files.ts';
import { policyEdits } from '../../src/steps/policy-edits.ts';

const STRICT = 'version: 1\nrules:\n  - id: a\n    deny: No.\n';
const EMPTY = 'version: 1\n';
const BROKEN = 'version: 1\nrulez: []\n';

const side = (path: string, text: string): FileSide => ({
  path,
  mode: '100644',
  blob: 'b',
  content: { kind: 'text', text },
});
const edit = (path: string, before: string, after: string): FileChange => ({
  status: 'modified',
  before: side(path, before),
  after: side(path, after),
});
const rulesOf = (change: FileChange) => policyEdits(change).map(({ rule, message }) => `${rule}: ${message}`);

describe.each(['.aigov.yml', 'aigov.yml', 'policies/kubernetes.yaml'])('%s', (path) => {
  it('tells what an edit gives away', () => {
    expect(rulesOf(edit(path, STRICT, EMPTY))).toEqual(['policy-loosened: Rule a is gone.']);
    expect(rulesOf(edit(path, STRICT, STRICT))).toEqual([]);
  });

  it('tells what would make it invalid', () => {
    expect(rulesOf(edit(path, STRICT, BROKEN))).toEqual([
      'policy-invalid: The policy would not be valid: unknown key "rulez"; did you mean "rules"?',
    ]);
  });

  it('tells that it is deleted', () => {
    const gone: FileChange = { status: 'removed', before: side(path, STRICT), after: null };
    expect(rulesOf(gone)).toEqual([
      'policy-loosened: The policy is deleted: all of its rules, environments and limits are gone.',
    ]);
  });
});

it('takes one in JSON for what it is', () => {
  const [strict, broken] = ['{"version":1,"rules":[{"id":"a","deny":"No."}]}', '{"version":1,"rulez":[]}'];
  expect(rulesOf(edit('policies/base.json', strict, '{"version":1}'))).toEqual([
    'policy-loosened: Rule a is gone.',
  ]);
  expect(rulesOf(edit('policies/base.json', strict, broken))).toHaveLength(1);
});

it('says nothing of a text that is no policy, nor of an example that never was a sound one', () => {
  expect(rulesOf(edit('config/rules.yml', 'rules:\n  - id: a\n', EMPTY))).toEqual([]);
  const example = `${BROKEN}rules:\n  - id: a\n    deny: No.\n`;
  expect(rulesOf(edit('test/invalid.yml', example, BROKEN))).toEqual([]);
});

it('takes a floor that is moved for one that is gone', () => {
  const moved: FileChange = {
    status: 'renamed',
    before: side('aigov.yml', STRICT),
    after: side('docs/old.yml', STRICT),
  };
  expect(rulesOf(moved)).toHaveLength(1);
});
