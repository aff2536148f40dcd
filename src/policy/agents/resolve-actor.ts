// Who wrote the change: class, assurance, agents, delegator, evidence. Called by the pipeline.
import type { Actor, Evidence } from '../../model/decision.ts';
import type { Account, Facts } from '../../model/facts.ts';
import type { ActorClass, Assurance } from '../../model/words.ts';
import type { CompiledPolicy, PolicyResult } from '../compiled.ts';
import { delegatorOf } from './delegator.ts';
import { agentNames, findAgentParts } from './find-agent-parts.ts';
import type { AgentPart } from './find-agent-parts.ts';
import { isSigner } from './signers.ts';

/** What the decision needs of a policy here; an invalid policy lists nobody. */
type Known = Pick<CompiledPolicy, 'agents' | 'automation' | 'unlabelled' | 'unknownBots'>;
const NOBODY: Known = { agents: [], automation: [], unlabelled: 'human', unknownBots: 'deny' };

/** Pure and total. Text can only make the class stricter and the assurance `declared`. */
export function resolveActor(result: PolicyResult, facts: Facts): Actor {
  const known = result.kind === 'ok' ? result.policy : NOBODY;
  const author = facts.pull_request?.author ?? null;
  const parts = findAgentParts(facts, known.agents);
  const own = author === null ? [] : agentNames(author.id, known.agents);
  const agents = [...new Set([...own, ...parts.flatMap(({ names }) => names)])].toSorted();
  const bots = unknownBots(facts, known);
  const classes = classify({ author, own, known, hasParts: parts.length > 0, hasBots: bots.length > 0 });
  return {
    class: classes,
    assurance: assuranceOf({
      class: classes,
      author,
      own,
      facts,
      parts,
      known,
    }),
    agents,
    delegator: delegatorOf(facts, known),
    evidence: sortEvidence([
      ...authorEvidence(author, own, known),
      ...bots,
      ...parts.map(({ evidence }) => evidence),
    ]),
  };
}

function classify(given: {
  readonly author: Account | null;
  readonly own: readonly string[];
  readonly known: Known;
  readonly hasParts: boolean;
  readonly hasBots: boolean;
}): ActorClass {
  const { author, own, known, hasParts, hasBots } = given;
  if (hasBots && known.unknownBots === 'deny') return 'unknown_bot';
  if (own.length > 0) return 'agent';
  if (isAutomation(author, known)) return hasParts || hasBots ? 'mixed' : 'automation';
  if (author?.type !== 'User') return 'agent';
  if (hasParts || hasBots) return 'mixed';
  return known.unlabelled === 'agent' ? 'agent' : 'human';
}

function isAutomation(account: Account | null, known: Known): boolean {
  return account !== null && account.id !== null && known.automation.includes(account.id);
}

/** Accounts of type Bot that are neither an agent nor listed automation: author, authors and committers of commits, pushers. */
function unknownBots(facts: Facts, known: Known): readonly Evidence[] {
  const accounts = [
    facts.pull_request?.author ?? null,
    ...(facts.commits ?? []).flatMap(({ author, committer }) => [author, committer]),
    ...(facts.pushers ?? []),
  ];
  return accounts.flatMap((account) => {
    if (account === null || account.type !== 'Bot') return [];
    if (agentNames(account.id, known.agents).length > 0 || isAutomation(account, known)) return [];
    return [{ signal: 'unknown-bot', value: String(account.id ?? account.login), strength: 'A' as const }];
  });
}

