// What must hold of any reading of any text: asked by the contract tests and by the fuzz campaign.
import type { FileReading } from '../../src/formats/index.ts';
import type { FileChange, FileSide } from '../../src/model/files.ts';
import { textChange } from './cases.ts';

export type Read = (change: FileChange) => Promise<FileReading> | FileReading;

export const textOf = (side: FileSide | null): string | null =>
  side?.content.kind === 'text' ? side.content.text : null;
export const pathOf = (change: FileChange): string => (change.after ?? change.before)?.path ?? '';

/** The first law that a reading breaks, in words; null when it keeps them all. */
export async function brokenLaw(read: Read, change: FileChange): Promise<string | null> {
  const reading = await read(change);
  if (JSON.stringify(reading) !== JSON.stringify(await read(structuredClone(change))))
    return 'the same text is read in two ways';
  if (reading.kind === 'unreadable' && reading.problem.why === 'parser-failed') return 'the parser failed';
  const most = Math.max(linesOf(textOf(change.before)), linesOf(textOf(change.after)));
  const outside = linesIn(reading).find((line) => !Number.isInteger(line) || line < 1 || line > most);
  if (outside !== undefined) return `line ${outside} of a file with ${most}`;
  if (reading.kind === 'parsed' && reading.changes.some((each) => each.startLine > each.endLine))
    return 'a change ends before it begins';
  return brokenByItself(read, change);
}

/** No text differs from itself, and a text that can be read on its own can be read beside itself. */
async function brokenByItself(read: Read, change: FileChange): Promise<string | null> {
  const text = textOf(change.after);
  if (text === null) return null;
  const same = await read(textChange(pathOf(change), text, text));
  return same.kind === 'parsed' && same.changes.length > 0 ? 'a text differs from itself' : null;
}

function linesIn(reading: FileReading): readonly number[] {
  const marks = reading.marks.map(({ line }) => line);
  if (reading.kind === 'plain') return marks;
  if (reading.kind === 'unreadable') return [...marks, ...numbers([reading.problem.line])];
  return [
    ...marks,
    ...reading.changes.flatMap((each) => [
      each.startLine,
      each.endLine,
      ...numbers(each.attributes.map(({ line }) => line)),
    ]),
  ];
}

function numbers(lines: readonly (number | null)[]): readonly number[] {
  return lines.filter((line) => line !== null);
}

function linesOf(text: string | null): number {
  return (text ?? '').split(/\r\n|\n|\r/).length;
}
