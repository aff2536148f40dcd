// Texts that a format was not written for: fixtures cut, spliced, doubled and spoiled. Used by the contract and the fuzz campaign.
import type { FileChange } from '../../src/model/files.ts';
import fc from '../properties.ts';
import { textChange } from './cases.ts';
import type { Case } from './cases.ts';
import { pathOf, textOf } from './laws.ts';

/** Pieces that parsers trip over. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  "'",
  '`',
  '\\',
  '${',
  '%{',
  '$${',
  '{{',
  '}}',
  '{{-',
  '<<EOT\n',
  'EOT\n',
  '<<-A\n',
  '#',
  '//',
  '/*',
  '*/',
  '---\n',
  '...\n',
  '- ',
  ': ',
  '? ',
  '&a ',
  '*a',
  '<<: *a\n',
  '!Ref ',
  '!!binary ',
  '|\n',
  '>-\n',
  '%YAML 1.1\n',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\n\n',
  '\u0000',
  '\u2028',
  '\ufeff',
  '\u202e',
  '\u{1f600}',
  '\ud800',
  '__proto__',
  'constructor',
  'null',
  '~',
  'true',
  'yes',
  '1e999',
  '-0',
  '0x1F',
  '1.10',
  '014',
  '\\u0061',
  'resource "a" "b" {}\n',
  'kind: List\n',
  'items:\n',
  'Statement',
  'Effect',
  'Fn::Sub',
  'on:\n',
  'jobs:\n',
  'uses: a@b\n',
];

type Edit = (text: string) => string;

const at = (text: string, seed: number): number => seed % (text.length + 1);
const insert =
  (seed: number, piece: string): Edit =>
  (text) =>
    text.slice(0, at(text, seed)) + piece + text.slice(at(text, seed));

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.nat().map(
    (seed): Edit =>
      (text) =>
        text.slice(0, at(text, seed)),
  ),
  fc.nat().map(
    (seed): Edit =>
      (text) =>
        text.slice(at(text, seed)),
  ),
  fc.tuple(fc.nat(), fc.nat(40)).map(([seed, length]): Edit => (text) => {
    const from = at(text, seed);
    return text.slice(0, from) + text.slice(from + length);
  }),
  fc.tuple(fc.nat(), fc.nat(0xffff)).map(([seed, code]) => insert(seed, String.fromCharCode(code))),
  fc.tuple(fc.nat(), fc.constantFrom(...PIECES)).map(([seed, piece]) => insert(seed, piece)),
  fc.tuple(fc.nat(), fc.nat()).map(([seed, other]): Edit => (text) => {
    const lines = text.split('\n');
    const line = lines[seed % lines.length] ?? '';
    return lines.toSpliced(other % lines.length, 0, line).join('\n');
  }),
  fc.nat().map((seed): Edit => (text) => {
    const lines = text.split('\n');
    return lines.toSpliced(seed % lines.length, 1).join('\n');
  }),
  fc.tuple(fc.nat(), fc.nat(12)).map(([seed, width]): Edit => (text) => {
    const lines = text.split('\n');
    const index = seed % lines.length;
    return lines.with(index, ' '.repeat(width) + (lines[index] ?? '').trimStart()).join('\n');
  }),
  fc.tuple(fc.nat(), fc.nat(60)).map(([seed, length]): Edit => (text) => {
    const from = at(text, seed);
    return text.slice(0, from) + text.slice(from, from + length).repeat(2) + text.slice(from + length);
  }),
);

/** A fixture of the format whose head is another text; now and then its base is, too. */
export function mutantsOf(cases: readonly Case[]): fc.Arbitrary<FileChange> {
  const any = fc.constantFrom(...cases);
  const edited = fc.tuple(any, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([{ change }, edits]) => {
    const text = textOf(change.after) ?? textOf(change.before) ?? '';
    return textChange(
      pathOf(change),
      textOf(change.before),
      edits.reduce((kept, one) => one(kept), text),
    );
  });
  const crossed = fc.tuple(any, any, fc.nat(), fc.nat()).map(([one, other, head, tail]) => {
    const left = textOf(one.change.after) ?? '';
    const right = textOf(other.change.after) ?? '';
    const text = left.slice(0, at(left, head)) + right.slice(at(right, tail));
    return textChange(pathOf(one.change), textOf(other.change.before), text);
  });
  const random = fc
    .tuple(any, fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })))
    .map(([{ change }, text]) => textChange(pathOf(change), textOf(change.before), text));
  return fc.oneof(
    { weight: 6, arbitrary: edited },
    { weight: 2, arbitrary: crossed },
    { weight: 1, arbitrary: random },
  );
}
