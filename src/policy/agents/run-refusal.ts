// May this run carry out this change? Asked by the broker when a deploy workflow wants a session.
import type { Classified } from '../../model/change.ts';
import type { Target } from '../../model/deploy.ts';
import type { Facts } from '../../model/facts.ts';
import type { OidcClaims } from '../../model/oidc-claims.ts';
import type { CompiledPolicy } from '../compiled.ts';
import { whyNotExecute, workOf } from './executors.ts';
import { agentNames } from './find-agent-parts.ts';
import { isSigner } from './signers.ts';
import { standingReviews } from '../approvals/standing-reviews.ts';

/** Who a run is of, as far as it is verified. */
export type DeployRun = {
  /** Numeric ids of the accounts that started it, and started it again. */
  readonly accounts: readonly number[];
  /** Of its token. */
  readonly claims: OidcClaims;
};

export type Refusal = { readonly code: 'AGENT_MAY_NOT_DEPLOY' | 'EXECUTOR_OTHER'; readonly why: string };

/**
 * A deployment is the act of a person, of automation, or of an agent that the policy lists as an executor of that
 * environment. An agent that only the shipped registry knows is nobody's executor.
 */
export function runRefusal(
  policy: Pick<CompiledPolicy, 'agents' | 'separation'>,
  run: DeployRun,
  at: {
    readonly target: Target;
    readonly classified: Classified;
    readonly reviews: Facts['reviews'];
    /** RFC 3339. */
    readonly now: string;
  },
): Refusal | null {
  const { target } = at;
  const names = namesOf(policy.agents, run);
  if (target.executor !== null && !isRunOf(target.executor, policy.agents, run)) {
    const [agent] = names.filter((name) => name !== target.executor);
    const whose = agent === undefined ? 'not its' : `of ${agent}`;
    const why = `Only the agent ${target.executor} runs the target ${target.name}, and this run is ${whose}`;
    return { code: 'EXECUTOR_OTHER', why };
  }
  const [obstacle] = names.flatMap((name) => {
    const words = obstacleOf(name, policy, at);
    return words === null ? [] : [`The run is of the agent ${name}, which ${words}`];
  });
  return obstacle === undefined ? null : { code: 'AGENT_MAY_NOT_DEPLOY', why: obstacle };
}

/**
 * Any layer can make an agent of a run, which only tightens. Whose run is let through, the highest layer says that lists
 * the agent: a repository must not choose which accounts execute for its organisation.
 */
function isRunOf(name: string, agents: CompiledPolicy['agents'], run: DeployRun): boolean {
  const entries = agents.filter((agent) => agent.name === name);
  const highest = entries.filter(({ layer }) => layer === entries[0]?.layer);
  return namesOf(highest, run).includes(name);
}

function namesOf(agents: CompiledPolicy['agents'], run: DeployRun): readonly string[] {
  const byAccount = run.accounts.flatMap((id) => agentNames(id, agents));
  const byToken = agents
    .filter(({ signers }) => signers.some((signer) => isSigner(signer, run.claims)))
    .map(({ name }) => name);
  return [...new Set([...byAccount, ...byToken])].toSorted();
}

/** Entries of all layers under one name bind. */
function obstacleOf(
  name: string,
  { agents, separation }: Pick<CompiledPolicy, 'agents' | 'separation'>,
  { target, classified, reviews, now }: Parameters<typeof runRefusal>[2],
): string | null {
  const entries = agents.filter((agent) => agent.name === name);
  if (entries.length === 0) return 'the policy does not list as an executor';
  const work = workOf(classified, target, now) ?? { environment: target.environment, kinds: [], now };
  const [obstacle] = entries.flatMap((agent) => whyNotExecute(agent, work) ?? []);
  if (obstacle !== undefined) return obstacle.words;
  const ids = entries.flatMap((agent) => agent.ids);
  const validated = standingReviews(reviews).some(
    ({ user, state }) => state === 'APPROVED' && user.id !== null && ids.includes(user.id),
  );
  return validated && !separation.validatorMayExecute ? 'validated this change' : null;
}
