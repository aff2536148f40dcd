// Short ways to see what the scanners of raw text find in the tests of this folder.
import { marksOf } from '../../../src/formats/text/marks.ts';
import type { Mark } from '../../../src/model/change.ts';
import type { FileChange, FileSide } from '../../../src/model/files.ts';

function side(path: string, text: string): FileSide {
  return { path, mode: '100644', blob: `blob ${text.length}`, content: { kind: 'text', text } };
}

export function added(path: string, text: string): FileChange {
  return { status: 'added', before: null, after: side(path, text) };
}

export function modified(path: string, before: string, after: string): FileChange {
  return { status: 'modified', before: side(path, before), after: side(path, after) };
}

/** `line severity confidence message` of a text that is new. */
export function told(text: string, path = 'deploy/settings.tf'): readonly string[] {
  return marksOf(added(path, text)).map(line);
}

export function line({ line: number, severity, confidence, message }: Mark): string {
  return `${number} ${severity} ${confidence} ${message}`;
}

/** Letters and digits that look like chance and are the same on every run: no test holds a token as text. */
export function random(
  length: number,
  alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
): string {
  let state = 20_261_121 + length;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return alphabet[Math.floor((state / 2_147_483_648) * alphabet.length)];
  }).join('');
}

export const HEX = '0123456789abcdef';
export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
