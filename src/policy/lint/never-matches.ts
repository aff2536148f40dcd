// Rules whose conditions contradict each other: they look like a guard, and no change can ever meet them.
import { placed, rulesOf } from './walk.ts';
import { clashIn } from './clash.ts';
import type { Lint, Warning } from './lint.ts';
import type { When } from '../schema/when.ts';

export const neverMatches: Lint = {
  code: 'never-matches',
  find: ({ document, documents, surroundings: { now } }) => {
    const raises = documents.some(({ rules }) => (rules ?? []).some(({ tier }) => tier !== undefined));
    return rulesOf(document).flatMap(({ path, value: { id, when } }): readonly Warning[] => {
      if (when === undefined) return [];
      const at = [...path, 'when'];
      const clash = clashIn(when, { path: at, raises }) ?? ended(when, at, now) ?? misspelt(when, at);
      return clash === null
        ? []
        : [{ path: clash.path, message: `the rule "${id}" can never match: ${clash.message}` }];
    });
  },
};

const TWO_DAYS_MS = 2 * 86_400_000;

/** Two days of grace: the window is meant in a zone of its own, and its last day is included. */
function ended({ during }: When, path: Warning['path'], now: string | null): Warning | null {
  if (during === undefined || now === null) return null;
  const windows = placed(during, [...path, 'during']);
  const isOver = (until: string | undefined): boolean =>
    Date.parse(`${until?.slice(0, 10) ?? ''}T00:00:00Z`) + TWO_DAYS_MS < Date.parse(now);
  const last =
    windows
      .map(({ value }) => value.until ?? '')
      .toSorted()
      .at(-1) ?? '';
  return windows.every(({ value }) => isOver(value.until))
    ? { path: [...path, 'during'], message: `the last of its windows ended with ${last}` }
    : null;
}

/** Names in a form that nothing here has: a repository without its owner, a branch spelled as a ref. */
function misspelt({ repositories, branches }: When, path: Warning['path']): Warning | null {
  if (repositories?.every((glob) => !/[/{[(]|\*\*/.test(glob) || glob.includes('://')) === true)
    return { path: [...path, 'repositories'], message: 'a repository is named "owner/name"' };
  if (branches?.every((glob) => glob.startsWith('refs/')) === true)
    return { path: [...path, 'branches'], message: 'a branch is named without "refs/heads/"' };
  return null;
}
