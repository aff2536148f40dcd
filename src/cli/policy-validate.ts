// `aigov policy validate`: every error and warning of a policy file with its line and column.
import { readFile } from 'node:fs/promises';
import { validatePolicy } from '../policy/index.ts';
import { Fault } from '../model/failure.ts';
import type { Command } from './command.ts';
import { choiceOption, parseOptions } from './arguments.ts';

export const policyValidateCommand: Command = {
  usage: 'aigov policy validate [FILE] [--format text|json]',
  summary: 'Check a policy file (default .aigov.yml); exit 2 when it has errors.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, { format: 'string' });
    const format = choiceOption(options, 'format', ['text', 'json']);
    const path = words[0] ?? '.aigov.yml';
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new Fault('USAGE', `cannot read ${path}`, { cause });
    });
    const problems = validatePolicy({ text, source: path });
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (format === 'json')
      terminal.out(JSON.stringify({ schema: 'aigov.policy-problems/1', file: path, problems }, null, 2));
    else
      terminal.out(
        [
          ...problems.map((problem) => line(path, problem)),
          summary(path, errors, problems.length - errors),
        ].join('\n'),
      );
    return errors === 0 ? 0 : 2;
  },
};

function line(path: string, problem: ReturnType<typeof validatePolicy>[number]): string {
  return `${path}:${problem.line}:${problem.column}: ${problem.severity}: ${problem.message} (${problem.code})`;
}

function summary(path: string, errors: number, warnings: number): string {
  return errors === 0
    ? `${path} is valid${warnings === 0 ? '' : `, with ${warnings} warning(s)`}.`
    : `${path} is not valid: ${errors} error(s), ${warnings} warning(s).`;
}
