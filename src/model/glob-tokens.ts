// A word that every name must hold which a glob can match: of many names most need not be asked. Called by `compileNameGlobs`.
import { braceExpand } from 'minimatch';
import { plainPattern } from './quick-glob.ts';

/** The words of a plain name or pattern, in turn: what stands between slashes and dots. */
export function tokensOf(text: string): readonly string[] {
  return text.split(/[/.]/);
}

/**
 * The same words as numbers: one word is one number, and seldom that of another. Thousands of names are looked through for each
 * decision, and no word is cut out for it.
 */
export function eachMark(text: string, take: (mark: number) => void): void {
  let mark = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === SLASH || unit === DOT) {
      take(mark);
      mark = 0;
    } else mark = (Math.imul(mark, 31) + unit) | 0;
  }
  take(mark);
}

const SLASH = 0x2f;
const DOT = 0x2e;

export function marksOf(text: string): readonly number[] {
  const marks: number[] = [];
  eachMark(text, (mark) => void marks.push(mark));
  return marks;
}

/**
 * One word for each alternative of a glob. A plain name that has none of them does not match. Null: any name may. The
 * pattern is folded where the names are.
 */
export function neededTokens(pattern: string, mostAlternatives: number): readonly string[] | null {
  const all = braceExpand(pattern, { braceExpandMax: mostAlternatives }).map(neededToken);
  // A name that is the pattern, letter by letter, matches whatever its braces mean.
  const own = all.length === 1 ? [] : [longest(tokensOf(pattern))];
  const known = [...all, ...own].filter((token) => token !== null);
  return known.length === all.length + own.length ? known : null;
}

/** A word without stars between two separators stands so in every name that matches: stars end at them. */
function neededToken(alternative: string): string | null {
  const pattern = plainPattern(alternative);
  return pattern === null ? null : longest(tokensOf(pattern).filter((token) => !token.includes('*')));
}

function longest(tokens: readonly string[]): string | null {
  const best = tokens.reduce((a, b) => (b.length > a.length ? b : a), '');
  return best === '' ? null : best;
}
