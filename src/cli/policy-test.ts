// `aigov policy test`: cases with stated verdicts through the real pipeline, so that a policy can be tried before it bites.
import { access } from 'node:fs/promises';
import { policyFromDisk } from '../adapters/git/index.ts';
import { createParserPool } from '../adapters/parsers/index.ts';
import { Fault } from '../model/failure.ts';
import type { PolicyFile } from '../model/policy-source.ts';
import { compilePolicy, namedFiles } from '../policy/index.ts';
import { visible } from '../report/index.ts';
import { choiceOption, optionalOption, parseOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { givenLayers } from './layer-option.ts';
import { readCases } from './policy-test/read-cases.ts';
import { renderJson, renderJunit, renderText } from './policy-test/render-results.ts';
import { runCase, type CaseResult } from './policy-test/run-case.ts';
import { createProgress } from './terminal.ts';

export const policyTestCommand: Command = {
  usage:
    'aigov policy test [FILE] [--cases FILE] [--floor FILE] [--layer OWNER/REPO//PATH=FILE]... [--format text|json|junit]',
  summary:
    'Run the cases of a policy (default .aigov.yml and .aigov.cases.yml or .json); exit 1 when one fails.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      cases: 'string',
      floor: 'string',
      layer: 'list',
      format: 'string',
    });
    const [path = '.aigov.yml', extra] = words;
    if (extra !== undefined) throw new Fault('USAGE', `unexpected word "${extra}"`);
    const format = choiceOption(options, 'format', ['text', 'json', 'junit']);
    const floor = optionalOption(options, 'floor');
    const layers = {
      repository: await fileAt(path),
      floor: floor === null ? ({ kind: 'absent' } as const) : await fileAt(floor),
      ...(await givenLayers(options)),
    };
    refuseBroken(layers);
    const { facts, cases } = await readCases(optionalOption(options, 'cases') ?? (await casesBeside(path)));
    const readers = createParserPool();
    const progress = createProgress(terminal, 'running cases:', Date.now);
    const results: CaseResult[] = [];
    try {
      for (const given of cases) {
        results.push(await runCase(given, { layers, facts, readers }));
        progress.step(results.length, cases.length);
      }
    } finally {
      progress.end();
      await readers.close();
    }
    const render = {
      text: renderText,
      json: renderJson,
      junit: (all: typeof results) => renderJunit(all, path),
    };
    terminal.out(render[format](results));
    return results.every(({ failures }) => failures.length === 0) ? 0 : 1;
  },
};

async function fileAt(path: string): Promise<PolicyFile> {
  return await policyFromDisk(path, { option: null, namedFiles });
}

/** Every case would be refused for it, and none would say so as plainly. */
function refuseBroken(layers: Parameters<typeof compilePolicy>[0]): void {
  const result = compilePolicy(layers);
  if (result.kind === 'ok') return;
  const lines = result.problems.map(({ source, problem }) =>
    visible(`${source}:${problem.line}:${problem.column}: ${problem.message}`),
  );
  throw new Fault('USAGE', lines.join('\n'));
}

/** `startup.yml` has `startup.cases.yml` or `startup.cases.json`. */
async function casesBeside(policy: string): Promise<string> {
  const stem = policy.replace(/\.ya?ml$/, '');
  const names = ['yml', 'yaml', 'json'].map((extension) => `${stem}.cases.${extension}`);
  for (const name of names) {
    const found = await access(name).then(
      () => true,
      () => false,
    );
    if (found) return name;
  }
  throw new Fault('USAGE', `no cases: none of ${names.join(', ')} is there; name the file with --cases`);
}
