// Globs of the policy: one matcher for paths, names and addresses. Rules from the design, "Matching".
import { Minimatch, braceExpand } from 'minimatch';

const MAX_BRACES = 100;
const MAX_LENGTH = 256;

/** Why a glob is refused, or null when it is fine. */
export function globProblem(pattern: string): string | null {
  if (pattern === '') return 'a glob must not be empty';
  if (pattern.length > MAX_LENGTH) return `a glob has at most ${MAX_LENGTH} characters`;
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(pattern)) return 'a glob must not hold control characters';
  if (pattern !== pattern.trim()) return 'a glob must not begin or end with a blank';
  if (pattern.startsWith('/')) return 'a path glob is relative to the repository; remove the leading "/"';
  if (pattern.startsWith('./')) return 'a path glob is relative to the repository; remove the leading "./"';
  if (pattern.includes('\\')) return 'a glob uses "/" as separator, never "\\"';
  if (pattern.endsWith('/'))
    return 'this glob ends in "/" and would never match a file; write "**" behind it';
  const expansions = braceExpand(pattern, { braceExpandMax: MAX_BRACES + 1 }).length;
  if (expansions > MAX_BRACES) return `a glob has at most ${MAX_BRACES} brace expansions`;
  return null;
}

/**
 * Compile globs into one test. `tighten` folds case and how accents are written (a rule must not be dodged by
 * spelling), `relax` does not. Literal equality always matches, so that a path with `[` in it can be named.
 */
export function compileGlobs(
  patterns: readonly string[],
  use: 'tighten' | 'relax',
): (value: string) => boolean {
  const nocase = use === 'tighten';
  const options = { dot: true, nonegate: true, nocomment: true, nocase, braceExpandMax: MAX_BRACES };
  const spelled = patterns.map((pattern) => (nocase ? pattern.normalize('NFC') : pattern));
  const compiled = spelled.map((pattern) => new Minimatch(pattern, options));
  const literals = new Set(spelled.map((pattern) => (nocase ? pattern.toLowerCase() : pattern)));
  return (given) => {
    const value = nocase ? given.normalize('NFC') : given;
    return literals.has(nocase ? value.toLowerCase() : value) || compiled.some((glob) => glob.match(value));
  };
}
