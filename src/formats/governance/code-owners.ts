// Who owns what by CODEOWNERS, before and after: the last line that matches wins, so any line can take owners away elsewhere.
import type { FormatFile } from '../format-file.ts';
import type { Entry } from '../state.ts';
import { exampleOf, matchesPath, parseCodeOwners, parseOwnerPattern } from '../../syntax/index.ts';
import type { OwnerPattern } from '../../syntax/index.ts';

type Rule = {
  readonly text: string;
  readonly pattern: OwnerPattern;
  readonly owners: readonly string[];
  readonly line: number;
};

export type OwnerEntries = { readonly before: readonly Entry[]; readonly after: readonly Entry[] };

/** Each pattern is tried on each line of both sides, so beyond this only lines of one pattern are compared. */
const MOST_RULES = 300;
const MOST_CHARACTERS = 200;
const MOST_STARS = 6;

/** For each pattern of either side, who owns what it stands for: `owners["/infra/"]`. Absent where no line matches. */
export function codeOwners(before: FormatFile | null, after: FormatFile | null): OwnerEntries {
  const [old, now] = [rulesOf(before), rulesOf(after)];
  const patterns = [...new Set([...now, ...old].map(({ text }) => text))];
  const few = isPlain(old) && isPlain(now);
  const entries = (rules: readonly Rule[], own: boolean): readonly Entry[] =>
    few ? patterns.flatMap((text) => decided(text, rules)) : [...lastOfEach(rules), ...uncompared(own)];
  return { before: entries(old, !isPlain(old)), after: entries(now, !isPlain(now)) };
}

/** Short enough to be compared, whatever the other side is. */
function isPlain(rules: readonly Rule[]): boolean {
  return rules.length <= MOST_RULES && rules.every(({ text }) => isSimple(text));
}

/** Tells that a line may take owners away from others without a trace here. */
function uncompared(own: boolean): readonly Entry[] {
  return own ? [{ path: 'uncompared', line: 1, compare: true, shown: true, sensitive: false }] : [];
}

function isSimple(text: string): boolean {
  return text.length <= MOST_CHARACTERS && text.split('*').length - 1 <= MOST_STARS;
}

function decided(text: string, rules: readonly Rule[]): readonly Entry[] {
  const path = exampleOf(text);
  const rule = rules.findLast(({ pattern }) => matchesPath(pattern, path));
  return rule === undefined ? [] : [entryOf(text, rule)];
}

function lastOfEach(rules: readonly Rule[]): readonly Entry[] {
  return [...new Map(rules.map((rule) => [rule.text, entryOf(rule.text, rule)])).values()];
}

function entryOf(text: string, { owners, line }: Rule): Entry {
  const path = `owners[${JSON.stringify(text)}]`;
  return { path, line, compare: owners, shown: owners, sensitive: false };
}

function rulesOf(file: FormatFile | null): readonly Rule[] {
  return parseCodeOwners(file?.text ?? '').map(({ pattern, owners, line }) => ({
    text: pattern,
    pattern: parseOwnerPattern(pattern),
    owners,
    line,
  }));
}
