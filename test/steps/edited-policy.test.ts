// The policy as a pull request would leave it: its text, and its Cedar files, touched or not.
import { expect, test } from 'vitest';
import type { FileChange, FileSide } from '../../src/model/files.ts';
import { UNKNOWN_FACTS } from '../../src/model/facts.ts';
import { NO_PULL } from '../../src/model/gathered.ts';
import type { PolicyPart } from '../../src/model/policy-source.ts';
import { editedPolicies } from '../../src/steps/edited-policy.ts';

const side = (path: string, text: string): FileSide => ({
  path,
  mode: '100644',
  blob: 'a'.repeat(40),
  content: { kind: 'text', text },
});
const change = (before: FileSide | null, after: FileSide | null): FileChange => ({
  status: before === null ? 'added' : after === null ? 'removed' : 'modified',
  before,
  after,
});
const part = (path: string, text: string): PolicyPart => ({
  source: `today:${path}`,
  path,
  kind: 'file',
  text,
});

const edited = (files: readonly FileChange[], parts?: readonly PolicyPart[]) =>
  editsOf(files, parts)?.own ?? null;

function editsOf(files: readonly FileChange[], parts?: readonly PolicyPart[]) {
  const sha = 'b'.repeat(40);
  const repository = {
    kind: 'file',
    source: 'today',
    text: 'old',
    ...(parts === undefined ? {} : { parts }),
  } as const;
  const layers = { floor: { kind: 'absent' }, repository } as const;
  return editedPolicies({
    base: sha,
    mergeBase: sha,
    head: sha,
    layers,
    facts: UNKNOWN_FACTS,
    files,
    around: { files: [], gap: null },
    pull: NO_PULL,
  });
}

const A = '.aigov/a.cedar';
const B = '.aigov/b.cedar';

test('nothing of it is touched', () => {
  expect(edited([change(side('x.tf', '1'), side('x.tf', '2'))], [part(A, 'a')])).toBeNull();
});

test('its text, with the files that stay', () => {
  expect(edited([change(side('.aigov.yml', 'old'), side('.aigov.yml', 'new'))], [part(A, 'a')])).toEqual({
    kind: 'file',
    source: '.aigov.yml',
    text: 'new',
    parts: [part(A, 'a')],
  });
  expect(edited([change(side('.aigov.yml', 'old'), null)])).toEqual({ kind: 'absent' });
});

test('its files alone: changed, new, gone and moved away', () => {
  const parts = [part(A, 'a'), part(B, 'b')];
  const now = (path: string, text: string) => ({ source: path, path, kind: 'file', text });
  const of = (change_: FileChange) => edited([change_], parts);
  expect(of(change(side(A, 'a'), side(A, 'x')))).toMatchObject({
    text: 'old',
    parts: [now(A, 'x'), part(B, 'b')],
  });
  expect(of(change(null, side('.aigov/c.cedar', 'c')))).toMatchObject({
    parts: [...parts, now('.aigov/c.cedar', 'c')],
  });
  expect(of(change(side(A, 'a'), null))).toMatchObject({ parts: [part(B, 'b')] });
  expect(of(change(side(A, 'a'), side('docs/a.txt', 'a')))).toMatchObject({ parts: [part(B, 'b')] });
});

const FLOOR = 'version: 1\nowners: ["@acme/platform"]\n';

test('a policy under another name is one that others may take in; one that moves leaves its place empty', () => {
  const file = (path: string, text: string) => ({ kind: 'file', source: path, text });
  expect(editsOf([change(side('base.yml', FLOOR), side('base.yml', 'rules: []\n'))])).toMatchObject({
    own: null,
    shared: [{ path: 'base.yml', before: file('base.yml', FLOOR), after: file('base.yml', 'rules: []\n') }],
  });
  expect(editsOf([change(side('a.yml', FLOOR), side('b.yml', FLOOR))])?.shared).toEqual([
    { path: 'a.yml', before: file('a.yml', FLOOR), after: null },
    { path: 'b.yml', before: null, after: file('b.yml', FLOOR) },
  ]);
  expect(editsOf([change(side('x.yml', 'a: 1\n'), side('x.yml', 'a: 2\n'))])).toBeNull();
});

test('a shared file that is no text any more is none', () => {
  const binary: FileSide = { ...side('base.yml', ''), content: { kind: 'binary', size: 3 } };
  expect(editsOf([change(side('base.yml', FLOOR), binary)])?.shared[0]?.after?.kind).toBe('not-regular');
});
