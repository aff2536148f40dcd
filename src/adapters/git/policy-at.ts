// The policy of a repository at one commit, with the files that it names. Called by gather-local.ts.
import { dirname } from 'node:path/posix';
import { LIMITS } from '../../config/limits.ts';
import type { FileSide } from '../../model/files.ts';
import { compileGlobs } from '../../model/glob.ts';
import { POLICY_PATH } from '../../model/policy-source.ts';
import type { PolicyFile, PolicyPart } from '../../model/policy-source.ts';
import type { LocalRepository } from './local-repository.ts';

export async function policyAt(
  repository: LocalRepository,
  at: {
    readonly commit: string;
    readonly fullName: string | null;
    readonly namedFiles: (text: string) => readonly string[];
  },
): Promise<PolicyFile> {
  const { commit, fullName, namedFiles } = at;
  const file = await repository.file(commit, POLICY_PATH);
  if (file === null) return { kind: 'absent' };
  const sourceOf = (path: string): string => `${fullName === null ? '' : `${fullName}@`}${commit}:${path}`;
  const source = sourceOf(POLICY_PATH);
  const read = textOf(file, LIMITS.policyBytes);
  if (read.kind === 'unavailable') return { ...read, source, seenBefore: false };
  if (read.kind === 'not-regular') return { ...read, source };
  const patterns = namedFiles(read.text);
  if (patterns.length === 0) return { ...read, source };
  const folders = new Set(patterns.map((pattern) => dirname(pattern)));
  const matches = compileGlobs(patterns, 'tighten');
  const sides = await repository.tree(commit, (path) => folders.has(dirname(path)) && matches(path));
  const parts = sides.map((side): PolicyPart => {
    const { path } = side;
    return { source: sourceOf(path), path, ...textOf(side, LIMITS.cedarFileBytes) };
  });
  return { ...read, source, parts: parts.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

type Text =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'not-regular'; readonly why: string }
  | { readonly kind: 'unavailable'; readonly why: string };

function textOf({ mode, content }: FileSide, most: number): Text {
  if (mode !== '100644' && mode !== '100755') {
    const what = mode === '120000' ? 'a symlink' : mode === '160000' ? 'a submodule' : 'a directory';
    return { kind: 'not-regular', why: `${what} stands here` };
  }
  if (content.kind === 'binary') return { kind: 'not-regular', why: 'no text in UTF-8 stands here' };
  if (content.kind !== 'text') return { kind: 'unavailable', why: `its content is ${content.kind}` };
  const bytes = Buffer.byteLength(content.text);
  return bytes > most
    ? { kind: 'unavailable', why: `it has ${bytes} bytes, at most ${most} are read` }
    : { kind: 'file', text: content.text };
}
