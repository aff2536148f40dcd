// What most globs are asked of most names can be told by how a name begins and ends. Called by `compileGlobs`; minimatch decides the rest.
import { braceExpand } from 'minimatch';
import { starGlob } from './star-glob.ts';

/** Says what minimatch says, or null, which leaves it to that. The name must be plain. */
export type QuickGlob = (name: string) => boolean | null;

/**
 * Of letters as they are: one slash between steps, none at the ends, no step of dots alone. All of it ASCII, where
 * folding case is one thing.
 */
export function isPlainName(name: string): boolean {
  return PLAIN.test(name) && !DOTS.test(name);
}

const PLAIN = /^[!-.0-[\]-~ ]+(?:\/[!-.0-[\]-~ ]+)*$/;
const DOTS = /(?:^|\/)\.{1,2}(?:\/|$)/;

/** Beyond stars and slashes everything is minimatch's own business. */
const UNUSUAL =
  /[^ -~]|[?[\](){}!+@|\\#]|\/\/|^\/|\/$|\*\*[^/]|[^/]\*\*|(?:^|\/)\*\*\/\*\*(?:\/|$)|(?:^|\/)\.{1,2}(?:\/|$)/;

/** Two stars that are not all of a step are one. */
const STARS_INSIDE = /(?<=[^/*])\*{2,}|\*{2,}(?=[^/*])|\*{3,}/g;

/** For one pattern with all its alternatives in braces; `pattern` is folded where the names are. */
export function quickGlob(pattern: string, mostAlternatives: number): QuickGlob {
  const all = braceExpand(pattern, { braceExpandMax: mostAlternatives }).map(quickAlternative);
  const [first, second] = all;
  if (first !== undefined && second === undefined) return first;
  return (name) => {
    let open = false;
    for (const one of all) {
      const answer = one(name);
      if (answer === true) return true;
      open ||= answer === null;
    }
    return open ? null : false;
  };
}

/** Of letters, `*` and whole steps `**` alone; null where it is anything more. */
export function plainPattern(alternative: string): string | null {
  const pattern = alternative.replaceAll(STARS_INSIDE, '*');
  return UNUSUAL.test(pattern) ? null : pattern;
}

function quickAlternative(alternative: string): QuickGlob {
  const pattern = plainPattern(alternative);
  if (pattern === null) return () => null;
  const stars = [...pattern.matchAll(/\*+/g)];
  const [first] = stars;
  const last = stars.at(-1);
  if (first === undefined || last === undefined) return (name) => name === pattern;
  const prefix = pattern.slice(0, first.index);
  const suffix = withoutSlash(pattern.slice(last.index + last[0].length), last[0]);
  const whole = starGlob(pattern);
  return (name) => name.startsWith(prefix) && name.endsWith(suffix) && whole(name);
}

/** `**` may stand for no folder at all, and then the slash behind it is gone too. */
function withoutSlash(piece: string, star: string): string {
  return star === '**' && piece.startsWith('/') ? piece.slice(1) : piece;
}
