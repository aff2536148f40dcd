// From a path in the policy document to its line and column; called wherever a problem of a policy gets its place.
import type { SyntaxEntry, SyntaxNode, SyntaxPlace } from '../syntax/index.ts';

export type Path = readonly (string | number)[];

/**
 * Place of the deepest part of `path` that exists: the key of a map entry, the item of a list.
 * Where one value stands for a list, that value is its first item. `extraKey` is a further key below the path (for unknown keys).
 */
export function locate(root: SyntaxNode, path: Path, extraKey?: string): SyntaxPlace {
  let node = root;
  let place: SyntaxPlace = { line: root.line, column: root.column };
  for (const step of extraKey === undefined ? path : [...path, extraKey]) {
    if (step === 0 && node.kind !== 'list') continue;
    if (node.kind === 'map') {
      const entry = node.entries.find(({ key }) => key === String(step));
      if (entry === undefined) return place;
      place = keyPlace(entry);
      node = entry.value;
    } else if (node.kind === 'list') {
      const item = node.items[Number(step)];
      if (item === undefined) return place;
      place = { line: item.line, column: item.column };
      node = item;
    } else return place;
  }
  return place;
}

/** The node at `path`; where one value stands for a list, that value is its first item. Null where there is none. */
export function nodeAt(root: SyntaxNode, path: Path): SyntaxNode | null {
  const [step, ...rest] = path;
  if (step === undefined) return root;
  if (step === 0 && root.kind !== 'list') return nodeAt(root, rest);
  const inner =
    root.kind === 'map'
      ? root.entries.find(({ key }) => key === String(step))?.value
      : root.kind === 'list'
        ? root.items[Number(step)]
        : undefined;
  return inner === undefined ? null : nodeAt(inner, rest);
}

function keyPlace(entry: SyntaxEntry): SyntaxPlace {
  return { line: entry.keyLine, column: entry.keyColumn };
}

/** `rules[2].when.kinds`: how a path is written for people. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
