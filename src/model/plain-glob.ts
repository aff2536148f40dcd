// Globs that a stranger wrote: `*`, `?` and `**`, and time that no pattern can stretch. Called by classify/ for declared scopes.

/**
 * `*` and `?` stand for anything inside of a folder's or a file's name, `**` for any number of folders. Every other
 * character is itself. Capital letters count: what is inside of a scope is told by its exact name.
 */
export function matchesPathGlob(glob: string, path: string): boolean {
  const groups = groupsOf(glob.split('/'));
  const names = path.split('/');
  const [first = [], ...rest] = groups;
  const last = rest.pop();
  if (!fits(first, names, 0)) return false;
  if (last === undefined) return first.length === names.length;
  let at = first.length;
  for (const group of rest) {
    // The earliest place leaves most room for what follows, so no other has to be tried.
    while (at + group.length <= names.length && !fits(group, names, at)) at += 1;
    if (at + group.length > names.length) return false;
    at += group.length;
  }
  // `**` at the end is what is below, not the folder itself.
  if (last.length === 0) return at < names.length;
  const end = names.length - last.length;
  return end >= at && fits(last, names, end);
}

/** The same without folders: an address is one name. */
export function matchesNameGlob(glob: string, name: string): boolean {
  const [first = '', ...rest] = glob.split(/\*+/);
  const last = rest.pop();
  if (last === undefined) return first.length === name.length && isAt(first, name, 0);
  if (!isAt(first, name, 0)) return false;
  let at = first.length;
  for (const piece of rest) {
    while (at + piece.length <= name.length && !isAt(piece, name, at)) at += 1;
    if (at + piece.length > name.length) return false;
    at += piece.length;
  }
  const end = name.length - last.length;
  return end >= at && isAt(last, name, end);
}

/** Runs of names between `**`. */
function groupsOf(names: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [[]];
  for (const name of names) {
    if (name === '**') groups.push([]);
    else groups.at(-1)?.push(name);
  }
  return groups;
}

function fits(group: readonly string[], names: readonly string[], at: number): boolean {
  return (
    at + group.length <= names.length &&
    group.every((glob, index) => matchesNameGlob(glob, names[at + index] ?? ''))
  );
}

function isAt(piece: string, name: string, at: number): boolean {
  if (at + piece.length > name.length) return false;
  for (let index = 0; index < piece.length; index += 1) {
    if (piece[index] !== '?' && piece[index] !== name[at + index]) return false;
  }
  return true;
}
