// What the raw text of a changed file shows whatever its format; called by `readFile`, where the text is still at hand.
import type { Mark } from '../../model/change.ts';
import type { FileChange } from '../../model/files.ts';
import { scanForInvisible } from './invisible/scan.ts';
import { scanForSecrets } from './secrets/scan.ts';

/** Looks at the lines that the head adds. Total, linear, and never quotes what it finds. */
export type Scanner = (file: AddedText) => readonly Omit<Mark, 'file'>[];
export type AddedText = {
  readonly path: string;
  /** Whether the path itself is new. */
  readonly named: boolean;
  /** In the order of the file; what stands between them was there before. */
  readonly lines: readonly AddedLine[];
};
/** `number` is 1-based in the head file. */
export type AddedLine = { readonly number: number; readonly text: string };

const SCANNERS: readonly Scanner[] = [scanForSecrets, scanForInvisible];

/** Marks on lines that the base does not have, by line. */
export function marksOf({ before, after }: FileChange): readonly Mark[] {
  if (after?.content.kind !== 'text') return [];
  const old = before?.content.kind === 'text' ? before.content.text : '';
  const { path } = after;
  const added = { path, named: before?.path !== path, lines: addedLines(old, after.content.text) };
  return SCANNERS.flatMap((scan) => scan(added).map((mark) => ({ ...mark, file: path }))).toSorted(
    (a, b) => a.line - b.line,
  );
}

/** A line that moves is not new: lines are compared as a multiset. */
function addedLines(before: string, after: string): readonly AddedLine[] {
  const spare = new Map<string, number>();
  for (const line of before.split(LINE_END)) spare.set(line, (spare.get(line) ?? 0) + 1);
  return after.split(LINE_END).flatMap((text, index) => {
    const count = spare.get(text) ?? 0;
    spare.set(text, count - 1);
    return count > 0 ? [] : [{ number: index + 1, text }];
  });
}

const LINE_END = /\r\n|\n|\r/;
