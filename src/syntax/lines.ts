// From offsets to lines and columns; used while a tree is built.
import type { SyntaxPlace } from './node.ts';

/** A lookup from UTF-16 offset to 1-based place. Line ends are LF, CR LF and a lone CR, as in the YAML reader. */
export function lineIndex(text: string): (offset: number) => SyntaxPlace {
  const starts = [0];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return (offset) => {
    const row = lastAtMost(starts, offset);
    return { line: row + 1, column: offset - (starts[row] ?? 0) + 1 };
  };
}

/** Index of the last element that is at most `value`; the list is sorted and starts with 0. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