function assuranceOf(given: {
  readonly class: ActorClass;
  readonly author: Account | null;
  readonly own: readonly string[];
  readonly facts: Facts;
  readonly parts: readonly AgentPart[];
  readonly known: Known;
}): Assurance {
  const { author, own, facts, parts, known } = given;
  switch (given.class) {
    case 'agent':
    case 'mixed':
      if (isAttested(given)) return 'attested';
      if (own.length > 0 && author !== null)
        return isSigned({ author, names: own, facts, known }) ? 'signed' : 'authenticated';
      if (isSignedByParts(parts, facts, known)) return 'signed';
      if (given.class === 'agent') return parts.length > 0 ? 'declared' : 'unknown';
      return hasPushed(parts) ? 'authenticated' : 'declared';
    case 'human':
    case 'automation':
      return author?.id === null ? 'unknown' : 'authenticated';
    case 'unknown_bot':
      return 'unknown';
  }
}

/** Where the author of the pull request is no agent: every commit has a verified key of the one agent at work. */
function isSignedByParts(parts: readonly AgentPart[], facts: Facts, known: Known): boolean {
  const names = [...new Set(parts.filter(isStrong).flatMap((part) => part.names))];
  return names.length === 1 && isSigned({ author: null, names, facts, known });
}

function hasPushed(parts: readonly AgentPart[]): boolean {
  return parts.some(({ evidence: { signal, strength } }) => signal === 'pusher' && strength === 'A');
}

/**
 * A verified statement about this head, by the agent that wrote it, and no other agent at work: what one agent signs says nothing of
 * another's work. One that is only remembered was about an earlier head. Ids and signatures tell who worked: a trailer
 * must not take the proof away.
 */
function isAttested(given: {
  readonly own: readonly string[];
  readonly parts: readonly AgentPart[];
  readonly facts: Pick<Facts, 'provenance'>;
  readonly known: Known;
}): boolean {
  const { own, parts, facts, known } = given;
  const statement = facts.provenance?.signed_by ?? null;
  if (statement === null) return false;
  const signers = known.agents
    .filter(({ signers, vouches }) => vouches && signers.some((signer) => isSigner(signer, statement)))
    .map(({ name }) => name);
  const workers = [...own, ...parts.filter(isStrong).flatMap(({ names }) => names)];
  return signers.length > 0 && workers.every((name) => signers.includes(name));
}

function isStrong({ evidence: { strength } }: AgentPart): boolean {
  return strength === 'A' || strength === 'B';
}

/** Every commit is verified, and authored by the author of the pull request or signed with a key of the agent. */
function isSigned(given: {
  readonly author: Account | null;
  readonly names: readonly string[];
  readonly facts: Pick<Facts, 'commits'>;
  readonly known: Known;
}): boolean {
  const { author, names, facts, known } = given;
  const { commits } = facts;
  const signers = known.agents
    .filter(({ name, vouches }) => vouches && names.includes(name))
    .flatMap((agent) => agent.signers);
  return (
    commits !== null &&
    commits.length > 0 &&
    commits.every(
      (commit) =>
        commit.verified &&
        ((author !== null && author.id !== null && commit.author?.id === author.id) ||
          (commit.key !== undefined && signers.some((own) => isSigner(own, commit.key ?? '')))),
    )
  );
}

function authorEvidence(author: Account | null, own: readonly string[], known: Known): readonly Evidence[] {
  if (author === null) return [{ signal: 'default', value: 'the author is unknown', strength: '-' }];
  if (own.length > 0) return [{ signal: 'github-id', value: String(author.id), strength: 'A' }];
  if (isAutomation(author, known))
    return [{ signal: 'automation-id', value: String(author.id), strength: 'A' }];
  if (author.type === 'User' && known.unlabelled === 'agent')
    return [{ signal: 'default', value: 'actors.unlabelled is agent', strength: '-' }];
  if (author.type === 'User') return [{ signal: 'default', value: 'a user account', strength: '-' }];
  return [{ signal: 'default', value: 'not a user account', strength: '-' }];
}

function sortEvidence(all: readonly Evidence[]): readonly Evidence[] {
  const key = ({ signal, value, strength }: Evidence): string => JSON.stringify([signal, value, strength]);
  const unique = new Map(all.map((evidence) => [key(evidence), evidence]));
  return [...unique.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, evidence]) => evidence);
}
