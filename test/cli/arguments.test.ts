import { describe, expect, it } from 'vitest';
import { choiceOption, optionalOption, parseOptions, requiredOption } from '../../src/cli/arguments.ts';
import { Fault } from '../../src/model/failure.ts';

const NAMES = { base: 'string', format: 'string', verbose: 'boolean' } as const;

function faultOf(run: () => unknown): { readonly code: string; readonly message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseOptions', () => {
  it.each([
    { name: 'nothing', args: [], expected: { options: {}, words: [] } },
    {
      name: 'both spellings of a value',
      args: ['--base', 'main', '--format=json'],
      expected: { options: { base: 'main', format: 'json' }, words: [] },
    },
    { name: 'a switch', args: ['--verbose'], expected: { options: { verbose: true }, words: [] } },
    {
      name: 'words',
      args: ['a', '--base', 'b', 'c'],
      expected: { options: { base: 'b' }, words: ['a', 'c'] },
    },
    { name: 'words behind --', args: ['--', '--bases'], expected: { options: {}, words: ['--bases'] } },
    {
      name: 'the last of two',
      args: ['--base', 'a', '--base', 'b'],
      expected: { options: { base: 'b' }, words: [] },
    },
  ])('takes $name', ({ args, expected }) => {
    const { options, words } = parseOptions(args, NAMES);
    expect({ options: { ...options }, words }).toEqual(expected);
  });

  it.each([
    {
      name: 'a misspelt option',
      args: ['--bsae', 'x'],
      message: 'unknown option --bsae; did you mean --base?',
    },
    { name: 'an option like none', args: ['--qqqqqqqq'], message: 'unknown option --qqqqqqqq' },
    {
      name: 'a misspelt option with a value',
      args: ['--fromat=json'],
      message: 'unknown option --fromat; did you mean --format?',
    },
  ])('refuses $name', ({ args, message }) => {
    expect(faultOf(() => parseOptions(args, NAMES))).toEqual({ code: 'USAGE', message });
  });

  it.each([
    { name: 'a missing value', args: ['--base'], message: /--base/ },
    { name: 'a value for a switch', args: ['--verbose=yes'], message: /--verbose/ },
    { name: 'a short option', args: ['-b'], message: /-b/ },
  ])('refuses $name in one line', ({ args, message }) => {
    const fault = faultOf(() => parseOptions(args, NAMES));
    expect(fault).toEqual({ code: 'USAGE', message: expect.stringMatching(message) });
    expect(fault.message).not.toContain('\n');
  });
});

describe('single options', () => {
  it('a required one must be there and not empty', () => {
    expect(requiredOption({ base: 'main' }, 'base')).toBe('main');
    for (const options of [{}, { base: '' }, { base: true }])
      expect(faultOf(() => requiredOption(options, 'base'))).toEqual({
        code: 'USAGE',
        message: '--base is required',
      });
  });

  it('an optional one is null when it is not there', () => {
    expect(optionalOption({ repo: '.' }, 'repo')).toBe('.');
    expect(optionalOption({}, 'repo')).toBeNull();
  });

  it('a choice defaults to the first and refuses others', () => {
    expect(choiceOption({}, 'format', ['text', 'json'])).toBe('text');
    expect(choiceOption({ format: 'json' }, 'format', ['text', 'json'])).toBe('json');
    expect(faultOf(() => choiceOption({ format: 'xml' }, 'format', ['text', 'json']))).toEqual({
      code: 'USAGE',
      message: '--format must be one of text, json',
    });
  });
});
