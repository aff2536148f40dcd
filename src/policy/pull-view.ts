// What of the pull request a `when` can see; made once per decision by `evaluate`.
import type { Classified } from '../model/change.ts';
import type { Actor } from '../model/decision.ts';
import type { Facts } from '../model/facts.ts';
import type { Autonomy } from '../model/words.ts';
import { isTeam, personOf } from './approver-word.ts';
import type { Person } from './approver-word.ts';
import type { ListedAgent } from './compiled.ts';
import type { People } from './people.ts';

/** Null means unknown: a tightening key then counts as met, one inside `not` as unmet (it never helps a pass). */
export type PullView = {
  readonly actor: Actor;
  /** Autonomy of each listed agent that took part. */
  readonly autonomies: readonly Autonomy[];
  readonly purpose: readonly string[] | null;
  readonly baseBranch: readonly string[] | null;
  readonly branches: readonly string[] | null;
  readonly labels: readonly string[] | null;
  readonly author: Person | null;
  /** Is this who an approver's word names? */
  readonly isNamed: (person: Person, word: string) => boolean | null;
  readonly repository: readonly string[] | null;
  readonly draft: boolean | null;
  readonly fork: boolean | null;
  /** RFC 3339. */
  readonly now: string | null;
  readonly changes: number;
  readonly files: number;
  readonly deletes: number;
};

export function viewPull(given: {
  readonly facts: Facts;
  readonly actor: Actor;
  readonly people: People;
  readonly agents: readonly ListedAgent[];
  readonly classified: Classified;
}): PullView {
  const { facts, actor, people, agents, classified } = given;
  const pull = facts.pull_request;
  const base = known(pull?.base_branch);
  const distinct = [
    ...new Map(
      classified.changes.map((change) => [`${change.file}\n${change.address}\n${change.startLine}`, change]),
    ).values(),
  ];
  return {
    actor,
    autonomies: agents.filter(({ name }) => actor.agents.includes(name)).map(({ autonomy }) => autonomy),
    purpose: actor.class === 'human' || actor.class === 'automation' ? [] : known(facts.provenance?.purpose),
    baseBranch: base,
    branches: base === null || pull === null ? null : [...base, ...(known(pull.head_branch) ?? [])],
    labels: pull === null ? null : trustedLabels(pull.labels, people),
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
    changes: distinct.length,
    files: classified.files.length,
    deletes: distinct.filter(({ action }) => action === 'delete' || action === 'replace').length,
  };
}

function known(value: string | null | undefined): readonly string[] | null {
  return value === null || value === undefined ? null : [value];
}

/** Labels count only when set by someone with write access. */
function trustedLabels(
  labels: readonly { readonly name: string; readonly by: string | null }[],
  people: People,
): readonly string[] {
  return labels.filter(({ by }) => by !== null && people.canWrite(by) === true).map(({ name }) => name);
}
