import { describe, expect, it } from 'vitest';
import { main } from '../src/cli.ts';

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    color: false,
    interactive: false,
    cwd: '/',
    environment: {},
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** First words of the commands that a text shows. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}aigov ([a-z]+(?: [a-z]+)?)/gm)].map(([, name]) => name ?? '');
}

const OF_POLICY = [
  'policy validate',
  'policy explain',
  'policy init',
  'policy replay',
  'policy test',
  'policy schema',
];
const OF_LEDGER = ['ledger verify', 'ledger export'];

describe('help', () => {
  it.each([
    { args: ['policy'], code: 2, commands: OF_POLICY },
    { args: ['ledger'], code: 2, commands: OF_LEDGER },
    { args: ['policy', '--help'], code: 0, commands: OF_POLICY },
    { args: ['policy', '-h'], code: 0, commands: OF_POLICY },
    { args: ['ledger', 'help'], code: 0, commands: OF_LEDGER },
    { args: ['help', 'policy'], code: 0, commands: OF_POLICY },
    { args: ['help', 'ledger', 'verify'], code: 0, commands: ['ledger verify'] },
    { args: [], code: 2, commands: ['check', 'diff', ...OF_POLICY, 'agents', ...OF_LEDGER] },
    {
      args: ['help', 'constructor'],
      code: 0,
      commands: ['check', 'diff', ...OF_POLICY, 'agents', ...OF_LEDGER],
    },
  ])('of "$args" ends with $code', async ({ args, code, commands }) => {
    const ran = await run(...args);
    expect({ code: ran.code, commands: commandsIn(ran.out), err: ran.err }).toEqual({
      code,
      commands,
      err: '',
    });
  });

  it.each(['--help', '-h'])('of one command by %s', async (word) => {
    const ran = await run('ledger', 'verify', word);
    expect([ran.code, ran.out.startsWith('aigov ledger verify [--data-dir')]).toEqual([0, true]);
  });
});

describe('an unknown word', () => {
  it.each([
    { args: ['policy', 'bogus'], says: 'unknown command "policy bogus".', commands: OF_POLICY },
    {
      args: ['policy', 'validat'],
      says: 'unknown command "policy validat"; did you mean "policy validate"?',
      commands: OF_POLICY,
    },
    { args: ['ledger', '--data-dir', 'x'], says: 'unknown command "ledger".', commands: OF_LEDGER },
    {
      args: ['ledgr', 'verify'],
      says: 'unknown command "ledgr verify"; did you mean "ledger verify"? Run "aigov --help".',
      commands: [],
    },
    { args: ['constructor'], says: 'unknown command "constructor". Run "aigov --help".', commands: [] },
  ])('$args', async ({ args, says, commands }) => {
    const { code, out, err } = await run(...args);
    expect({ code, out, says: err.split('\n')[0], commands: commandsIn(err) }).toEqual({
      code: 2,
      out: '',
      says: `aigov: ${says}`,
      commands,
    });
  });
});
