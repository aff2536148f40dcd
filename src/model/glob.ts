// Globs of the policy: one matcher for paths, names and addresses. Rules from the design, "Matching".
import { Minimatch, braceExpand } from 'minimatch';
import { marksOf, neededTokens } from './glob-tokens.ts';
import { memoryOfTexts } from './memory.ts';
import { isPlainName, quickGlob } from './quick-glob.ts';

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
  const { matches } = compileNameGlobs(patterns, use);
  return (given) => matches(rememberedName(given));
}

/** For who asks many globs of many names. */
export type NameGlobs = {
  readonly use: 'tighten' | 'relax';
  readonly matches: (name: Name) => boolean;
  /** A plain name of which no word has one of these marks does not match; null: any may. Folded where case is. */
  readonly marks: readonly number[] | null;
};

export function compileNameGlobs(patterns: readonly string[], use: NameGlobs['use']): NameGlobs {
  const globs = patterns.map((pattern) => compileGlob(pattern, use === 'tighten'));
  const tokens = patterns.map((pattern) => neededTokens(literalOf(pattern, use === 'tighten'), MAX_BRACES));
  return {
    use,
    matches: (name) => {
      for (const glob of globs) if (glob(name)) return true;
      return false;
    },
    marks: tokens.includes(null)
      ? null
      : [...new Set(tokens.flatMap((each) => (each ?? []).flatMap(marksOf)))],
  };
}

/** As the names are spelled that it is compared with. */
function literalOf(pattern: string, nocase: boolean): string {
  return nocase ? pattern.normalize('NFC').toLowerCase() : pattern;
}

/** A name as globs are asked of it: `nameOf`. */
export type Name = {
  readonly given: string;
  /** Accents written in one way. */
  readonly normal: string;
  readonly folded: string;
  readonly isPlain: boolean;
};

const names = memoryOfTexts<Name>(10_000);

/** The same for each use of a name: globs are asked one after the other, of the same names. */
function rememberedName(given: string): Name {
  const known = names.get(given);
  if (known !== undefined) return known;
  const name = nameOf(given);
  names.set(given, name);
  return name;
}

/** For who keeps it: one name is asked of many globs. */
export function nameOf(given: string): Name {
  const isPlain = isPlainName(given);
  // What is plain is ASCII, of which there is one way to write it.
  const normal = isPlain ? given : given.normalize('NFC');
  return { given, normal, folded: normal.toLowerCase(), isPlain };
}

function compileGlob(pattern: string, nocase: boolean): (name: Name) => boolean {
  const spelled = nocase ? pattern.normalize('NFC') : pattern;
  const literal = literalOf(pattern, nocase);
  const options = { dot: true, nonegate: true, nocomment: true, nocase, braceExpandMax: MAX_BRACES };
  const quick = quickGlob(literal, MAX_BRACES);
  let whole: Minimatch | null = null;
  return ({ given, normal, folded, isPlain }) => {
    const value = nocase ? folded : given;
    if (value === literal) return true;
    const answer = isPlain ? quick(value) : null;
    if (answer !== null) return answer;
    // Few globs are ever asked what only minimatch can tell, and building one costs more than asking.
    whole ??= new Minimatch(spelled, options);
    return whole.match(nocase ? normal : given);
  };
}
