// `aigov agents`: what the policy grants each agent against what the ledger says it used. No clock: time is that of the ledger, or given.
import { Fault } from '../model/failure.ts';
import type { PolicyLayers } from '../model/policy-source.ts';
import { compilePolicy } from '../policy/index.ts';
import { compareAgents } from './agents/compare.ts';
import { renderListing, type Listing } from './agents/render-agents.ts';
import { layersOf, usesOf, type RepositoryUses } from './agents/uses.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords, type Options } from './arguments.ts';
import type { Command } from './command.ts';
import { openLedger } from './ledger-source.ts';
import { layersInstead } from './policy-layers.ts';
import { createProgress, type Terminal } from './terminal.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export const agentsCommand: Command = {
  usage:
    'aigov agents [--policy FILE] [--floor FILE] [--layer OWNER/REPO//PATH=FILE]... [--data-dir DIR] [--chain NAME] [--days N] [--now TIME] [--format text|json]',
  summary:
    'List what agents may reach against what they used, and mark grants unused for 90 days. Without a policy: the newest recorded one.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      policy: 'string',
      floor: 'string',
      layer: 'list',
      'data-dir': 'string',
      chain: 'string',
      days: 'string',
      now: 'string',
      format: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json']);
    const days = daysOf(options);
    const given = nowOf(options);
    const instead = await layersInstead(options);
    const all = await readUses(options, instead, terminal);
    const now =
      given ??
      all
        .map(({ until }) => until)
        .toSorted()
        .at(-1) ??
      null;
    if (now === null)
      throw new Fault('NOT_FOUND', 'the ledger holds no entry; give --now to list what is granted');
    const window = new Date(Date.parse(now) - days * DAY_MS).toISOString();
    const listings =
      all.length === 0
        ? [emptyListing(layersOf(null, instead), window)]
        : all.map((uses) => listingOf(uses, window));
    terminal.out(
      format === 'json'
        ? JSON.stringify({ schema: 'aigov.agents/1', now, days, repositories: listings }, null, 2)
        : listings.map((listing) => renderListing(listing, now)).join('\n\n'),
    );
    return 0;
  },
};

async function readUses(
  options: Options,
  instead: Partial<PolicyLayers>,
  terminal: Terminal,
): Promise<readonly RepositoryUses[]> {
  const progress = createProgress(terminal, 'reading decisions:', Date.now);
  const reader = await openLedger(options, terminal);
  try {
    const chain = optionalOption(options, 'chain') ?? undefined;
    return await usesOf(reader, { chain, instead, step: (done) => progress.step(done, done) });
  } finally {
    progress.end();
    await reader.close();
  }
}

/** Nothing is known of the time before the ledger begins: what was not used since then is not called unused for longer. */
function listingOf(uses: RepositoryUses, window: string): Listing {
  const { repository, since, until, gone } = uses;
  const from = Date.parse(since) > Date.parse(window) ? since : window;
  return { repository, since, until, gone, ...granted(uses.layers, uses, from) };
}

function emptyListing(layers: PolicyLayers | null, from: string): Listing {
  const nothing = { agents: new Map(), sessions: new Map() };
  return { repository: null, since: null, until: null, gone: 0, ...granted(layers, nothing, from) };
}

function granted(
  layers: PolicyLayers | null,
  uses: Pick<RepositoryUses, 'agents' | 'sessions'>,
  from: string,
): Pick<Listing, 'policy' | 'unused_from' | 'agents'> {
  const result = layers === null ? null : compilePolicy(layers);
  const agents = result?.kind === 'ok' ? result.policy.agents : [];
  const source = layers === null || layers.repository.kind === 'absent' ? null : layers.repository.source;
  const policy = result?.kind === 'invalid' ? `${source ?? ''} (it cannot be used)`.trim() : source;
  return { policy, unused_from: from, agents: compareAgents(agents, uses, from) };
}

function daysOf(options: Options): number {
  const text = optionalOption(options, 'days') ?? '90';
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Fault('USAGE', '--days takes a number of days, such as 90');
  return Number(text);
}

function nowOf(options: Options): string | null {
  const text = optionalOption(options, 'now');
  if (text !== null && Number.isNaN(Date.parse(text)))
    throw new Fault('USAGE', '--now takes a time such as 2026-11-01T00:00:00Z');
  return text === null ? null : new Date(text).toISOString();
}
