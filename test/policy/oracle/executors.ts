// Agents that run a target: what they may not carry out is refused before the merge, whoever wrote it. From the words about executors.
import { hasRole, isOfNoPlace, isPast } from './actors.ts';
import type { Verdict } from './baseline.ts';
import type { Case, Target } from './document.ts';
import { layersOf } from './document.ts';
import { topTier } from './subjects.ts';
import type { Subject } from './subjects.ts';

export function executorReasons(question: Case, subjects: readonly Subject[]): readonly Verdict[] {
  const touched = subjects.filter((subject) => subject.isUnreadable || topTier(subject) !== 'none');
  const targets = layersOf(question).flatMap(({ policy }) => Object.entries(policy.deploy ?? {}));
  return targets.flatMap(([name, target]) => {
    const run = touched.filter((subject) => mayRun(target, subject));
    return codesOf(question, target, run).map((code) => ({
      code,
      rule: `deploy.${name}.executor`,
      satisfied: false,
      key: 'executor',
    }));
  });
}

/** What stands in no environment may be run anywhere, unless it is a file that nobody deploys. */
function mayRun({ environment }: Target, subject: Subject): boolean {
  return subject.environment === environment || (subject.environment === null && !isOfNoPlace(subject));
}

/** Every entry of its name binds it. One reason is enough for each. */
function codesOf(
  question: Case,
  { executor, environment }: Target,
  run: readonly Subject[],
): readonly string[] {
  if (executor === undefined || run.length === 0) return [];
  const kinds = run.flatMap((subject) => subject.kinds);
  return layersOf(question).flatMap(({ policy }) => {
    const entry = policy.actors?.agents?.[executor];
    if (entry === undefined) return [];
    if (!hasRole(entry, 'executor') || entry.autonomy === 'advisory') return ['AGENT_ADVISORY'];
    if (entry.environments?.includes(environment) !== true) return ['AGENT_ENVIRONMENT'];
    if (entry.deny_kinds?.some((kind) => kinds.includes(kind)) === true) return ['AGENT_KIND'];
    return isPast(entry.recertify_by, question.facts.now) ? ['AGENT_EXPIRED'] : [];
  });
}
