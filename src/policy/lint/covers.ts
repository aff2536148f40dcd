// Does one glob name every path that another names? Called by lints; false where it is not sure.

const EVERYTHING: readonly string[] = ['**', '**/*', '**/**'];

/** Surely: each path that the glob matches is matched by the pattern as well. */
export function covers(pattern: string, glob: string): boolean {
  if (pattern === glob || EVERYTHING.includes(pattern)) return true;
  const folder = /^([^*?[\]{}()!+@]+\/)\*\*$/.exec(pattern)?.[1];
  return folder !== undefined && glob.startsWith(folder);
}
