// Which changed files are looked at, and which plain files count as code that deploy jobs run: called by classify.ts.
import type { FileFact, ParsedChange, Unreadable } from '../model/change.ts';
import type { CompiledLandscape } from './compiled-landscape.ts';

type Named = { readonly path: string; readonly previousPath: string | null; readonly format: string | null };

/** Relaxing, so every name must be ignored. What governs is never ignored: governance files, and all of `.github`. */
export function isIgnored(file: Named, landscape: CompiledLandscape): boolean {
  if (file.format === 'governance') return false;
  const names = namesOf(file);
  return names.every(landscape.ignored) && !names.some((name) => /^\.github\//i.test(name));
}

export function isInert(file: Named, landscape: CompiledLandscape): boolean {
  return namesOf(file).every(landscape.inert);
}

/** A change as `isIgnored` sees it. */
export function fileOfChange({ file, previousFile, format }: ParsedChange): Named {
  return { path: file, previousPath: previousFile, format };
}

/** An unreadable file with the names and the format git and the formats gave it. */
export function fileOfUnreadable({ file }: Unreadable, files: readonly FileFact[]): Named {
  const fact = files.find(({ path, previousPath }) => path === file || previousPath === file);
  return fact ?? { path: file, previousPath: null, format: null };
}

/**
 * Files that no format reads, or that the policy ignores, outside `paths.inert`: deploy jobs run them with credentials.
 * Only asked for agents and where the policy has a `deploy` section.
 */
export function codeFiles(files: readonly FileFact[], landscape: CompiledLandscape): readonly FileFact[] {
  return files.filter(
    (file) => (file.format === null || isIgnored(file, landscape)) && !isInert(file, landscape),
  );
}

function namesOf({ path, previousPath }: Named): readonly string[] {
  return previousPath === null ? [path] : [path, previousPath];
}
