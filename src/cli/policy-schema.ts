// `aigov policy schema`: the JSON Schema that editors complete and check a policy by, on stdout.
import { DOCUMENTS, jsonSchemaOf } from '../policy/index.ts';
import { choiceOption, parseOptions, refuseWords } from './arguments.ts';
import type { Command } from './command.ts';

export const policySchemaCommand: Command = {
  usage: 'aigov policy schema [--document aigov|facts|decision]',
  summary:
    'Print the JSON Schema of the policy file, or of a document of facts or a decision: what the first line of a policy names, for completion in editors.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, { document: 'string' });
    refuseWords(words);
    terminal.out(jsonSchemaOf(choiceOption(options, 'document', DOCUMENTS)).trimEnd());
    return 0;
  },
};
