// Agents that carry changes out: what they may not, said before the merge and again when a run asks for a session. Called by `evaluate` and, through `runRefusal`, by the broker.
import type { Classified } from '../../model/change.ts';
import type { Reason } from '../../model/decision.ts';
import type { Target } from '../../model/deploy.ts';
import type { Facts } from '../../model/facts.ts';
import { isExpired } from './agent-dates.ts';
import type { CompiledPolicy, ListedAgent } from '../compiled.ts';
import { isHomeless } from './homeless.ts';
import { makeReason } from '../make-reason.ts';

type Obstacle = {
  readonly code: 'AGENT_ADVISORY' | 'AGENT_ENVIRONMENT' | 'AGENT_KIND' | 'AGENT_EXPIRED';
  /** The rest of a sentence that begins with the agent's name. */
  readonly words: string;
};

type Work = {
  readonly environment: string;
  /** Kinds of the changes that would be carried out there. */
  readonly kinds: readonly string[];
  /** RFC 3339; null: unknown. */
  readonly now: string | null;
};

/**
 * Why an agent may not carry out some work; null where it may. Its author's limits were asked when the change was
 * judged: both together let through what both allow, and refuse what either denies.
 */
export function whyNotExecute(agent: ListedAgent, { environment, kinds, now }: Work): Obstacle | null {
  const denied = [...new Set(kinds)]
    .filter((kind) => agent.denyKinds.some((each) => each === kind))
    .toSorted();
  if (!agent.roles.includes('executor')) return { code: 'AGENT_ADVISORY', words: 'has no role executor' };
  if (agent.autonomy === 'advisory')
    return { code: 'AGENT_ADVISORY', words: 'is advisory and may reach no environment' };
  if (!agent.environments.includes(environment))
    return { code: 'AGENT_ENVIRONMENT', words: `may not reach ${environment}` };
  if (denied.length > 0)
    return { code: 'AGENT_KIND', words: `may not carry out changes of kind ${denied.join(', ')}` };
  if (isExpired(agent, now))
    return { code: 'AGENT_EXPIRED', words: `had to be recertified by ${agent.recertifyBy ?? ''}` };
  return null;
}

type Given = {
  readonly policy: Pick<CompiledPolicy, 'agents' | 'targets'>;
  readonly classified: Classified;
  readonly facts: Pick<Facts, 'now'>;
};

/** What merges and can then be carried out by nobody is refused before it merges, whoever wrote it. */
export function executorReasons({ policy, classified, facts }: Given): readonly Reason[] {
  return policy.targets.flatMap((target) => {
    const work = workOf(classified, target, facts.now);
    if (target.executor === null || work === null) return [];
    return policy.agents
      .filter(({ name }) => name === target.executor)
      .flatMap((agent) => {
        const obstacle = whyNotExecute(agent, work);
        return obstacle === null ? [] : [refusal(agent, target, { obstacle, work })];
      });
  });
}

/** Does this agent run a target that the change reaches? */
export function isExecutedBy(name: string, { policy, classified, facts }: Given): boolean {
  return policy.targets.some(
    (target) => target.executor === name && workOf(classified, target, facts.now) !== null,
  );
}

/** What the executor of a target would carry out; null where the change does not reach it. */
export function workOf({ changes, unreadable }: Classified, target: Target, now: string | null): Work | null {
  const { environment } = target;
  const here = changes.filter((change) => change.environment === environment && change.tier !== 'none');
  // What belongs to no known environment may be carried out anywhere.
  const anywhere = changes.filter(
    (change) => change.environment === null && change.tier !== 'none' && !isHomeless(change),
  );
  const unread = unreadable.some(
    ({ environments }) =>
      environments.length === 0 || environments.includes(null) || environments.includes(environment),
  );
  const all = [...here, ...anywhere];
  return all.length === 0 && !unread ? null : { environment, kinds: all.flatMap(({ kinds }) => kinds), now };
}

function refusal(
  agent: ListedAgent,
  target: Target,
  { obstacle, work }: { readonly obstacle: Obstacle; readonly work: Work },
): Reason {
  return makeReason({
    code: obstacle.code,
    rule: `deploy.${target.name}.executor`,
    satisfied: false,
    need: { environments: agent.environments, deny_kinds: agent.denyKinds },
    have: { environments: [work.environment], kinds: [...new Set(work.kinds)].toSorted() },
    message: `${agent.name} runs the target ${target.name} and ${obstacle.words}.`,
    remediation:
      'Take these changes out of the pull request, or let the owners of the policy change the executor.',
  });
}
