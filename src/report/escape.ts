// Makes text of a pull request harmless before it is shown. Called by every renderer of this stage.

/** Characters that render as nothing, reorder what stands beside them, or look like a plain space. */
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A word that no Markdown dialect gives a meaning: letters and digits, joined by single hyphens or apostrophes. */
const PLAIN_WORD = /^(?:[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*%?|e\.g|i\.e|[–—])$/u;
/** GitHub turns commit ids and ticket keys in prose into links. */
const AUTOLINKED_WORD = /^(?:[0-9a-f]{7,64}|[a-z]+-\d+)$/i;

const CODE_LIMIT = 200;
const PROSE_LIMIT = 600;

/** Control, bidirectional and invisible characters become `[U+202E]`: a reader sees that something is there. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => (character === ' ' ? character : codePoint(character)));
}

/** At most `limit` code points; an ellipsis says that something was cut. */
export function clip(text: string, limit: number): string {
  // Two UTF-16 units at most make one code point: no need to spread a megabyte.
  const points = Array.from(text.slice(0, limit * 2 + 2));
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}

/**
 * A Markdown code span: no mention, link, image or emphasis works inside. Angle brackets become ‹ ›, because filters
 * that strip HTML comments do so before they look for code; the JSON document keeps the exact text.
 */
export function code(text: string, limit: number = CODE_LIMIT): string {
  const shown = inert(clip(text, limit));
  if (shown.trim() === '') return `\`"${shown}"\``;
  const fence = '`'.repeat(longestBacktickRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A sentence as Markdown: words stay, everything that could be markup, a mention or a link becomes a code span. */
export function prose(text: string, limit: number = PROSE_LIMIT): string {
  return (clip(text, limit).match(WORDS) ?? []).map(proseWord).join(' ');
}

/** What stands between backticks is one word, blanks and all. */
const WORDS = /(?:`[^`]*`|[^\s`])+|`/gu;
const QUOTED_CODE = /^`([^`]+)`$/;

/** One line for places that show no Markdown (titles): visible, without brackets, mentions or links. */
export function plain(text: string, limit: number): string {
  return clip(policyWords(text).replaceAll('@', '＠'), limit);
}

/** As `plain`, for words of the policy: a title may name `@acme/security`. */
export function policyWords(text: string): string {
  return inert(text).replaceAll('://', ': //').replaceAll('](', '] (');
}

/** Length of the longest run of backticks. */
export function longestBacktickRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** JSON text in which the characters of INVISIBLE and `<` are written as escapes: it parses to the same value. */
export function visibleJson(json: string): string {
  return json.replaceAll('<', '\\u003c').replace(INVISIBLE, (character) => {
    // Line breaks and blanks between tokens are layout: JSON.stringify escapes the ones inside strings.
    if (character === ' ' || character === '\n') return character;
    return Array.from({ length: character.length }, (_, index) => unitEscape(character, index)).join('');
  });
}

function inert(text: string): string {
  return visible(text).replaceAll('<', '‹').replaceAll('>', '›');
}

function proseWord(word: string): string {
  const [, before = '', core = '', after = ''] =
    /^(["'(“]*)(.*?)(["'),.;:!?”]*)$/u.exec(word) ?? ([null, '', word, ''] as const);
  if (core === '') return `${before}${after}`;
  // Fillers of Hangul are letters, and render as nothing.
  const harmless = PLAIN_WORD.test(core) && !AUTOLINKED_WORD.test(core) && visible(core) === core;
  return `${before}${harmless ? core : code(QUOTED_CODE.exec(core)?.[1] ?? core)}${after}`;
}

function codePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function unitEscape(text: string, index: number): string {
  return `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
