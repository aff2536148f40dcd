// Whether the agents of a pull request are new here, for `when.first_time`: told by what was merged before. Called by judge-pull.ts and settle-merge.ts.
import type { PullKey, PullMemory } from '../facts/index.ts';
import type { Gathered } from '../model/gathered.ts';
import { ASSURANCES } from '../model/words.ts';
import { asksFirstTime, compilePolicy, resolveActor } from '../policy/index.ts';
import type { Verdict } from './decide.ts';

/** The facts with those agents that had another pull request merged. Nothing is read where no rule asks. */
export async function withSeenAgents(
  memory: Pick<PullMemory, 'mergedBefore'>,
  pull: PullKey,
  gathered: Gathered,
): Promise<Gathered> {
  const { facts, layers } = gathered;
  const policy = compilePolicy(layers);
  if (!asksFirstTime(policy)) return gathered;
  const { agents } = resolveActor(policy, facts);
  return { ...gathered, facts: { ...facts, agents_seen: await memory.mergedBefore(pull, agents) } };
}

/** Only what was let through speaks for an agent, and only where its name is proved: a trailer names anyone. */
export async function rememberMerged(
  memory: Pick<PullMemory, 'rememberMerged'>,
  pull: PullKey,
  { decision: { actor, outcome } }: Pick<Verdict, 'decision'>,
): Promise<void> {
  const proved = ASSURANCES.indexOf(actor.assurance) >= ASSURANCES.indexOf('authenticated');
  if (outcome === 'pass' && proved) await memory.rememberMerged(pull, actor.agents);
}
