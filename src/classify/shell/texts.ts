// Which texts of a script strangers wrote: the variables that hold them, and the commands that ask for them. Called by follow-texts.ts.

import { FOREIGN_FOLDERS, foreignIn } from './foreign-files.ts';

/** Variables of a script by name, with what strangers wrote into them: `github.event.issue.title`. */
export type Held = ReadonlyMap<string, string>;

/** GitHub sets it to the name of the branch, which whoever opens the pull request chooses. */
export const SET_BY_GITHUB: Held = new Map([['GITHUB_HEAD_REF', 'github.head_ref']]);

const VARIABLE = /\$(?:\{(?![{#])!?)?([A-Za-z_]\w{0,99}|[@*1-9])(?:\/\/\[\^|@Q\})?/g;
const PRINTED = /\bprintenv\s{1,9}([A-Za-z_]\w{0,99})/g;
/** What is left of a text by these holds nothing that a shell would understand. */
const HARMLESS_FORM = /\/\/\[\^$|@Q\}$/;

/** Fields of an event, or of an answer of GitHub, whose text is free. */
const FREE_FIELD =
  /\b(?:title|body|bodyText|message|messageHeadline|messageBody|headRefName|head_ref|comments|reviews|label|description|commits)\b|\bhead\.ref\b/i;
const ASKS =
  /\bgh\s{1,9}(pr|issue)\s{1,9}(?:view|list)\b|\bgh\s{1,9}(api)\b[^\n|;]{0,200}\b(?:issues|pulls|comments|discussions)\b/;
const WHOLE_EVENT = /\bcat\b[^|\n]{0,40}(?:GITHUB_EVENT_PATH|github\.event_path)[^|\n]{0,9}$/m;
const EVENT = /GITHUB_EVENT_PATH|github\.event_path/;

/** The first text of strangers among what a shell fills in, null for none. */
export function strangersText(live: string, held: Held): string | null {
  for (const [whole, name = ''] of live.matchAll(VARIABLE)) {
    const input = held.get(name);
    if (input !== undefined && !HARMLESS_FORM.test(whole)) return input;
  }
  for (const [, name = ''] of live.matchAll(PRINTED)) {
    const input = held.get(name);
    if (input !== undefined) return input;
  }
  return askedFor(live) ?? foreignIn(live, held);
}

/** `gh issue view --json body`, `jq .comment.body "$GITHUB_EVENT_PATH"`: what a command asks for, as it is written. */
export function askedFor(text: string): string | null {
  if (EVENT.test(text)) return FREE_FIELD.test(text) || WHOLE_EVENT.test(text) ? 'GITHUB_EVENT_PATH' : null;
  const [, what, api] = ASKS.exec(text) ?? [];
  if (what === undefined && api === undefined) return null;
  // What is picked of the answer counts; addresses have words of their own.
  const picked = /(?:--jq|-q)[= ]\s{0,9}(['"]?)([^'"]{1,300})\1/.exec(text)?.[2];
  const fields =
    picked ??
    text
      .split(/\s+/)
      .filter((word) => !word.includes('/'))
      .join(' ');
  return FREE_FIELD.test(fields) ? (what === undefined ? 'gh api' : `gh ${what} view`) : null;
}

/** Could a script hold one at all? Most hold none, and need not be read. */
export function mayHoldTexts(script: string, held: Held): boolean {
  return (
    EVENT.test(script) ||
    ASKS.test(script) ||
    held.has(FOREIGN_FOLDERS) ||
    [...held.keys()].some((name) => script.includes(name))
  );
}

/** `X=$(echo "$T" | tr -cd a-z)`: only letters that were chosen are left, or a number. */
export function isFiltered(value: string): boolean {
  return /\|\s{0,9}(?:tr\s{1,9}-\w{0,9}(?:cd|dc|Cd|dC)|sed\s{1,9}[^|]{0,40}\[\^|(?:sha\d{1,3}|md5|b2)sum\b|wc\b|grep\s{1,9}-\w{0,9}[cq]|cut\s{1,9}-c)[^|]{0,200}\)["']?$|\bprintf\s{1,9}(?:-v\s{1,9}\w{1,99}\s{1,9})?["']?%q|@sh\b/.test(
    value,
  );
}

/** No line ends in these, so they cannot begin a line of their own. */
export function isOneLine(input: string): boolean {
  return /(?:title|ref|label|branch|email|name|homepage|description)$/.test(input);
}
