// Who wrote the change, as far as ids tell, and what the limits of listed agents say.
import type { Actor } from '../../../src/model/decision.ts';
import type { Account } from '../../../src/model/facts.ts';
import { assuranceOf, isToldByText } from './assurances.ts';
import type { Verdict } from './baseline.ts';
import type { AgentLimits, Case, Layer } from './document.ts';
import { layersAbove, layersOf } from './document.ts';
import { isOneOf, signersIn } from './identities.ts';
import { globMatches } from './globs.ts';
import { isTouched } from './subjects.ts';
import type { Subject } from './subjects.ts';
import { isMachine, sameLogin } from './people.ts';
import { targetsHere } from './targets.ts';
import { AGENTS } from './vocabulary.ts';

export type ListedAgent = { readonly name: string; readonly limits: AgentLimits; readonly layer: Layer };

/** Agents of the policy that took part. */
export function actingAgents(
  question: Case,
  actor: Actor,
  layer: Layer = 'repository',
): readonly ListedAgent[] {
  return layersAbove(question, layer).flatMap((each) =>
    Object.entries(each.policy.actors?.agents ?? {})
      .filter(([name]) => actor.agents.includes(name))
      .map(([name, limits]) => ({ name, limits, layer: each.layer })),
  );
}

/** The author, authors and committers of commits, and pushers. */
function participants({ facts }: Case): readonly Account[] {
  const { pull_request, commits, pushers } = facts;
  return [
    pull_request?.author ?? null,
    ...(commits ?? []).flatMap(({ author, committer }) => [author, committer]),
    ...(pushers ?? []),
  ].flatMap((account) => account ?? []);
}

/** What any reading of the rules about actors must say; a sentence where the given one does not. */
export function brokenActorLaw(question: Case, actor: Actor): string | null {
  const ids = participants(question).flatMap(({ id }) => id ?? []);
  const listed = layersOf(question).flatMap(({ policy }) => Object.entries(policy.actors?.agents ?? {}));
  const took = listed.filter(([, { identities }]) =>
    identities.some(({ github }) => github !== undefined && ids.includes(github)),
  );
  const signed = listed.filter(([, limits]) =>
    signersIn(question.facts).some((each) => isOneOf(limits, each)),
  );
  took.push(...signed);
  const unnamed = took.find(([name]) => !actor.agents.includes(name));
  if (unnamed !== undefined) return `${unnamed[0]} took part and is not named`;
  const author = question.facts.pull_request?.author ?? null;
  // An unknown bot is held to no less than an agent.
  const isBound = actor.class !== 'human' && actor.class !== 'automation';
  if (author === null && !isBound) return 'an unknown author is an agent';
  if (took.length > 0 && !isBound) return 'an agent took part, and its rules do not bind';
  const isAutomation = layersOf(question).some(({ policy }) =>
    policy.actors?.automation?.some(({ github }) => github === author?.id),
  );
  const isStrict = layersOf(question).some(({ policy }) => policy.actors?.unlabelled === 'agent');
  if (author?.type === 'User' && !isBound && isStrict && !isAutomation)
    return 'an unlabelled human counts as an agent here';
  if (author?.type !== 'User' && actor.class === 'human') return 'who is no user is no human';
  const isStranger = participants(question).some((each) => isUnknownBot(question, each));
  if (isStranger && !allowsBots(question) && actor.class !== 'unknown_bot')
    return 'a bot that nobody listed took part';
  if (actor.class === 'automation' && !isAutomation) return 'only the policy says what is automation';
  if (isBound && author?.type === 'User' && !isStrict && took.length === 0 && hasNoSign(question))
    return 'nothing says that it is no human';
  if (actor.delegator !== null && isNobody(question, actor.delegator)) return 'a machine asks for nothing';
  const assurance = assuranceOf(question, actor);
  return assurance === actor.assurance ? null : `assurance ${actor.assurance}, oracle ${assurance}`;
}

/** Of those that everybody knows, only one has work here. */
const KNOWN_TO_ALL = AGENTS.filter(({ name }) => name === 'copilot').map(({ id }): number => id);

function isUnknownBot(question: Case, { id, type }: Account): boolean {
  if (type !== 'Bot') return false;
  const listed = layersOf(question).flatMap(({ policy: { actors } }) => [
    ...Object.values(actors?.agents ?? {}).flatMap(({ identities }) =>
      identities.map(({ github }) => github),
    ),
    ...(actors?.automation ?? []).map(({ github }) => github),
  ]);
  return id === null || !(listed.includes(id) || KNOWN_TO_ALL.includes(id));
}

