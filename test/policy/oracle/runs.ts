// May this run of a deploy workflow carry the change out? From the words about executors; compared with what the broker asks.
import { executorCode, mayRun } from './executors.ts';
import { namesOf } from './assurances.ts';
import type { AgentLimits, Case, DeployRun, Target } from './document.ts';
import { layersOf } from './document.ts';
import { entriesByName, isOneOf } from './identities.ts';
import { standingReviews } from './people.ts';
import type { Subject } from './subjects.ts';

/** Null: it may. */
export function runCode(
  question: Case,
  run: DeployRun,
  { target, subjects }: { readonly target: Target; readonly subjects: readonly Subject[] },
): 'EXECUTOR_OTHER' | 'AGENT_MAY_NOT_DEPLOY' | null {
  const { executor } = target;
  if (executor !== undefined && !isItsOwn(question, executor, run)) return 'EXECUTOR_OTHER';
  const accounts = run.accounts.flatMap((id) => namesOf(question, { login: '', id, type: null }));
  const listed = entriesByName(question);
  const byToken = [...listed].flatMap(([name, all]) =>
    all.some((limits) => isOneOf(limits, run.claims)) ? [name] : [],
  );
  const names = [...accounts, ...byToken];
  const kinds = subjects.filter((subject) => mayRun(target, subject)).flatMap((subject) => subject.kinds);
  const may = names.every((name) => {
    const entries = listed.get(name) ?? [];
    const isFree = entries.every((entry) => executorCode(question, entry, { ...target, kinds }) === null);
    return entries.length > 0 && isFree && !hasChecked(question, entries);
  });
  return may ? null : 'AGENT_MAY_NOT_DEPLOY';
}

/** By the word of the highest layer that lists it. */
function isItsOwn(question: Case, name: string, { accounts, claims }: DeployRun): boolean {
  const highest = layersOf(question).flatMap(({ policy }) => policy.actors?.agents?.[name] ?? [])[0];
  if (highest === undefined) return false;
  const ids = highest.identities.flatMap(({ github }) => github ?? []);
  return ids.some((id) => accounts.includes(id)) || isOneOf(highest, claims);
}

function hasChecked(question: Case, entries: readonly AgentLimits[]): boolean {
  if (layersOf(question)[0]?.policy.separation?.validator_may_execute === true) return false;
  const ids = entries.flatMap(({ identities }) => identities.flatMap(({ github }) => github ?? []));
  return standingReviews(question.facts).some(
    ({ state, user }) => state === 'APPROVED' && user.id !== null && ids.includes(user.id),
  );
}
