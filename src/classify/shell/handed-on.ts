// What a script hands on to later steps: outputs, variables, places of programs. Called by follow-texts.ts.
import type { Command } from './commands.ts';
import { foreignSaidBy } from './foreign-files.ts';
import { plainWords, said } from './interpreters.ts';
import { askedFor, isOneLine, strangersText } from './texts.ts';
import type { Held } from './texts.ts';

export type HandedOn = {
  /** Outputs of the step by name; `*` for any. */
  readonly outputs: Held;
  /** Variables of later steps by name. */
  readonly variables: Held;
  /** Texts that can set any variable, or any place of programs, for later steps, and the file that they get into. */
  readonly forged: readonly Forged[];
};

export type Forged = { readonly input: string; readonly file: 'GITHUB_ENV' | 'GITHUB_PATH' };

export const NOTHING_HANDED: HandedOn = { outputs: new Map(), variables: new Map(), forged: [] };

type File = 'OUTPUT' | 'ENV' | 'PATH';
type Handed = {
  readonly file: File;
  readonly name: string;
  readonly input: string;
  readonly isForged: boolean;
};

/** `held`: what the variables of the script hold. */
export function handedOn(commands: readonly Command[], held: Held): HandedOn {
  const handed = handedBy(commands, held);
  const of = (wanted: File): Held =>
    new Map(
      handed
        .filter(({ file }) => file === wanted)
        .map(({ name, isForged, input }) => [isForged && wanted === 'OUTPUT' ? '*' : name, input] as const),
    );
  const forged = handed.flatMap(({ file, input, isForged }): readonly Forged[] => {
    if (file === 'PATH') return [{ input, file: 'GITHUB_PATH' }];
    return file === 'ENV' && isForged ? [{ input, file: 'GITHUB_ENV' }] : [];
  });
  return { outputs: of('OUTPUT'), variables: of('ENV'), forged };
}

/** `NAME<<END`: what follows is the value of this name, up to this line. */
type Open = { readonly name: string; readonly end: string };

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files */
function handedBy(commands: readonly Command[], held: Held): readonly Handed[] {
  // `{ …; } >> "$GITHUB_ENV"`: all that is said may be meant.
  const groups = commands.filter(({ words }) => words.every(({ raw }) => GROUP.test(raw))).flatMap(filesOf);
  let open: Open | null = null;
  return commands.flatMap((command): readonly Handed[] => {
    const text = writtenIn(command);
    open = opened(text) ?? open;
    const given = open;
    const input = saidByStrangers(command, held);
    if (input === null) return [];
    const files = new Set([...filesOf(command), ...(isSaid(command) ? groups : [])]);
    return [
      ...oldOutputs(text, input),
      ...[...files].map((file) => ({ file, input, ...named(text, given, input) })),
    ];
  });
}

/** What a command prints, or hands to the next, of strangers. */
export function saidByStrangers(command: Command, held: Held): string | null {
  const { raw, live } = said(command);
  return strangersText(live, held) ?? askedFor(raw) ?? foreignSaidBy(command, held);
}

/** As written, and what it is given in a pipe. */
function writtenIn({ words, input, from }: Command): string {
  return [...(from?.words ?? []), ...words, input].map(({ raw }) => raw).join(' ');
}

const GROUP = /^(?:\}|done|fi|exec)$/;

function opened(text: string): Open | null {
  const [, name, end] = /([A-Za-z_][\w.-]{0,99})<<-?\s{0,3}(\S{1,99})/.exec(text) ?? [];
  return name === undefined || end === undefined ? null : { name, end };
}

/** A text of one line stays in its line, and a text of many where strangers cannot know the line that ends it. */
function named(text: string, open: Open | null, input: string): Pick<Handed, 'name' | 'isForged'> {
  const own = /(?:^|[\s"'])([A-Za-z_][\w.-]{0,99})=/.exec(text)?.[1];
  if (own !== undefined) return { name: own, isForged: !isOneLine(input) };
  if (open === null) return { name: '*', isForged: true };
  return { name: open.name, isForged: !isOneLine(input) && !open.end.includes('$') };
}

/** The same as a line that is printed: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/ */
function oldOutputs(text: string, input: string): readonly Handed[] {
  return [...text.matchAll(/::set-output\s{1,9}name=([\w-]{1,99})::/g)].map(([, name = '*']) => ({
    file: 'OUTPUT',
    name,
    input,
    isForged: false,
  }));
}

function isSaid(command: Command): boolean {
  return command.writes.length === 0 && /^(?:echo|printf|cat|jq)$/.test(plainWords(command)[0]?.raw ?? '');
}

const FILES: readonly File[] = ['OUTPUT', 'ENV', 'PATH'];

/** Where its output goes: by a redirection, or by `tee`. */
function filesOf(command: Command): readonly File[] {
  const tee = plainWords(command)[0]?.raw === 'tee' ? command.words : [];
  return [...command.writes, ...tee].flatMap(({ raw }) => {
    const name = /\bGITHUB_(OUTPUT|ENV|PATH)\b/.exec(raw)?.[1];
    return FILES.filter((file) => file === name);
  });
}