/** Only where every layer that says something about them says so. */
function allowsBots(question: Case): boolean {
  const said = layersOf(question).flatMap(({ policy }) => policy.actors?.unknown_bots ?? []);
  return said.length > 0 && said.every((choice) => choice === 'agent');
}

/** No person has this login. */
function isNobody(question: Case, login: string): boolean {
  const { commits, reviews } = question.facts;
  const coauthors = (commits ?? []).flatMap((commit) => commit.coauthors);
  const named = [...participants(question), ...coauthors, ...reviews.map(({ user }) => user)].filter((each) =>
    sameLogin(each.login, login),
  );
  return login.endsWith('[bot]') || named.some((each) => each.type === 'Bot' || isMachine(question, each));
}

/** Neither a text nor a bot. */
const hasNoSign = (question: Case): boolean =>
  !isToldByText(question) && participants(question).every(({ id, type }) => id !== null && type === 'User');

export function agentReasons(question: Case, actor: Actor, subjects: readonly Subject[]): readonly Verdict[] {
  const touched = subjects.filter(isTouched);
  const reached = touched.flatMap((subject) => placesOf(question, subject));
  const limited = actingAgents(question, actor).flatMap(({ name, limits }) => {
    const rule = `actors.agents.${name}`;
    // Who may not write at all is asked no more than for its log.
    if (!hasRole(limits, 'author')) {
      const codes = touched.length > 0 ? ['AGENT_ADVISORY', ...toolCodes(question, limits)] : [];
      return codes.map((code) => ({ code, rule, satisfied: false }));
    }
    const codes: string[] = [];
    const allowed = limits.environments ?? [];
    if (limits.autonomy === 'advisory') codes.push(...(reached.length > 0 ? ['AGENT_ADVISORY'] : []));
    else if (reached.some((environment) => environment === null || !allowed.includes(environment)))
      codes.push('AGENT_ENVIRONMENT');
    if (touched.some(({ kinds }) => kinds.some((kind) => limits.deny_kinds?.includes(kind) === true)))
      codes.push('AGENT_KIND');
    if (touched.length > 0 && isPast(limits.recertify_by, question.facts.now)) codes.push('AGENT_EXPIRED');
    if (touched.length > 0) codes.push(...toolCodes(question, limits));
    return codes.map((code) => ({ code, rule, satisfied: false }));
  });
  if (actor.class !== 'unknown_bot' || touched.length === 0) return limited;
  return [...limited, { code: 'UNKNOWN_BOT', rule: 'actors.unknown_bots', satisfied: false }];
}

/** Its own, and those that are deployed to by what it is run in: who changes that acts with the rights of the run. */
function placesOf(question: Case, subject: Subject): readonly (string | null)[] {
  const workflows = [...subject.paths, ...subject.runIn];
  const run = [...targetsHere(question).values()]
    .filter(({ workflow }) => {
      const here = workflowHere(question, workflow);
      return here !== null && workflows.includes(here);
    })
    .map(({ environment }) => environment);
  return isOfNoPlace(subject) ? run : [subject.environment, ...run];
}

/** Null: that of another repository is not changed here. Where nobody knows which this is, it may be that one. */
function workflowHere({ facts }: Case, workflow: string): string | null {
  const [, repository, path = workflow] = /^([^/]+\/[^/]+)\/(\.github\/.*?)(?:@.*)?$/.exec(workflow) ?? [];
  const name = facts.repository?.full_name ?? repository;
  return repository === undefined || repository === name ? path : null;
}

/** Files that are understood and stand in no environment: they govern, build, or hold plain code. */
export function isOfNoPlace({ environment, kinds, isFile, isUnderstood }: Subject): boolean {
  if (environment !== null || !isFile || !isUnderstood) return false;
  return (
    kinds.includes('governance') || kinds.includes('pipeline') || kinds.every((kind) => kind === 'other')
  );
}

/** What any log names was used. None at all is no proof that nothing was. */
function toolCodes({ facts }: Case, { tools }: AgentLimits): readonly string[] {
  if (tools === undefined) return [];
  const logs = [facts.provenance?.tools, facts.declared?.tools].flatMap((log) => (log ? [log] : []));
  if (logs.length === 0) return ['PROVENANCE_MISSING'];
  const isAllowed = (name: string): boolean => tools.some((glob) => globMatches(glob, name, true));
  return logs.flat().every(isAllowed) ? [] : ['TOOL_NOT_ALLOWED'];
}

/** Absent roles: an author. */
export const hasRole = ({ roles }: AgentLimits, role: 'author' | 'validator' | 'executor'): boolean =>
  (roles ?? ['author']).includes(role);

/** A date counts to its end; without a clock it is over. */
export function isPast(date: string | undefined, now: string | null): boolean {
  if (date === undefined) return false;
  return now === null || now.slice(0, 10) > date;
}
