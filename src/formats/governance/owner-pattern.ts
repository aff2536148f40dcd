// Which paths a pattern of CODEOWNERS matches; called by `code-owners`. Patterns are as hostile as any text of a pull request.

/** A pattern as segments: `**` any number of folders, else with `*` and `?` inside of one name. */
export type OwnerPattern = readonly string[];

/**
 * GitHub's rules: without a slash before the end it matches at any depth, a folder stands for all below it, and `dir/*`
 * for the files of that folder alone.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseOwnerPattern(text: string): OwnerPattern {
  const segments = text.split('/').filter((segment) => segment !== '');
  const anchored = text.slice(0, -1).includes('/');
  const flat = anchored && segments.at(-1) === '*';
  return [...(anchored ? [] : ['**']), ...segments, ...(flat ? [] : ['**'])];
}

/** A path that the pattern matches and that no other pattern names by chance. */
export function exampleOf(text: string): readonly string[] {
  const segments = text.split('/').filter((segment) => segment !== '');
  const named = segments.map((segment) => segment.replaceAll(/\*+/g, ANY).replaceAll('?', 'x'));
  return text.endsWith('/') || segments.at(-1) === '**' ? [...named, ANY] : named;
}

const ANY = '~any~';

/** Goes back only to the latest `**`, so time is at most the product of the two lengths. */
export function matchesPath(pattern: OwnerPattern, path: readonly string[]): boolean {
  return matchWild(pattern, path, { isStar: (segment) => segment === '**', fits: matchesName });
}

function matchesName(pattern: string, name: string): boolean {
  return matchWild([...pattern], [...name], {
    isStar: (character) => character === '*',
    fits: (wanted, character) => wanted === '?' || wanted === character,
  });
}

function matchWild(
  pattern: readonly string[],
  items: readonly string[],
  { isStar, fits }: { isStar: (wanted: string) => boolean; fits: (wanted: string, item: string) => boolean },
): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < items.length;) {
    const wanted = pattern[at];
    if (wanted !== undefined && isStar(wanted)) {
      star = at;
      at += 1;
      resume = index;
    } else if (wanted !== undefined && fits(wanted, items[index] ?? '')) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
