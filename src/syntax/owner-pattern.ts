// Which paths a pattern of CODEOWNERS matches; called by `code-owners` and the governance format. Patterns are as hostile as any text of a pull request.

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

export function matchesPath(pattern: OwnerPattern, path: readonly string[]): boolean {
  return matchWild(pattern, path, PATH_RULES);
}

function matchesName(pattern: string, name: string): boolean {
  return matchWild(pattern, name, NAME_RULES);
}

type Rules = {
  /** What stands for any number of items. */
  readonly star: string;
  readonly fits: (wanted: string, item: string) => boolean;
};

const NAME_RULES: Rules = { star: '*', fits: (wanted, item) => wanted === '?' || wanted === item };
const PATH_RULES: Rules = { star: '**', fits: matchesName };

/** Over segments of a path or characters of a name. Goes back only to the latest star, so time is at most the product of both. */
function matchWild(pattern: ArrayLike<string>, items: ArrayLike<string>, { star, fits }: Rules): boolean {
  let at = 0;
  let latest = -1;
  let resume = 0;
  for (let index = 0; index < items.length;) {
    const wanted = pattern[at];
    if (wanted === star) {
      latest = at;
      at += 1;
      resume = index;
    } else if (wanted !== undefined && fits(wanted, items[index] ?? '')) {
      at += 1;
      index += 1;
    } else if (latest >= 0) {
      at = latest + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === star) at += 1;
  return at >= pattern.length;
}
