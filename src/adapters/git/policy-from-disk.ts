// A policy file that somebody names on the command line, with the files that it names beside it. Called by the command line.
import { lstat, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LIMITS } from '../../config/limits.ts';
import { Fault } from '../../model/failure.ts';
import { compileGlobs } from '../../model/glob.ts';
import type { PolicyFile, PolicyPart } from '../../model/policy-source.ts';
import { decodeUtf8 } from '../../model/utf8.ts';

type File = Extract<PolicyFile, { readonly kind: 'file' }>;

/**
 * The folder that the file stands in takes the place of the repository: `.aigov/*.cedar` are files beside it. Throws Fault
 * USAGE, which names the option, for a policy that cannot be read; what is wrong with a file beside it the decision says.
 */
export async function policyFromDisk(
  path: string,
  given: { readonly option: string | null; readonly namedFiles: (text: string) => readonly string[] },
): Promise<File> {
  const named = given.option === null ? '' : `${given.option}: `;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Fault('USAGE', `${named}cannot read ${path}${whyNot(cause)}`, { cause });
  });
  const text = decodeUtf8(bytes);
  if (text === null) throw new Fault('USAGE', `${named}${path} is not UTF-8 text`);
  if (bytes.length > LIMITS.policyBytes)
    throw new Fault('USAGE', `${named}${path} has more than ${LIMITS.policyBytes} bytes`);
  const patterns = given.namedFiles(text);
  if (patterns.length === 0) return { kind: 'file', source: path, text };
  return { kind: 'file', source: path, text, parts: await partsBeside(dirname(path), patterns) };
}

function whyNot(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT') return ': there is no such file';
  return code === 'EISDIR' ? ': it is a folder' : '';
}

async function partsBeside(root: string, patterns: readonly string[]): Promise<readonly PolicyPart[]> {
  const folders = new Set(patterns.map((pattern) => dirname(pattern)));
  const matches = compileGlobs(patterns, 'tighten');
  const names = await Promise.all(
    [...folders].map(async (folder) =>
      (await readdir(join(root, folder)).catch(() => [])).map((name) => `${folder}/${name}`),
    ),
  );
  const paths = names.flat().filter(matches).toSorted();
  return await Promise.all(paths.map(async (path) => await partAt(join(root, path), path)));
}

async function partAt(source: string, path: string): Promise<PolicyPart> {
  const status = await lstat(source).catch(() => null);
  if (status === null) return { source, path, kind: 'unavailable', why: 'it cannot be read' };
  if (!status.isFile()) {
    const what = status.isSymbolicLink() ? 'a symlink' : 'no regular file';
    return { source, path, kind: 'not-regular', why: `${what} stands here` };
  }
  if (status.size > LIMITS.cedarFileBytes) {
    const why = `it has ${status.size} bytes, at most ${LIMITS.cedarFileBytes} are read`;
    return { source, path, kind: 'unavailable', why };
  }
  const text = decodeUtf8(await readFile(source).catch(() => Buffer.of(0xff)));
  return text === null
    ? { source, path, kind: 'unavailable', why: 'it is not UTF-8 text' }
    : { source, path, kind: 'file', text };
}
