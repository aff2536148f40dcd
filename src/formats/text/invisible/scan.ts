// Finds what does not show, or shows as something else, on the lines that a file gains and in its name: one of the scanners of
// `marksOf`.
import type { Mark } from '../../../model/change.ts';
import type { AddedLine, AddedText } from '../marks.ts';
import { EMOJI, RIGHT_TO_LEFT, SPELLING, TRICKS } from './characters.ts';
import type { Trick } from './characters.ts';
import { mixesScripts } from './mixed-scripts.ts';

type Found = Omit<Mark, 'file' | 'rule'>;

const PATTERNS = TRICKS.map((trick) => ({ trick, pattern: new RegExp(`[${trick.characters}]`, 'u') }));
/** Most lines hold nothing beyond what a keyboard of any Latin language gives. */
const PLAIN = /^[\t\f\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF]*$/;

export function scanForInvisible({ path, named, lines }: AddedText): readonly Omit<Mark, 'file'>[] {
  const prose = PROSE.test(path) && !READ_BY_AGENTS.test(path);
  const found = lines.filter(({ text }) => !PLAIN.test(text)).flatMap((line) => inLine(line, prose));
  return [...(named ? inName(path) : []), ...found].map((one) => ({
    rule: 'bidi-or-invisible-text',
    ...one,
  }));
}

/** For people, who read past what does not show; what agents read is for machines. */
const PROSE = /\.(?:md|mdx|markdown|rst|adoc|txt|csv|po|html?)$/i;
const READ_BY_AGENTS =
  /(?:^|\/)(?:agents|claude|gemini|copilot-instructions|skill)\.md$|^\.(?:github|cursor|claude)\//i;

function inLine({ number: line, text }: AddedLine, prose: boolean): readonly Found[] {
  // A byte order mark begins a file, and nothing else.
  const visible = line === 1 ? text.replace(/^\uFEFF/, '') : text;
  const trick = trickIn(visible);
  if (trick !== null) {
    const severity = prose && isStray(visible, trick) ? 'low' : trick.severity;
    const message = `${trick.what} stands here (${codesOf(visible, trick)}).`;
    return [{ line, message, severity, confidence: 'high' }];
  }
  if (!mixesScripts(visible)) return [];
  const message =
    'A word here mixes letters that look alike from two scripts: it is not the word it seems to be.';
  return [{ line, message, severity: 'medium', confidence: 'high' }];
}

function inName(path: string): readonly Found[] {
  const trick = trickIn(path);
  if (trick === null && !mixesScripts(path)) return [];
  const message =
    trick === null
      ? 'The name of this file mixes letters that look alike from two scripts.'
      : `${trick.what} stands in the name of this file.`;
  return [{ line: 1, message, severity: trick?.severity ?? 'medium', confidence: 'high' }];
}

/** What is left when emoji and the spelling of other scripts are taken out. */
function trickIn(text: string): Trick | null {
  const rest = text.replaceAll(EMOJI, '').replaceAll(SPELLING, '');
  const found = PATTERNS.find(({ trick, pattern }) => pattern.test(rest) && !isSpelling(trick, rest));
  return found?.trick ?? null;
}

/** Marks and isolates beside right-to-left letters are how such text is written; overrides never are. */
function isSpelling({ characters }: Trick, text: string): boolean {
  if (!RIGHT_TO_LEFT.test(text)) return false;
  if (/[\u202D\u202E]/.test(text)) return false;
  return characters.includes('200E') || characters.includes('202A');
}

/** Text for machines is spelled in rows of them. */
function isStray(text: string, { characters, strays }: Trick): boolean {
  return strays === true && !new RegExp(`[${characters}]{4}`, 'u').test(text);
}

/** `U+202E`, at most three of them, so that people can look for what they cannot see. */
function codesOf(text: string, { characters }: Trick): string {
  const every = new RegExp(`[${characters}]`, 'gu');
  const codes = [...text.matchAll(every)].map(([one]) => `U+${hex(one)}`);
  return [...new Set(codes)].slice(0, 3).join(', ');
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
