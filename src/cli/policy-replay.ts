// `aigov policy replay`: what a policy would have decided over the decisions of a ledger or the commits of a branch.
import type { PolicyLayers } from '../model/policy-source.ts';
import { replay } from '../steps/replay.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords, type Options } from './arguments.ts';
import type { Command } from './command.ts';
import { givenFacts } from './facts-option.ts';
import { openLedger } from './ledger-source.ts';
import { layersInstead } from './policy-layers.ts';
import { renderReplay, replayDocument, tell, type Replayed } from './policy-replay/render-replay.ts';
import { commitsOf, decisionsOf, type Past } from './policy-replay/sources.ts';
import { createProgress, type Terminal } from './terminal.ts';

export const policyReplayCommand: Command = {
  usage:
    'aigov policy replay [--policy FILE] [--floor FILE] [--layer OWNER/REPO//PATH=FILE]... ([--data-dir DIR] [--chain NAME] | --range A..B [--repo DIR] [--facts FILE]) [--format text|json]',
  summary:
    'Say what a policy would have decided over recorded decisions, or over the commits of a branch. Without one: do records replay byte for byte?',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      policy: 'string',
      floor: 'string',
      layer: 'list',
      'data-dir': 'string',
      chain: 'string',
      range: 'string',
      repo: 'string',
      facts: 'string',
      format: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json']);
    const instead = await layersInstead(options);
    const progress = createProgress(terminal, 'replaying:', Date.now);
    const all: Replayed[] = [];
    try {
      for await (const past of pastOf(options, terminal)) {
        all.push(replayed(past, instead));
        progress.step(all.length, null);
      }
    } finally {
      progress.end();
    }
    terminal.out(format === 'json' ? JSON.stringify(replayDocument(all), null, 2) : renderReplay(all));
    return all.some((each) => 'exact' in each && each.exact === false) ? 1 : 0;
  },
};

function replayed({ name, recorded, why, digest }: Past, instead: Partial<PolicyLayers>): Replayed {
  if (recorded === null) return { name, why: why ?? '' };
  const result = replay(recorded, instead);
  return {
    name,
    exact: digest === null ? null : result.before.decisionDigest === digest,
    replay: tell(result),
  };
}

async function* pastOf(options: Options, terminal: Terminal): AsyncIterable<Past> {
  const range = optionalOption(options, 'range');
  if (range !== null) {
    const repo = optionalOption(options, 'repo') ?? terminal.cwd;
    yield* commitsOf({ repo, range, facts: await givenFacts(options) });
    return;
  }
  const reader = await openLedger(options, terminal);
  try {
    yield* decisionsOf(reader, optionalOption(options, 'chain') ?? undefined);
  } finally {
    await reader.close();
  }
}
