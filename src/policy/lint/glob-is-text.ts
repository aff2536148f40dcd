// Signs that turn a glob round or open something elsewhere, and are letters as any other where they stand.
import type { Lint, Warning } from './lint.ts';
import { pathGlobsOf } from './path-globs.ts';
import { placed, conditionsOf } from './walk.ts';

export const globIsText: Lint = {
  code: 'glob-is-text',
  find: ({ document }) => {
    const addresses = [
      ...conditionsOf(document).flatMap(({ path, value }) => placed(value.addresses, [...path, 'addresses'])),
      ...placed(document.exceptions, ['exceptions']).flatMap(({ path, value }) =>
        placed(value.addresses, [...path, 'addresses']),
      ),
    ];
    return [
      ...pathGlobsOf(document).flatMap(({ path, value: { glob } }) => found(path, inPath(glob))),
      ...addresses.flatMap(({ path, value }) => found(path, inAddress(value))),
    ];
  },
};

function found(path: Warning['path'], message: string | null): readonly Warning[] {
  return message === null ? [] : [{ path, message }];
}

function inPath(glob: string): string | null {
  if (/^!(?!\()/.test(glob))
    return `"${glob}" means files whose names begin with "!", and leaves nothing out`;
  for (const [open, close] of ['[]', '{}'])
    if (open !== undefined && close !== undefined && glob.lastIndexOf(open) > glob.lastIndexOf(close))
      return `"${open}" is never closed in "${glob}", and is a letter there`;
  if (/^\.\.(?:\/|$)/.test(glob)) return `"${glob}" leads out of the repository, where no file is`;
  if (/\/\.\*(?:$|[^/*])/.test(glob))
    return `".*" in "${glob}" is a name that begins with a dot, as in no regular expression`;
  return isJoined(glob)
    ? `"**" in "${glob}" stands beside other signs, and is there one "*", which stays in its folder`
    : null;
}

/** Brackets may hold a whole way, whose `**` stands alone once they are open. */
function isJoined(glob: string): boolean {
  return glob.split('/').some((step) => step.includes('**') && step !== '**' && !/[{}()[\]]/.test(step));
}

function inAddress(glob: string): string | null {
  return /\[["']?\*["']?\]/.test(glob)
    ? `"[*]" in "${glob}" is a set of signs that holds "*" alone; for any index write "*" in its place`
    : null;
}
