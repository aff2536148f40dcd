// What every part of a decision asks of the facts, worked out once. Called by `evaluate` and `explainRules`.
import { oneByOne } from '../model/alike.ts';
import type { Facts } from '../model/facts.ts';
import { NO_CEDAR, askCedar } from './cedar/ask.ts';
import { isAgentLike } from './baseline-reasons.ts';
import { glassOf } from './break-glass.ts';
import type { CompiledPolicy } from './compiled.ts';
import type { Question } from './evaluate.ts';
import { exceptionsInForce } from './exceptions.ts';
import { floorAloneOf } from './layers/floor-alone.ts';
import { perLayer, rankOf } from './layers/layer.ts';
import { gatherOwners } from './approvals/owner-entries.ts';
import { gatherPeople } from './approvals/people.ts';
import { viewPull } from './when/pull-view.ts';
import { raiseTiers } from './raise-tiers.ts';
import type { RuleInput } from './rule-input.ts';
import { viewsOf } from './rule-reasons.ts';
import { standingReviews } from './approvals/standing-reviews.ts';

/** The head itself may be told by its sha or as `HEAD`. */
function firstSeen({ heads_seen: seen }: Facts, commit: string, head: string): number | null {
  const names = commit === head || commit === 'HEAD' ? [head, 'HEAD'] : [commit];
  const time = Date.parse(names.map((name) => seen?.[name]).find((at) => at !== undefined) ?? '');
  return Number.isNaN(time) ? null : time;
}

export function prepare(question: Question, policy: CompiledPolicy): RuleInput {
  const { facts, actor, head } = question;
  const original = { ...question.classified, changes: oneByOne(question.classified.changes) };
  const floor = floorAloneOf(policy, facts);
  const people = gatherPeople(facts, actor, policy);
  const exceptions = exceptionsInForce(policy.exceptions, original, facts.now);
  const pull = perLayer((layer) =>
    viewPull({
      facts,
      actors: floor === null || rankOf(layer) !== 'floor' ? [actor] : [actor, floor.actor],
      people,
      agents: policy.agents,
      classified: original,
      layer,
    }),
  );
  const agents = isAgentLike(actor) ? actor.agents : null;
  const known: Omit<RuleInput, 'cedar' | 'glass'> = {
    policy,
    floor,
    classified: raiseTiers(original, { policy, exceptions, pull, floor }),
    original,
    exceptions,
    pull,
    actor,
    facts,
    reviews: {
      standing: standingReviews(facts.reviews),
      people,
      head,
      isSameChange: (commit) =>
        original.changeDigest !== null && facts.change_digests?.[commit] === original.changeDigest,
      seenAt: (commit) => firstSeen(facts, commit, head),
    },
    owners: perLayer((layer) => gatherOwners(policy, { facts, agents, layer })),
    extra: isAgentLike(actor) && actor.delegator === null ? 1 : 0,
  };
  const prepared = { ...known, glass: glassOf(known) };
  const cedar = policy.cedar.length === 0 ? NO_CEDAR : askCedar(prepared, viewsOf(prepared));
  return { ...prepared, cedar };
}
