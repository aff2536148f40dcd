// Command line words -> checked options. Used by every command.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { closest } from '../model/closest.ts';
import { Fault } from '../model/failure.ts';

/** `list`: an option that may be given several times. */
export type OptionNames = { readonly [name: string]: 'string' | 'boolean' | 'list' };

export type Options = { readonly [name: string]: string | boolean | readonly string[] | undefined };

/** Parse strictly. Throws Fault USAGE naming the word that is wrong, with the nearest known option. */
export function parseOptions(
  args: readonly string[],
  names: OptionNames,
): { readonly options: Options; readonly words: readonly string[] } {
  const config: ParseArgsConfig = {
    args: [...args],
    allowPositionals: true,
    strict: true,
    options: Object.fromEntries(
      Object.entries(names).map(([name, type]) => [
        name,
        type === 'list' ? { type: 'string', multiple: true } : { type },
      ]),
    ),
  };
  refuseUnknown(args, Object.keys(names));
  try {
    const { values, positionals } = parseArgs(config);
    return { options: values as Options, words: positionals };
  } catch (error) {
    throw new Fault(
      'USAGE',
      error instanceof Error ? (error.message.split('\n')[0] ?? 'bad usage') : 'bad usage',
      { cause: error },
    );
  }
}

function refuseUnknown(args: readonly string[], known: readonly string[]): void {
  for (const arg of args) {
    if (arg === '--') return;
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || known.includes(name)) continue;
    const near = closest(name, known);
    throw new Fault('USAGE', `unknown option --${name}${near === null ? '' : `; did you mean --${near}?`}`);
  }
}

/** For commands that take options only: a word left over is a mistake, and must not be read as agreement. */
export function refuseWords(words: readonly string[]): void {
  const [word] = words;
  if (word !== undefined) throw new Fault('USAGE', `unexpected word "${word}"`);
}

/** A string option that must be there. */
export function requiredOption(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new Fault('USAGE', `--${name} is required`);
  return value;
}

export function optionalOption(options: Options, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** Every value of an option that may be given several times. */
export function listOption(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** An option with a closed set of values; the first is the default. */
export function choiceOption<const T extends string>(
  options: Options,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const value = options[name];
  if (value === undefined) return choices[0];
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new Fault('USAGE', `--${name} must be one of ${choices.join(', ')}`);
  return choice;
}
