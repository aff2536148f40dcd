// Commands that take a text for a program, and which text: a data table and its reading. Asked by follow-texts.ts.
import type { Command, Word } from './commands.ts';

/** A text that runs. */
export type Evaluated = {
  /** How a message names what runs it. */
  readonly by: string;
  readonly program: Program;
  readonly language: 'shell' | 'other';
};

/** `piped`: the commands before it in the pipe, as written. */
type Program = Word & { readonly piped?: string };

const NO_WORD: Word = { raw: '', live: '' };

const SHELL = /^(?:ba|z|da|k|a)?sh$/;
const LANGUAGE = /^(?:python[\d.]*|node|nodejs|deno|bun|perl|ruby|php|Rscript|pwsh|powershell)$/i;
/** Of shells and languages, and of `su`. */
const FLAG = /^(?:-[a-zA-Z]{0,6}[ceEpr]|--eval|--print|-[Cc]ommand|-Command)$/;

/** What each takes as a program of its own language, behind its options; these can all start commands. */
const SMALL_LANGUAGE = /^(?:awk|gawk|mawk|nawk|sed|gsed)$/;
/** Their options that take a value of their own which is no program. */
const WITH_VALUE = /^-[vFfl]$/;

const KEYWORDS =
  /^(?:if|then|elif|else|while|until|do|done|fi|!|time|\{|\}|for|in|function|exec|command|builtin|sudo|nohup|env|coproc)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

/** Agents that follow what they are told. */
export const AGENT = /^(?:claude|codex|gemini|cursor-agent|copilot|aider|opencode|goose|amp)$/;

/** The words of a command without keywords, assignments and `sudo` in front. */
export function plainWords({ words }: Command): readonly Word[] {
  const first = words.findIndex(
    ({ raw }, index) => !KEYWORDS.test(raw) && !ASSIGNMENT.test(raw) && !(index > 0 && raw.startsWith('-')),
  );
  return first < 0 ? [] : words.slice(first);
}

function baseOf({ raw }: Word): string {
  return raw.slice(raw.lastIndexOf('/') + 1);
}

/** Every text that this command runs, whatever stands in it. */
export function evaluatedBy(command: Command): readonly Evaluated[] {
  const words = plainWords(command);
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const name = baseOf(first);
  const shell = (by: string, programs: readonly Word[]): readonly Evaluated[] =>
    programs.map((program) => ({ by, program, language: 'shell' as const }));
  if (name === 'eval' || name === 'trap') return shell(name, rest);
  if (name === 'source' || name === '.') return shell('source', [...rest.filter(isProcess), command.input]);
  if (name === 'ssh') return shell('ssh', [...rest, command.input]);
  if (name === 'make' || name === 'gmake') return shell(name, rest);
  if (AGENT.test(name))
    return [...rest, read(command)].map((program) => ({ by: name, program, language: 'other' as const }));
  if (isInstaller(name, rest))
    return rest.map((program) => ({ by: name, program, language: 'other' as const }));
  if (SMALL_LANGUAGE.test(name)) return [{ by: name, program: ownProgram(rest), language: 'other' }];
  return [
    { by: first.live, program: { raw: '', live: commandPosition(first) }, language: 'other' as const },
    ...interpreted(words, command),
  ];
}

/** What they fetch, they run. */
function isInstaller(name: string, rest: readonly Word[]): boolean {
  if (/^(?:npx|pnpx|bunx|uvx|pipx)$/.test(name)) return true;
  const verb = rest.find(({ raw }) => !raw.startsWith('-'))?.raw ?? '';
  return (
    /^(?:pip[\d.]*|npm|yarn|pnpm|bun|gem|cargo|go|uv)$/.test(name) &&
    /^(?:i|install|add|exec|dlx|get)$/.test(verb)
  );
}

/** A command that is named by a variable alone. */
function commandPosition({ raw, live }: Word): string {
  return raw === live && /^\$\{?\w+\}?$/.test(live) ? live : '';
}

function isProcess({ raw }: Word): boolean {
  return raw.startsWith('<(');
}

/** `bash -c …`, `python -c …`, `su -c …` wherever they stand: behind `docker exec`, `xargs`, `find -exec`, `timeout`. */
function interpreted(words: readonly Word[], command: Command): readonly Evaluated[] {
  return words.flatMap((word, index): readonly Evaluated[] => {
    const name = baseOf(word);
    const language = SHELL.test(name) || name === 'su' ? 'shell' : LANGUAGE.test(name) ? 'other' : null;
    if (language === null) return [];
    const rest = words.slice(index + 1);
    const flag = rest.findIndex(({ raw }) => FLAG.test(raw));
    const argument = rest.findIndex(({ raw }) => !raw.startsWith('-'));
    if (flag >= 0 && (argument < 0 || flag < argument || name === 'su')) {
      const program = filledIn(rest[flag + 1], words.slice(0, index), command);
      return [{ by: `${name} ${rest[flag]?.raw ?? ''}`, program, language }];
    }
    const script = rest[argument];
    if (script !== undefined && isProcess(script)) return [{ by: name, program: script, language }];
    if (script !== undefined && script.raw !== '/dev/stdin') return [];
    return name === 'su' ? [] : [{ by: name, program: read(command), language }];
  });
}

/** What a program without arguments reads. */
function read({ input, from }: Command): Program {
  const piped = from === null ? NO_WORD : said(from);
  return { raw: input.raw, live: `${input.live} ${piped.live}`, piped: piped.raw };
}

/** Commands of one pipe that are looked back upon. */
const MOST_STAGES = 12;

/** What a command may say: its own words, and what it was given to read. */
export function said(command: Command, stages = MOST_STAGES): Word {
  const piped = command.from === null || stages === 0 ? NO_WORD : said(command.from, stages - 1);
  const parts = [...command.words, command.input, piped];
  return { raw: parts.map(({ raw }) => raw).join(' '), live: parts.map(({ live }) => live).join(' ') };
}

/** `… | xargs sh -c` takes its program from what it reads, and `xargs -I{} sh -c "… {}"` a part of it. */
function filledIn(program: Word | undefined, before: readonly Word[], command: Command): Program {
  const xargs = before.findIndex((word) => baseOf(word) === 'xargs');
  const given = program ?? NO_WORD;
  if (xargs < 0) return given;
  const options = before.slice(xargs + 1);
  const place = options.flatMap(({ raw }, index) => placeOf(raw, options[index + 1]))[0];
  const isFilled = program === undefined || (place !== undefined && program.raw.includes(place));
  if (!isFilled) return given;
  const { live, piped = '' } = read(command);
  return { raw: given.raw, live: `${given.live} ${live}`, piped };
}

/** `-I {}`, `-I{}`, `-i`, `--replace`. */
function placeOf(option: string, next: Word | undefined): readonly string[] {
  const [, short, long] = /^(?:-[Ii](.*)|--replace=?(.*))$/.exec(option) ?? [];
  const given = short ?? long;
  if (given === undefined) return [];
  return [given !== '' ? given : option === '-I' ? (next?.raw ?? '{}') : '{}'];
}

function ownProgram(words: readonly Word[]): Word {
  const given = words.findIndex(({ raw }) => raw === '-e' || raw === '--expression');
  if (given >= 0) return words[given + 1] ?? NO_WORD;
  const program = words.find(
    ({ raw }, index) => raw !== '' && !raw.startsWith('-') && !WITH_VALUE.test(words[index - 1]?.raw ?? ''),
  );
  return program ?? NO_WORD;
}
