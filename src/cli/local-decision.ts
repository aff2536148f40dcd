// What `check` and `policy explain` share: the same options, and the whole decision over a local repository.
import { decide, type Verdict } from '../steps/decide.ts';
import { optionalOption, requiredOption, type Options } from './arguments.ts';
import { givenFacts } from './facts-option.ts';
import { givenLayers } from './layer-option.ts';
import { readLocalDiff } from './local-diff.ts';
import { givenPlan } from './plan-option.ts';
import type { Terminal } from './terminal.ts';

export const DECISION_OPTIONS = {
  base: 'string',
  head: 'string',
  repo: 'string',
  policy: 'string',
  floor: 'string',
  layer: 'list',
  facts: 'string',
  plan: 'string',
  format: 'string',
} as const;

export const DECISION_USAGE =
  '--base REV --head REV [--repo DIR] [--policy FILE] [--floor FILE] [--layer OWNER/REPO//PATH=FILE]... [--facts FILE] [--plan FILE]';

/** Throws Fault GIT_FAILED, FACTS_INVALID or USAGE. */
export async function localDecision(options: Options, terminal: Terminal): Promise<Verdict> {
  const { gathered, diff } = await readLocalDiff({
    terminal,
    repo: optionalOption(options, 'repo') ?? terminal.cwd,
    base: requiredOption(options, 'base'),
    head: requiredOption(options, 'head'),
    policyPath: optionalOption(options, 'policy'),
    floorPath: optionalOption(options, 'floor'),
    facts: await givenFacts(options),
    plan: await givenPlan(options),
  });
  const layers = { ...gathered.layers, ...(await givenLayers(options)) };
  return decide({ gathered: { ...gathered, layers }, diff });
}
