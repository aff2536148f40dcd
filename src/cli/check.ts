// `aigov check`: the whole decision over a local repository, without network, configuration or clock.
import { renderDecisionText, renderSarif } from '../report/index.ts';
import type { Decision } from '../model/decision.ts';
import type { Command, ExitCode } from './command.ts';
import { choiceOption, parseOptions, refuseWords } from './arguments.ts';
import { DECISION_OPTIONS, DECISION_USAGE, localDecision } from './local-decision.ts';

export const checkCommand: Command = {
  usage: `aigov check ${DECISION_USAGE} [--format text|json|sarif]`,
  summary: 'Decide over a local git repository and say what unblocks it.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, DECISION_OPTIONS);
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json', 'sarif']);
    const { decision } = await localDecision(options, terminal);
    terminal.out(render(decision, format, terminal.color));
    return exitCode(decision);
  },
};

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
