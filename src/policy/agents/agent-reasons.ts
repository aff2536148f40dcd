// The limits of listed agents, and unknown bots. Called by `evaluate`.
import type { Classified } from '../../model/change.ts';
import type { Actor, Reason } from '../../model/decision.ts';
import type { InheritedPrivilege } from '../../model/deploy.ts';
import type { Account, CommitFact, Facts } from '../../model/facts.ts';
import { SEVERITIES, tierAtLeast } from '../../model/words.ts';
import { isExpired } from './agent-dates.ts';
import type { ListedAgent } from '../compiled.ts';
import { isHomeless } from './homeless.ts';
import { reaches } from '../layers/layer.ts';
import type { MainLayer } from '../layers/layer.ts';
import { makeReason } from '../make-reason.ts';

export type AgentInput = {
  readonly agents: readonly ListedAgent[];
  readonly actor: Actor;
  readonly facts: Facts;
  readonly classified: Classified;
  /** What of the change runs with the rights of deploy targets. */
  readonly inherited: readonly InheritedPrivilege[];
};

/** Outside its limits the pull request is blocked, whatever was approved. */
export function agentReasons(input: AgentInput): readonly Reason[] {
  return [...involved(input).flatMap((agent) => limitReasons(agent, input)), ...botReasons(input)];
}

/** Listed agents that took part; entries of several layers under one name all bind. */
function involved({ agents, actor }: AgentInput): readonly ListedAgent[] {
  return agents.filter(({ name }) => actor.agents.includes(name));
}

function limitReasons(agent: ListedAgent, { facts, classified, inherited }: AgentInput): readonly Reason[] {
  const rule = `actors.agents.${agent.name}`;
  const blocked = (
    code: 'AGENT_ADVISORY' | 'AGENT_ENVIRONMENT' | 'AGENT_KIND' | 'AGENT_EXPIRED',
    words: Words,
  ): Reason => makeReason({ code, rule, satisfied: false, ...words });
  const touched = classified.changes.filter(({ tier }) => tier !== 'none');
  const reached: readonly Reached[] = [
    ...touched
      .filter((change) => !isHomeless(change))
      .map(({ environment, file }) => ({ environment, file })),
    ...classified.unreadable.flatMap(({ file, environments }) =>
      (environments.length === 0 ? [null] : environments).map((environment) => ({ environment, file })),
    ),
    // Whoever changes what a deployment runs acts with its rights, wherever the file lies.
    ...inherited.map((privilege) => ({
      environment: privilege.environment,
      file: privilege.file,
      role: privilege.role,
    })),
  ];
  const outside =
    agent.autonomy === 'advisory' ? [] : reached.filter(({ environment }) => !isAllowed(agent, environment));
  const kinds = [...new Set(touched.flatMap((change) => change.kinds))].filter((kind) =>
    agent.denyKinds.includes(kind),
  );
  const active = touched.length > 0 || classified.unreadable.length > 0;
  if (!agent.roles.includes('author')) return active ? [blocked('AGENT_ADVISORY', noAuthorWords(agent))] : [];
  return [
    ...(agent.autonomy === 'advisory' && reached.length > 0
      ? [blocked('AGENT_ADVISORY', advisoryWords(agent))]
      : []),
    ...(outside.length > 0 ? [blocked('AGENT_ENVIRONMENT', outsideWords(agent, outside))] : []),
    ...(kinds.length > 0 ? [blocked('AGENT_KIND', kindWords(agent, kinds))] : []),
    ...(active && isExpired(agent, facts.now)
      ? [blocked('AGENT_EXPIRED', expiredWords(agent, facts.now))]
      : []),
  ];
}

type Reached = {
  readonly environment: string | null;
  readonly file: string;
  /** Set where the file reaches the environment by running with this role. */
  readonly role?: string;
};

type Words = Pick<Reason, 'message' | 'remediation' | 'need' | 'have'>;

function isAllowed(agent: ListedAgent, environment: string | null): boolean {
  return environment !== null && agent.environments.includes(environment);
}

function advisoryWords({ name }: ListedAgent): Words {
  return {
    message: `${name} is advisory and may reach no environment.`,
    remediation: 'Let a human open this change, or raise the autonomy of the agent in the policy.',
  };
}

