// `aigov check`: the whole decision over a local repository, without network, configuration or clock.
import { readFile } from 'node:fs/promises';
import { decide } from '../steps/decide.ts';
import { parseFacts } from '../policy/index.ts';
import { renderDecisionText, renderSarif } from '../report/index.ts';
import { Fault } from '../model/failure.ts';
import type { Decision } from '../model/decision.ts';
import type { Facts } from '../model/facts.ts';
import type { Command, ExitCode } from './command.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords, requiredOption } from './arguments.ts';
import { readLocalDiff } from './local-diff.ts';
import { givenPlan } from './plan-option.ts';

export const checkCommand: Command = {
  usage:
    'aigov check --base REV --head REV [--repo DIR] [--policy FILE] [--floor FILE] [--facts FILE] [--plan FILE] [--format text|json|sarif]',
  summary: 'Decide over a local git repository and say what unblocks it.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      base: 'string',
      head: 'string',
      repo: 'string',
      policy: 'string',
      floor: 'string',
      facts: 'string',
      plan: 'string',
      format: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json', 'sarif']);
    const factsPath = optionalOption(options, 'facts');
    const { gathered, diff } = await readLocalDiff({
      terminal,
      repo: optionalOption(options, 'repo') ?? terminal.cwd,
      base: requiredOption(options, 'base'),
      head: requiredOption(options, 'head'),
      policyPath: optionalOption(options, 'policy'),
      floorPath: optionalOption(options, 'floor'),
      facts: factsPath === null ? null : await readFacts(factsPath),
      plan: await givenPlan(options),
    });
    const { decision } = decide({ gathered, diff });
    terminal.out(render(decision, format, terminal.color));
    return exitCode(decision);
  },
};

async function readFacts(path: string): Promise<Facts> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('FACTS_INVALID', `--facts: cannot read ${path}`, { cause });
  });
  const result = parseFacts(parseJson(text, path));
  if (result.kind === 'ok') return result.facts;
  throw new Fault(
    'FACTS_INVALID',
    `--facts: ${path} is not an aigov.facts/1 document. ${result.problems.map(({ path: at, message }) => `${at === '' ? '' : `${at}: `}${message}`).join('; ')}`,
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault('FACTS_INVALID', `--facts: ${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

function render(decision: Decision, format: 'text' | 'json' | 'sarif', color: boolean): string {
  if (format === 'json') return JSON.stringify(decision, null, 2);
  if (format === 'sarif') return JSON.stringify(renderSarif(decision), null, 2);
  return renderDecisionText(decision, { color });
}

/** By outcome, whatever the mode; an invalid policy is a configuration error. */
function exitCode(decision: Decision): ExitCode {
  if (decision.reasons.some(({ code, satisfied }) => code === 'POLICY_INVALID' && !satisfied)) return 2;
  return decision.outcome === 'pass' ? 0 : 1;
}
