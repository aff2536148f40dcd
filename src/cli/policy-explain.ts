// `aigov policy explain`: why a change gets its verdict, rule by rule, those that do not match too.
import { explainRules } from '../policy/index.ts';
import { renderExplanation } from '../report/index.ts';
import { choiceOption, parseOptions, refuseWords } from './arguments.ts';
import type { Command } from './command.ts';
import { DECISION_OPTIONS, DECISION_USAGE, localDecision } from './local-decision.ts';

export const policyExplainCommand: Command = {
  usage: `aigov policy explain ${DECISION_USAGE} [--format text|json]`,
  summary: 'Say for each rule of the policy whether it matches a change, why, and what it asks for.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, DECISION_OPTIONS);
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json']);
    const { decision, question, privileges } = await localDecision(options, terminal);
    const rules = explainRules(question);
    terminal.out(
      format === 'json'
        ? JSON.stringify({ schema: 'aigov.explanation/1', decision, rules, privileges }, null, 2)
        : renderExplanation(decision, rules, { color: terminal.color, privileges }),
    );
    return question.policy.kind === 'invalid' ? 2 : 0;
  },
};
