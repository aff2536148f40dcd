// Files that the run of somebody else made, once a job has fetched them: which texts of a script come out of them. Asked by those who follow texts.
import type { Command, Word } from './commands.ts';
import type { Held } from './texts.ts';

/** Under this name, which no variable has, `Held` carries the folders of such files, one a line; an empty line is the workspace. */
export const FOREIGN_FOLDERS = '<folders of another run>';

/** How a message names what stands in them. */
const FOREIGN_TEXT = 'artifact of another run';

const READS = String.raw`(?:cat|head|tail|tac|jq|yq|tr|sed|awk|cut|grep|sort|uniq|base64)`;
/** `$(cat pr/title)`, `$(< pr/title)`. */
const SUBSTITUTED = new RegExp(String.raw`(?:\$\(|\x60|<\()\s{0,9}(?:${READS}\s|<)[^\x60]{1,300}`);
const READER = new RegExp(`^${READS}$`);
/** Only a number, or letters that were chosen, get out of these. */
const FILTER =
  /\btr\s{1,9}-\w{0,9}(?:cd|dc|Cd|dC)|\bwc\b|\b(?:sha\d{1,3}|md5|b2)sum\b|\bgrep\s{1,9}-\w{0,9}[cqEPo]\w{0,9}\s[^|]{0,9}\[|\b(?:Number|parseInt|parseFloat)\(|@sh\b/;

/** Of what a shell fills in. */
export function foreignIn(live: string, held: Held): string | null {
  const folders = held.get(FOREIGN_FOLDERS);
  const read = folders === undefined || FILTER.test(live) ? undefined : SUBSTITUTED.exec(live)?.[0];
  return read !== undefined && isInside(read, folders ?? '') ? FOREIGN_TEXT : null;
}

/** Commands of one pipe that are looked back upon. */
const MOST_STAGES = 12;

/** Of what a command prints, or is given to read. */
export function foreignSaidBy(command: Command, held: Held): string | null {
  const folders = held.get(FOREIGN_FOLDERS);
  if (folders === undefined) return null;
  const stages: Command[] = [];
  for (let one: Command | null = command; one !== null && stages.length < MOST_STAGES; one = one.from)
    stages.push(one);
  if (stages.some(({ words }) => FILTER.test(textOf(words)))) return null;
  const isRead = stages.some(
    ({ words, reads }) =>
      reads.some(({ raw }) => isInside(raw, folders)) ||
      (READER.test(words[0]?.raw ?? '') && words.length > 1 && isInside(textOf(words.slice(-1)), folders)),
  );
  return isRead ? FOREIGN_TEXT : null;
}

/** A program that is started from there. */
export function foreignProgram(path: string, held: Held): string | null {
  const folders = (held.get(FOREIGN_FOLDERS) ?? '').split('\n').filter((folder) => folder !== '');
  return folders.some((folder) => `/${path}`.includes(`/${folder}/`)) ? FOREIGN_TEXT : null;
}

/** Of a line of JavaScript or Python. */
export function foreignInLine(line: string, held: Held): string | null {
  const folders = held.get(FOREIGN_FOLDERS);
  if (folders === undefined || FILTER.test(line)) return null;
  const read = /\b(?:readFileSync|readFile|read_text|open)\([^)\n]{1,300}/.exec(line)?.[0];
  return read !== undefined && isInside(read, folders) ? FOREIGN_TEXT : null;
}

/** Files of GitHub, of the machine, and of every repository are none. */
const OWN =
  /GITHUB_[A-Z]|github\.event_path|(?:^|[\s'"(<])(?:\/(?:etc|proc|sys|dev|usr)\/|~)|\b(?:package|composer)\.json\b|\bgo\.mod\b|\.(?:nvmrc|tool-versions)\b/;

function isInside(text: string, folders: string): boolean {
  return folders.split('\n').some((folder) => (folder === '' ? !OWN.test(text) : text.includes(folder)));
}

function textOf(words: readonly Word[]): string {
  return words.map(({ raw }) => raw).join(' ');
}
