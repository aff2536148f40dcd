// Who asked the agent for its change: a person, or nobody that is known. Called by `resolveActor`.
import type { Account, Facts } from '../../model/facts.ts';
import type { CompiledPolicy } from '../compiled.ts';
import { agentNames, isAgentAccount } from './find-agent-parts.ts';

type Known = Pick<CompiledPolicy, 'agents' | 'automation'>;

/** A login. Null: nobody knows, and every count of approvals goes up by one; no agent and no machine asks in a person's place. */
export function delegatorOf(facts: Facts, known: Known): string | null {
  const machines = machinesIn(facts, known);
  const isPerson = (login: string): boolean =>
    !machines.has(login.toLowerCase()) &&
    !/\[bot\]$/i.test(login) &&
    !isAgentAccount({ login, id: null, type: null }, known.agents);
  const { delegator } = facts;
  if (delegator !== null && isPerson(delegator)) return delegator;
  const asked = coauthors(facts, known).find(
    (account) => isSomebody(account, facts) && isPerson(account.login),
  );
  return asked?.login ?? null;
}

/** The human on an agent's verified commits asked for them; an unverified trailer proves nothing. */
function coauthors({ commits }: Facts, { agents }: Known): readonly Account[] {
  return (commits ?? [])
    .filter(({ verified, author }) => verified && agentNames(author?.id ?? null, agents).length > 0)
    .flatMap((commit) => commit.coauthors);
}

/** A trailer can name anybody: an account of which nothing is told but its name is somebody if the repository knows the name. */
function isSomebody({ login, type }: Account, { permissions }: Facts): boolean {
  const isKnown = Object.keys(permissions).some((name) => name.toLowerCase() === login.toLowerCase());
  return type === 'User' || (type === null && isKnown);
}

/** Logins of every account in the facts that is a bot, a listed agent or listed automation. */
function machinesIn(facts: Facts, { agents, automation }: Known): ReadonlySet<string> {
  const { pull_request: pull, commits, pushers, reviews } = facts;
  const accounts = [
    pull?.author ?? null,
    ...(commits ?? []).flatMap((commit) => [commit.author, commit.committer, ...commit.coauthors]),
    ...(pushers ?? []),
    ...reviews.map(({ user }) => user),
  ].flatMap((account) => account ?? []);
  const isMachine = ({ id, type }: Account): boolean =>
    type === 'Bot' || agentNames(id, agents).length > 0 || (id !== null && automation.includes(id));
  return new Set(accounts.filter(isMachine).map(({ login }) => login.toLowerCase()));
}
