// `aigov diff`: what changes, resource by resource, without judging it.
import { classify } from '../classify/index.ts';
import { compilePolicy, landscapeOf } from '../policy/index.ts';
import { renderDiffText } from '../report/index.ts';
import type { Command } from './command.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords, requiredOption } from './arguments.ts';
import { readLocalDiff } from './local-diff.ts';
import { givenPlan } from './plan-option.ts';

export const diffCommand: Command = {
  usage: 'aigov diff --base REV --head REV [--repo DIR] [--plan FILE] [--format text|json]',
  summary: 'Show the infrastructure changes between two commits; exit 1 when a file could not be read.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      base: 'string',
      head: 'string',
      repo: 'string',
      plan: 'string',
      format: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json']);
    const { gathered, diff } = await readLocalDiff({
      terminal,
      repo: optionalOption(options, 'repo') ?? terminal.cwd,
      base: requiredOption(options, 'base'),
      head: requiredOption(options, 'head'),
      policyPath: null,
      floorPath: null,
      facts: null,
      plan: await givenPlan(options),
    });
    const landscape = landscapeOf(compilePolicy(gathered.layers));
    const classified = classify({ diff, landscape, agentInvolved: false });
    terminal.out(
      format === 'json'
        ? JSON.stringify(diffDocument(classified), null, 2)
        : renderDiffText(classified, { color: terminal.color }),
    );
    return classified.unreadable.length === 0 ? 0 : 1;
  },
};

/** `aigov.diff/1`: changes, findings and unreadable files as in the decision document. */
function diffDocument({ changes, findings, unreadable }: ReturnType<typeof classify>): object {
  return {
    schema: 'aigov.diff/1',
    changes: changes.map(({ previousFile: _previous, opaque: _opaque, ...change }) => change),
    findings,
    unreadable: unreadable.map(({ file, line, why, message }) => ({ file, line, why, message })),
  };
}
