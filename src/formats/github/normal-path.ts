// A path as a step writes it, from the root of the repository. Used by `pulledIn` and `programsRun`.

/** `a/../b/` is `b`; null outside of the repository. */
export function normalPath(path: string): string | null {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}
