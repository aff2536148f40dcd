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
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    terminal.out(await overview());
    return args.length === 0 ? 2 : 0;
  }
  if (args[0] === '--version') {
    terminal.out(`aigov ${await version()}`);
    return 0;
  }
  const { command, rest } = await findCommand(args);
  if (rest.includes('--help')) {
    terminal.out(`${command.usage}\n\n${command.summary}`);
    return 0;
  }
  return await command.run(rest, terminal);
}

async function findCommand(
  args: readonly string[],
): Promise<{ readonly command: Command; readonly rest: readonly string[] }> {
  for (const length of [2, 1]) {
    const load = COMMANDS[args.slice(0, length).join(' ')];
    if (load !== undefined) return { command: await load(), rest: args.slice(length) };
  }
  const typed = args
    .slice(0, 2)
    .filter((word) => !word.startsWith('-'))
    .join(' ');
  const near = closest(typed, Object.keys(COMMANDS)) ?? closest(args[0] ?? '', Object.keys(COMMANDS));
  throw new Fault(
    'USAGE',
    `unknown command "${typed}"${near === null ? '' : `; did you mean "${near}"?`} Run "aigov --help".`,
  );
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
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
