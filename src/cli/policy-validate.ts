// `aigov policy validate`: every error and warning of policy files with its place, its code and what to do.
import { access } from 'node:fs/promises';
import { policyFromDisk } from '../adapters/git/index.ts';
import { counted } from '../model/counted.ts';
import { POLICY_PATH, type PolicyFile } from '../model/policy-source.ts';
import { PROBLEM_CODES, namedFiles, validatePolicy, type SourcedProblem } from '../policy/index.ts';
import {
  renderProblems,
  renderProblemsSarif,
  renderWorkflowCommands,
  type ShownProblem,
} from '../report/index.ts';
import { POLICY_WORDS } from '../steps/policy-words.ts';
import { choiceOption, optionalOption, parseOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { givenLayers } from './layer-option.ts';
import { surroundingsOf } from './policy-validate/surroundings.ts';
import type { Terminal } from './terminal.ts';

export const policyValidateCommand: Command = {
  usage:
    'aigov policy validate [FILE ...] [--floor FILE] [--layer OWNER/REPO//PATH=FILE]... [--repo DIR] [--base REV --head REV] [--facts FILE] [--now TIME] [--strict] [--format text|json|sarif|github]',
  summary:
    'Check policy files (default .aigov.yml), each with the floor. Exit 2 when one has errors, with --strict also warnings.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      floor: 'string',
      layer: 'list',
      repo: 'string',
      base: 'string',
      head: 'string',
      facts: 'string',
      now: 'string',
      strict: 'boolean',
      format: 'string',
    });
    const format = choiceOption(options, 'format', ['text', 'json', 'sarif', 'github']);
    const floorPath = optionalOption(options, 'floor');
    const floor = await fileAt(floorPath);
    const further = await givenLayers(options);
    const files = words.length > 0 ? words : await defaultFiles(floorPath);
    const found: SourcedProblem[] = [];
    for (const path of files.length > 0 ? files : [null]) {
      const layers = { repository: await fileAt(path), floor, ...further };
      const surroundings = await surroundingsOf(options, { layers, terminal });
      found.push(...validatePolicy({ layers, words: POLICY_WORDS, surroundings }));
    }
    const problems = distinct(found).map((problem) => ({ ...problem, fix: PROBLEM_CODES[problem.code].fix }));
    const names = [...(floorPath === null ? [] : [floorPath]), ...files];
    terminal.out(RENDER[format](problems, names, terminal));
    const failing = problems.filter(({ severity }) => severity === 'error' || options['strict'] === true);
    return failing.length === 0 ? 0 : 2;
  },
};

async function fileAt(path: string | null): Promise<PolicyFile> {
  if (path === null) return { kind: 'absent' };
  return await policyFromDisk(path, { option: null, namedFiles });
}

/** A floor may be checked alone, where no policy lies in the folder. */
async function defaultFiles(floor: string | null): Promise<readonly string[]> {
  if (floor === null) return [POLICY_PATH];
  return await access(POLICY_PATH).then(
    () => [POLICY_PATH],
    () => [],
  );
}

/** What is wrong with the floor is told once, however many files stand below it. */
function distinct(problems: readonly SourcedProblem[]): readonly SourcedProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

type Render = (problems: readonly ShownProblem[], files: readonly string[], terminal: Terminal) => string;

const RENDER: { readonly [format in 'text' | 'json' | 'sarif' | 'github']: Render } = {
  text: (problems, files, { color }) =>
    [renderProblems(problems, { color }), ...files.map((file) => summary(file, problems))]
      .filter((part) => part !== '')
      .join('\n'),
  json: (problems, files) =>
    JSON.stringify(
      {
        schema: 'aigov.policy-problems/1',
        files,
        problems: problems.map(({ source, ...problem }) => ({ file: source, ...problem })),
      },
      null,
      2,
    ),
  sarif: (problems) => JSON.stringify(renderProblemsSarif(problems), null, 2),
  github: (problems) => renderWorkflowCommands(problems),
};

function summary(file: string, problems: readonly ShownProblem[]): string {
  const own = problems.filter(({ source }) => source === file);
  const errors = own.filter(({ severity }) => severity === 'error').length;
  const warnings = own.length - errors;
  if (errors > 0)
    return `${file} is not valid: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
  return `${file} is valid${warnings === 0 ? '' : `, with ${counted(warnings, 'warning')}`}.`;
}
