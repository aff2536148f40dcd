// Command line entry: words -> one command -> exit code. Called by bin/aigov.js.
import { makeNothingOld } from './adapters/collector.ts';
import { closest } from './model/closest.ts';
import { Fault, type FaultCode } from './model/failure.ts';
import type { Command, ExitCode } from './cli/command.ts';
import { processTerminal, type Terminal } from './cli/terminal.ts';

/** Loaded when called, so that `--help` does not pay for parsers and databases. */
const COMMANDS: { readonly [name: string]: () => Promise<Command> } = {
  check: async () => (await import('./cli/check.ts')).checkCommand,
  diff: async () => (await import('./cli/diff.ts')).diffCommand,
  'policy validate': async () => (await import('./cli/policy-validate.ts')).policyValidateCommand,
  'policy explain': async () => (await import('./cli/policy-explain.ts')).policyExplainCommand,
  'policy init': async () => (await import('./cli/policy-init.ts')).policyInitCommand,
  'policy replay': async () => (await import('./cli/policy-replay.ts')).policyReplayCommand,
  'policy test': async () => (await import('./cli/policy-test.ts')).policyTestCommand,
  'policy schema': async () => (await import('./cli/policy-schema.ts')).policySchemaCommand,
  agents: async () => (await import('./cli/agents.ts')).agentsCommand,
  'ledger verify': async () => (await import('./cli/ledger-verify.ts')).ledgerVerifyCommand,
  'ledger export': async () => (await import('./cli/ledger-export.ts')).ledgerExportCommand,
};

/** Faults that the caller can mend on the command line or in a file. */
const USAGE_FAULTS: readonly FaultCode[] = [
  'USAGE',
  'CONFIG_INVALID',
  'FACTS_INVALID',
  'GIT_FAILED',
  'NOT_FOUND',
  'STORE_UNAVAILABLE',
];

export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  makeNothingOld();
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof Fault && USAGE_FAULTS.includes(error.code)) {
      terminal.err(`aigov: ${error.message}\n`);
      return 2;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`aigov: internal error, nothing was decided. ${detail}\n`);
    return 3;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first = ''] = args;
  if (args.length === 0 || isHelp(first)) {
    const asked = args.slice(1).join(' ');
    terminal.out(await helpOf(isGroup(asked) || Object.hasOwn(COMMANDS, asked) ? asked : ''));
    return args.length === 0 ? 2 : 0;
  }
  if (first === '--version') {
    terminal.out(`aigov ${await version()}`);
    return 0;
  }
  if (isGroup(first) && (args[1] === undefined || isHelp(args[1]))) {
    terminal.out(await helpOf(first));
    return args[1] === undefined ? 2 : 0;
  }
  const { command, rest } = await findCommand(args);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${command.usage}\n\n${command.summary}`);
    return 0;
  }
  return await command.run(rest, terminal);
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

/** A first word that needs a second one, as `policy` does. */
function isGroup(word: string): boolean {
  return Object.keys(COMMANDS).some((name) => name.startsWith(`${word} `));
}

async function findCommand(
  args: readonly string[],
): Promise<{ readonly command: Command; readonly rest: readonly string[] }> {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ');
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load !== undefined) return { command: await load(), rest: args.slice(length) };
  }
  const typed = args
    .slice(0, 2)
    .filter((word) => !word.startsWith('-'))
    .join(' ');
  const group = args[0] ?? '';
  const known = Object.keys(COMMANDS);
  const near = closest(typed, known) ?? (isGroup(group) ? null : closest(group, known));
  const meant = near === null ? '.' : `; did you mean "${near}"?`;
  const help = isGroup(group) ? `\n\n${await helpOf(group)}` : ' Run "aigov --help".';
  throw new Fault('USAGE', `unknown command "${typed}"${meant}${help}`);
}

/** Of one command, of those of a group, or of all (the empty word). */
async function helpOf(word: string): Promise<string> {
  const meant = Object.entries(COMMANDS).filter(
    ([name]) => word === '' || name === word || name.startsWith(`${word} `),
  );
  const commands = await Promise.all(meant.map(([, load]) => load()));
  return [
    'aigov decides what must happen before an infrastructure change may be made.',
    '',
    ...commands.flatMap(({ usage, summary }) => [`  ${usage}`, `      ${summary}`]),
    '',
    'Exit codes: 0 pass, 1 not passed, 2 usage or configuration error, 3 internal error.',
  ].join('\n');
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
