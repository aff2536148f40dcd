// What of the pull request a `when` can see; made once per decision and layer by `prepare`.
import type { Classified } from '../../model/change.ts';
import type { Actor } from '../../model/decision.ts';
import type { Facts } from '../../model/facts.ts';
import { once } from '../../model/once.ts';
import { ASSURANCES } from '../../model/words.ts';
import type { Autonomy } from '../../model/words.ts';
import { isTeam, personOf } from '../approvals/approver-word.ts';
import type { Person } from '../approvals/approver-word.ts';
import { isAgentLike } from '../baseline-reasons.ts';
import type { ListedAgent } from '../compiled.ts';
import { reaches } from '../layers/layer.ts';
import type { Layer } from '../layers/layer.ts';
import type { People } from '../approvals/people.ts';

/** How many there are, as far as the files could be read. */
export type Count = { readonly least: number; readonly most: number };

/** Null means unknown: a tightening key then counts as met, one inside `not` as unmet (it never helps a pass). */
export type PullView = {
  /**
   * Who wrote the change, and beside it who the floor alone says it was, where its rules ask; of each also without what
   * text alone says.
   */
  readonly actors: readonly Actor[];
  /** Autonomy of each agent that took part, by every layer that lists it. */
  readonly autonomies: readonly Autonomy[];
  /**
   * The same of every agent that took part, by the layers whose word may take a change out of the rule that asks. Null:
   * these do not list one.
   */
  readonly trustedAutonomies: readonly (Autonomy | null)[];
  /** Agents with a merged pull request here, by name. */
  readonly agentsSeen: readonly string[] | null;
  readonly purpose: readonly string[] | null;
  readonly baseBranch: readonly string[] | null;
  readonly branches: readonly string[] | null;
  /** Set by people with write access. */
  readonly labels: readonly string[] | null;
  /** Of these the ones that may take the change out of a rule: whoever set them had no part in it, and is no agent. */
  readonly outsideLabels: readonly string[] | null;
  readonly author: Person | null;
  /** Is this who an approver's word names? */
  readonly isNamed: (person: Person, word: string) => boolean | null;
  readonly repository: readonly string[] | null;
  readonly draft: boolean | null;
  readonly fork: boolean | null;
  /** RFC 3339. */
  readonly now: string | null;
  /** Counted where a rule asks: most ask nothing of the kind. */
  readonly changes: () => Count;
  readonly files: Count;
  readonly deletes: () => Count;
};

export function viewPull(given: {
  readonly facts: Facts;
  readonly actors: readonly [Actor, ...Actor[]];
  readonly people: People;
  readonly agents: readonly ListedAgent[];
  readonly classified: Classified;
  /** Of the rules that ask. */
  readonly layer: Layer;
}): PullView {
  const { facts, actors, people, agents, classified, layer } = given;
  const [actor] = actors;
  const acting = agents.filter(({ name }) => actor.agents.includes(name));
  const trusted = acting.filter((agent) => reaches(agent.layer, layer));
  const pull = facts.pull_request;
  const base = known(pull?.base_branch);
  const counts = once(() => countsOf(classified));
  return {
    actors: actors.flatMap(withoutText),
    autonomies: acting.map(({ autonomy }) => autonomy),
    trustedAutonomies: actor.agents.flatMap((name): PullView['trustedAutonomies'] => {
      const own = trusted.filter((agent) => agent.name === name);
      return own.length === 0 ? [null] : own.map(({ autonomy }) => autonomy);
    }),
    agentsSeen: facts.agents_seen ?? null,
    // People and automation need not declare a purpose: theirs is none, not unknown.
    purpose: known(facts.provenance?.purpose) ?? (actors.some(isAgentLike) ? null : []),
    baseBranch: base,
    branches: base === null || pull === null ? null : [...base, ...(known(pull.head_branch) ?? [])],
    labels: pull === null ? null : labelsBy(pull.labels, (login) => people.canWrite(login) === true),
    outsideLabels:
      pull === null
        ? null
        : labelsBy(
            pull.labels,
            (login) => people.canWrite(login) === true && people.involvement({ login, id: null }) === null,
          ),
    author: pull?.author ?? null,
    isNamed: (person, word) => {
      const isUnknown = isTeam(word)
        ? people.membersOf([word]) === null
        : personOf(word).id !== null && person.id === null;
      return isUnknown ? null : people.belongs(person, [word]);
    },
    repository: known(facts.repository?.full_name),
    draft: pull?.draft ?? null,
    fork: pull?.fork ?? null,
    now: facts.now,
    changes: () => counts().changes,
    files: { least: classified.files.length, most: classified.files.length },
    deletes: () => counts().deletes,
  };
}

/** Each thing that changes once, however many environments it changes in. */
function countsOf({ changes, unreadable }: Classified): { readonly changes: Count; readonly deletes: Count } {
  const distinct = [
    ...new Map(
      changes.map((change) => [`${change.file}\n${change.address}\n${change.startLine}`, change]),
    ).values(),
  ];
  const removed = distinct.filter(({ action }) => action === 'delete' || action === 'replace');
  const unclear = distinct.filter(({ action }) => action === 'unknown');
  const unread = unreadable.length > 0 ? Infinity : null;
  return {
    changes: { least: distinct.length, most: unread ?? distinct.length },
    deletes: { least: removed.length, most: unread ?? removed.length + unclear.length },
  };
}

/** Does more than text say that an agent is at work? Of people and automation there is nothing to prove. */
export function isProved(actor: Actor): boolean {
  return !isAgentLike(actor) || ASSURANCES.indexOf(actor.assurance) >= ASSURANCES.indexOf('authenticated');
}

/**
 * Text alone makes a mixed change of a person's, or of automation's: what is asked of them is asked all the same, else a
 * trailer would be a way out.
 */
function withoutText(actor: Actor): readonly Actor[] {
  if (actor.class !== 'mixed' || isProved(actor)) return [actor];
  const isAutomation = actor.evidence.some(({ signal }) => signal === 'automation-id');
  return [
    actor,
    { ...actor, class: isAutomation ? 'automation' : 'human', assurance: 'authenticated', agents: [] },
  ];
}

/** Did an agent take part without a past here? Text of a pull request names any agent it likes: only a proved name has one. */
export function isFirstTime(actor: Actor, seen: PullView['agentsSeen']): boolean | null {
  if (!isAgentLike(actor)) return false;
  if (seen === null) return null;
  return !isProved(actor) || actor.agents.length === 0 || actor.agents.some((agent) => !seen.includes(agent));
}

function known(value: string | null | undefined): readonly string[] | null {
  return value === null || value === undefined ? null : [value];
}

/** A label that nobody is known to have set counts for nothing. */
function labelsBy(
  labels: readonly { readonly name: string; readonly by: string | null }[],
  mayLabel: (login: string) => boolean,
): readonly string[] {
  return labels.filter(({ by }) => by !== null && mayLabel(by)).map(({ name }) => name);
}
