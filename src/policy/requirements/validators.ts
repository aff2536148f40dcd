// `require.validators`: agents that check changes and must have approved, each by name. In the registry of requirements.
import type { IgnoredWhy, Reason } from '../../model/decision.ts';
import { isExpired } from '../agents/agent-dates.ts';
import type { ListedAgent } from '../compiled.ts';
import { isExecutedBy } from '../agents/executors.ts';
import { reaches } from '../layers/layer.ts';
import type { Layer } from '../layers/layer.ts';
import { makeReason } from '../make-reason.ts';
import type { RuleInput } from '../rule-input.ts';
import type { Standing } from '../approvals/standing-reviews.ts';
import type { Asked, Requirement } from './requirement.ts';

/** Beside the approvals of humans, never instead of them: no validator fills a place among `approvals`. */
export const validators: Requirement = (asked) =>
  (asked.rule.rule.require?.validators ?? []).map((name) => validation(name, asked));

function validation(
  name: string,
  { rule: { name: rule, layer, rule: document }, because, input }: Asked,
): Reason {
  const accounts = accountsOf(name, layer, input.policy.agents);
  const obstacle = obstacleTo(name, input);
  const sameChange = document.require?.stale === 'change_digest';
  const judged = input.reviews.standing
    .filter(({ user }) => user.id !== null && accounts.includes(user.id))
    .map((review) => ({ login: review.user.login, why: whyIgnored(review, { name, sameChange, input }) }));
  const counted = obstacle === null ? judged.filter(({ why }) => why === null) : [];
  const ignored = judged.flatMap(({ login, why }) => (why === null ? [] : [{ login, why }]));
  const satisfied = counted.length > 0;
  const lost = ignored.length === 0 ? '' : `; not counted: ${ignored.map(sayIgnored).join(', ')}`;
  const missing = obstacle ?? `it has not${lost}`;
  return {
    ...makeReason({
      code: 'APPROVALS_MISSING',
      rule,
      satisfied,
      need: { validator: name },
      have: { counted: counted.map(({ login }) => login), ignored },
      message: satisfied
        ? `The validator ${name} approved (${because}).`
        : `The validator ${name} must approve (${because}), and ${missing}.`,
      remediation: satisfied
        ? 'Nothing to do.'
        : obstacle === null
          ? `Let ${name} review the current head.`
          : 'Let the owners of the policy name a validator that may validate this.',
    }),
    // A validator answers by itself.
    fixable_by: satisfied || obstacle === null ? 'either' : 'human',
  };
}

/** A repository must not choose which accounts validate for its organisation's rules. */
function accountsOf(name: string, layer: Layer, agents: readonly ListedAgent[]): readonly number[] {
  return agents
    .filter((agent) => agent.name === name && reaches(agent.layer, layer))
    .flatMap(({ ids }) => ids);
}

/** What no review of it could heal; entries of all layers under the name bind. */
function obstacleTo(name: string, { policy, facts }: RuleInput): string | null {
  const entries = policy.agents.filter((agent) => agent.name === name);
  if (entries.some(({ roles }) => !roles.includes('validator'))) return 'it has no role validator';
  if (entries.some((agent) => isExpired(agent, facts.now)))
    return 'its date of recertification has passed, or the time is unknown';
  return null;
}

/** Whoever wrote a change, or carries it out, does not check it, unless the policy says that it may. */
function whyIgnored(
  { user, state, commit }: Standing,
  given: { readonly name: string; readonly sameChange: boolean; readonly input: RuleInput },
): IgnoredWhy | null {
  const { name, sameChange, input } = given;
  const { policy, actor, reviews } = input;
  if (!policy.separation.authorMayValidate) {
    // Under any of its accounts: a trailer names one by its number.
    const others = policy.agents.filter((agent) => agent.name === name).flatMap(({ ids }) => ids);
    const selves = [user, ...others.map((id) => ({ login: '', id }))];
    const tie = selves.map(reviews.people.involvement).find((each) => each !== null && each !== 'agent');
    if (tie !== undefined && tie !== null) return tie;
    if (actor.agents.includes(name)) return 'author';
  }
  if (!policy.separation.validatorMayExecute && isExecutedBy(name, input)) return 'agent';
  if (state === 'DISMISSED') return 'dismissed';
  if (state !== 'APPROVED') return 'not_approved';
  if (commit === reviews.head || commit === 'HEAD') return null;
  return sameChange && reviews.isSameChange(commit) ? null : 'stale_head';
}

function sayIgnored({ login, why }: { readonly login: string; readonly why: IgnoredWhy }): string {
  return `${login} (${why})`;
}