/** A validator or an executor that wrote something has left its part, whatever it wrote. */
function noAuthorWords({ name, roles }: ListedAgent): Words {
  return {
    need: { roles: ['author'] },
    have: { roles },
    message: `${name} may not write changes: it is listed as ${roles.join(' and ')}.`,
    remediation: 'Let an agent with the role author, or a human, make this change.',
  };
}

function outsideWords(agent: ListedAgent, outside: readonly Reached[]): Words {
  const names = [...new Set(outside.map(({ environment }) => environment ?? 'no environment'))].toSorted();
  const allowed = agent.environments.length === 0 ? 'none' : agent.environments.join(', ');
  const [first] = outside;
  const how =
    first?.role === undefined
      ? `this reaches ${names.join(', ')} (${first?.file ?? ''})`
      : `${first.file} runs as ${first.role} of ${names.join(', ')}`;
  return {
    need: { environments: agent.environments },
    have: { environments: names },
    message: `${agent.name} may change ${allowed}, but ${how}.`,
    remediation: `Take these changes out of the pull request, or let a human open them.`,
  };
}

function kindWords({ name, denyKinds }: ListedAgent, kinds: readonly string[]): Words {
  return {
    need: { deny_kinds: denyKinds },
    have: { kinds },
    message: `${name} may not make changes of kind ${kinds.join(', ')}.`,
    remediation: 'Take these changes out of the pull request, or let a human open them.',
  };
}

function expiredWords({ name, recertifyBy, owner }: ListedAgent, now: string | null): Words {
  const when = now === null ? 'and the time of this decision is unknown' : 'which has passed';
  return {
    need: { recertify_by: recertifyBy },
    message: `${name} had to be recertified by ${recertifyBy ?? ''}, ${when}.`,
    remediation: `Ask ${owner ?? 'the owner of the agent'} to recertify it by a new date in the policy.`,
  };
}

function botReasons({ actor, classified }: AgentInput): readonly Reason[] {
  const quiet = classified.tier === 'none' && classified.unreadable.length === 0;
  if (actor.class !== 'unknown_bot' || quiet) return [];
  const id = actor.evidence.find(({ signal }) => signal === 'unknown-bot')?.value ?? '';
  return [
    makeReason({
      code: 'UNKNOWN_BOT',
      rule: 'actors.unknown_bots',
      satisfied: false,
      have: { account: id },
      message: `The bot account ${id} is neither a known agent nor listed automation.`,
      remediation: `List it in the policy: "actors: { automation: [{ github: ${id} }] }", or under "actors.agents" with its limits.`,
    }),
  ];
}

/**
 * An autonomous listed agent whose id GitHub vouches for needs nobody for a small, clean change. Commits or pushes of
 * others, where they are known, end the exemption: the agent's name must not carry another's change. `freedBy` must
 * list each agent: a repository frees none from the baseline of its organisation.
 */
export function isExempt(input: AgentInput, freedBy: MainLayer): boolean {
  const { actor, facts, classified } = input;
  const mine = involved(input);
  const author = facts.pull_request?.author?.id ?? null;
  if (actor.class !== 'agent' || author === null || mine.length === 0) return false;
  const ids = mine.flatMap((agent) => agent.ids);
  const commits = facts.commits ?? [];
  const pushers = facts.pushers ?? [];
  const others = [...commits.flatMap((commit) => authorsOf(commit)), ...pushers];
  // Who pushed is GitHub's word. Without it the commits must vouch for themselves: anyone can write another's name.
  const vouched = commits.length > 0 && (pushers.length > 0 || commits.every(({ verified }) => verified));
  return (
    ids.includes(author) &&
    vouched &&
    actor.agents.every((name) =>
      mine.some((agent) => agent.name === name && reaches(agent.layer, freedBy)),
    ) &&
    mine.every(({ autonomy }) => autonomy === 'autonomous') &&
    others.every((account) => account !== null && account.id !== null && ids.includes(account.id)) &&
    !tierAtLeast(classified.tier, 'elevated') &&
    classified.unreadable.length === 0 &&
    classified.changes.every((change) => !change.opaque && !tierAtLeast(change.tier, 'elevated')) &&
    classified.findings.every(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf('info'))
  );
}

/** GitHub itself commits what is made on its pages and by its agents. */
const WEB_FLOW = 19_864_447;

function authorsOf({ author, committer }: CommitFact): readonly (Account | null)[] {
  return committer === null || committer.id === WEB_FLOW ? [author] : [author, committer];
}
