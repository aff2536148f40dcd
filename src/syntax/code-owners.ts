// The lines of a CODEOWNERS file, as GitHub reads them. Called by the governance format and the facts stage.
import { matchesPath, parseOwnerPattern } from './owner-pattern.ts';

export type OwnerRule = {
  /** The pattern as written. */
  readonly pattern: string;
  /** `@user`, `@organisation/team` or mail addresses, sorted; none takes the owners away. */
  readonly owners: readonly string[];
  /** 1-based. */
  readonly line: number;
};

/**
 * A line that GitHub does not understand is one that it passes over.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeOwners(text: string): readonly OwnerRule[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const [pattern, ...owners] = wordsOf(line);
    if (pattern === undefined || /^!|[[\]"\\]/.test(pattern) || !owners.every(isOwner)) return [];
    return [{ pattern, owners: owners.toSorted(), line: index + 1 }];
  });
}

/** Where GitHub looks, in this order; it reads the first that there is. */
export const CODE_OWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** Owners of a path by the last line that matches; empty where none does or the line names nobody. */
export function compileOwners(
  rules: readonly { readonly pattern: string; readonly owners: readonly string[] }[],
): (path: string) => readonly string[] {
  const parsed = rules.map(({ pattern, owners }) => ({ pattern: parseOwnerPattern(pattern), owners }));
  return (path) => {
    const segments = path.split('/');
    return parsed.findLast(({ pattern }) => matchesPath(pattern, segments))?.owners ?? [];
  };
}

/** Up to a comment. */
function wordsOf(line: string): readonly string[] {
  const words = line.split(/\s+/).filter((word) => word !== '');
  const comment = words.findIndex((word) => word.startsWith('#'));
  return comment < 0 ? words : words.slice(0, comment);
}

function isOwner(word: string): boolean {
  return /^@[\w.-]+(?:\/[\w.-]+)?$/.test(word) || /^[^\s@]+@[^\s@]+$/.test(word);
}
