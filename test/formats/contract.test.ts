// What holds for every format, whatever it is given: total, deterministic, inside the file, quiet about secrets.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHclParser } from '../../src/adapters/parsers/load-hcl-parser.ts';
import { FORMATS, createFileReader } from '../../src/formats/index.ts';
import type { FileReading } from '../../src/formats/index.ts';
import type { FileChange, FileSide } from '../../src/model/files.ts';
import { casesOf, textChange } from './cases.ts';

let read: (change: FileChange) => Promise<FileReading>;

beforeAll(async () => {
  read = createFileReader({ hcl: await loadHclParser(() => undefined) });
});

const textOf = (side: FileSide | null): string | null =>
  side?.content.kind === 'text' ? side.content.text : null;
const linesOf = (text: string | null): number => (text ?? '').split(/\r\n|\n|\r/).length;
const pathOf = (change: FileChange): string => (change.after ?? change.before)?.path ?? '';

/** Reads twice and checks everything that must hold of any reading. */
async function lawful(change: FileChange): Promise<FileReading> {
  const reading = await read(change);
  expect(await read(change)).toEqual(reading);
  const most = Math.max(linesOf(textOf(change.before)), linesOf(textOf(change.after)));
  const lines =
    reading.kind === 'parsed'
      ? reading.changes.flatMap((each) => [
          each.startLine,
          each.endLine,
          ...each.attributes.flatMap(({ line }) => (line === null ? [] : [line])),
        ])
      : reading.kind === 'unreadable' && reading.problem.line !== null
        ? [reading.problem.line]
        : [];
  expect(lines.filter((line) => line < 1 || line > most)).toEqual([]);
  if (reading.kind === 'parsed')
    expect(reading.changes.filter((each) => each.startLine > each.endLine)).toEqual([]);
  return reading;
}

describe.each(FORMATS.map(({ id }) => id))('%s', (id) => {
  const cases = casesOf(id);
  const anyCase = fc.constantFrom(...cases);

  it('finds no change between a text and itself', async () => {
    for (const { change } of cases) {
      for (const text of [textOf(change.before), textOf(change.after)]) {
        if (text === null) continue;
        const reading = await read(textChange(pathOf(change), text, text));
        if (reading.kind === 'parsed') expect(reading.changes).toEqual([]);
      }
    }
  });

  it('reads any text without failing', async () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(anyCase, anyText, async ({ change }, text) => {
        const reading = await lawful(textChange(pathOf(change), textOf(change.before), text));
        expect(reading).not.toMatchObject({ problem: { why: 'parser-failed' } });
      }),
      { numRuns: 60 },
    );
  });

  it('reads any cut and any changed character of a fixture', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.nat(), fc.nat(127), fc.boolean(), async (given, seed, code, cut) => {
        const text = textOf(given.change.after) ?? textOf(given.change.before) ?? '';
        const at = seed % (text.length + 1);
        const tail = cut ? '' : String.fromCharCode(code) + text.slice(at + 1);
        const reading = await lawful(
          textChange(pathOf(given.change), textOf(given.change.before), text.slice(0, at) + tail),
        );
        expect(reading).not.toMatchObject({ problem: { why: 'parser-failed' } });
      }),
      { numRuns: 120 },
    );
  });

  it('shows no secret of its fixtures', async () => {
    for (const { change } of cases) expect(JSON.stringify(await read(change))).not.toContain('hunter2');
  });
});
