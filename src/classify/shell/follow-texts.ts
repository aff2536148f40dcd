// Follows texts of strangers through a shell script: where they run as a program, and what they are handed on as. Called by workflow/injections.ts.
import type { Command, Word } from './commands.ts';
import { commandsOf } from './commands.ts';
import { evaluatedBy, plainWords } from './interpreters.ts';
import { FOREIGN_FOLDERS, foreignProgram } from './foreign-files.ts';
import { programTexts } from './program-texts.ts';
import { handedOn, NOTHING_HANDED, saidByStrangers } from './handed-on.ts';
import type { HandedOn } from './handed-on.ts';
import { askedFor, isFiltered, mayHoldTexts, strangersText } from './texts.ts';
import type { Held } from './texts.ts';

/** `by`: what runs it, as a message names it (`bash -c`). */
export type Run = { readonly input: string; readonly by: string };

export type Followed = HandedOn & { readonly runs: readonly Run[] };

/** Programs in programs. */
const MOST_LEVELS = 3;

/** `held`: the environment of the script. Which branch of a script runs is not asked: all do. */
export function followTexts(script: string, held: Held, level = 0): Followed {
  if (!mayHoldTexts(script, held)) return { runs: [], ...NOTHING_HANDED };
  const commands = commandsOf(script);
  const functions = new Set(
    [...script.matchAll(/\b(\w{1,99})\s{0,9}\(\)|\bfunction\s{1,9}(\w{1,99})/g)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
  );
  const reads = commands.flatMap(({ words }) =>
    words.slice(
      words.findIndex(({ raw }) => raw === 'read') + 1,
      words.some(({ raw }) => raw === 'read') ? undefined : 0,
    ),
  );
  const names = new Map(held);
  const files = new Map<string, string>();
  // A loop may read at its end what it uses at its begin.
  for (const _pass of [1, 2])
    for (const command of commands) remember({ command, names, files, functions, reads });
  if (/\bexit\s{1,9}[1-9]/.test(script)) for (const name of commands.flatMap(validated)) names.delete(name);
  const runs = commands.flatMap((command) => runsOf({ command, names, files, level }));
  return { runs, ...handedOn(commands, names) };
}

type Memory = {
  readonly command: Command;
  readonly names: Map<string, string>;
  readonly files: Map<string, string>;
  readonly functions: ReadonlySet<string>;
  /** What its loops read line by line. */
  readonly reads: readonly Word[];
};

const ASSIGNMENT = /^([A-Za-z_]\w{0,99})\+?=/;
/** What a function, or `set --`, is given. */
const ARGUMENTS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '@', '*'].map((raw) => ({ raw, live: '' }));
const DECLARES = /^(?:export|local|declare|readonly|typeset|let)$/;

function remember({ command, names, files, functions, reads }: Memory): void {
  const given = saidByStrangers(command, names);
  for (const word of command.words) {
    const name = ASSIGNMENT.exec(word.raw)?.[1];
    const input = name === undefined ? null : strangersText(word.live, names);
    if (name === undefined || input === null) continue;
    if (isFiltered(word.live)) names.delete(name);
    else names.set(name, input);
  }
  if (given === null) return;
  const [first, ...rest] = command.words.filter(({ raw }) => !/^(?:while|until|if|!|IFS=.*)$/.test(raw));
  const kind = first?.raw ?? '';
  if (/^(?:read|mapfile|readarray)$/.test(kind)) setAll(names, rest, given);
  else if (kind === 'for') setAll(names, rest.slice(0, 1), given);
  else if (functions.has(kind) || kind === 'set') setAll(names, ARGUMENTS, given);
  else if (kind === 'done') setAll(names, reads, given);
  if (!DECLARES.test(kind)) for (const { raw } of command.writes) files.set(baseOf(raw), given);
}

/** `[[ $N =~ ^[0-9]+$ ]] || exit 1`: only letters that were chosen get behind it. */
function validated({ words }: Command): readonly string[] {
  return words.flatMap(({ raw }, index) => {
    const pattern = words[index + 1]?.raw ?? '';
    if (
      raw !== '=~' ||
      !/^\^[\w[\]\\.:/+*?{},()|-]{1,200}\$$/.test(pattern) ||
      /(?:^|[^\\])\.[*+]/.test(pattern)
    )
      return [];
    return /^\$\{?([A-Za-z_]\w{0,99})\}?$/.exec(words[index - 1]?.live ?? '')?.[1] ?? [];
  });
}

function setAll(names: Map<string, string>, words: readonly Word[], input: string): void {
  for (const { raw } of words) if (/^(?:\w{1,99}|[@*])$/.test(raw)) names.set(raw, input);
}

type Asked = Pick<Memory, 'command' | 'names' | 'files'> & { readonly level: number };

function runsOf({ command, names, files, level }: Asked): readonly Run[] {
  const evaluated = evaluatedBy(command).flatMap(({ by, program, language }): readonly Run[] => {
    const input = strangersText(program.live, names) ?? askedFor(program.piped ?? '');
    if (input !== null) return [{ input, by: by.trim() }];
    if (level >= MOST_LEVELS || program.raw === '') return [];
    return language === 'shell'
      ? followTexts(program.raw, names, level + 1).runs
      : programTexts(program.raw, names).runs;
  });
  return [...evaluated, ...calculated(command, names), ...filesRun(command, files, names)];
}

const NUMBERS = /^-(?:eq|ne|lt|le|gt|ge)$/;

/** A number that bash reads may be `a[$(…)]`: https://www.gnu.org/software/bash/manual/bash.html#Shell-Arithmetic */
function calculated({ words }: Command, names: Held): readonly Run[] {
  const isTest = words.some(({ raw }) => raw === '[[');
  const compared = words.flatMap(({ live }, index) => {
    const neighbours = [words[index - 1]?.raw ?? '', words[index + 1]?.raw ?? ''];
    return isTest && neighbours.some((raw) => NUMBERS.test(raw)) ? [live] : [];
  });
  const sums = words.flatMap(({ live }) =>
    [...live.matchAll(/\$\(\(([^()]{1,200})\)\)/g)].map(([, sum = '']) =>
      sum.replaceAll(/(?<![\w$])([A-Za-z_])/g, '$$$1'),
    ),
  );
  return [...compared, ...sums].flatMap((live) => {
    const input = strangersText(live, names);
    return input === null ? [] : [{ input, by: 'arithmetic of bash' }];
  });
}

/** Written to a file before, and run now. */
function filesRun(command: Command, files: Held, names: Held): readonly Run[] {
  if (files.size === 0 && !names.has(FOREIGN_FOLDERS)) return [];
  const words = plainWords(command);
  const runner = baseOf(words[0]?.raw ?? '');
  const isRunner = /^(?:source|\.|(?:ba|z|da|k)?sh|python[\d.]*|node|perl|ruby|pwsh|terraform|make)$/.test(
    runner,
  );
  const candidates = isRunner ? words.slice(1) : words.slice(0, 1).filter(({ raw }) => raw.includes('/'));
  const program = candidates.find(({ raw }) => !raw.startsWith('-'));
  return candidates.flatMap((word) => {
    const { raw } = word;
    const foreign = word === program ? foreignProgram(raw, names) : null;
    const input = files.get(baseOf(raw)) ?? foreign ?? undefined;
    return input === undefined ? [] : [{ input, by: baseOf(raw) }];
  });
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
