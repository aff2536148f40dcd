// Agents that run a target: what they may not carry out is refused before the merge, whoever wrote it. From the words about executors.
import { hasRole, isOfNoPlace, isPast } from './actors.ts';
import type { Kind } from '../../../src/model/words.ts';
import type { Verdict } from './baseline.ts';
import type { AgentLimits, Case, Target } from './document.ts';
import { layersOf } from './document.ts';
import { isTouched } from './subjects.ts';
import type { Subject } from './subjects.ts';
import { targetsHere } from './targets.ts';

export function executorReasons(question: Case, subjects: readonly Subject[]): readonly Verdict[] {
  const touched = subjects.filter(isTouched);
  return [...targetsHere(question)].flatMap(([name, target]) => {
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
export function mayRun({ environment }: Target, subject: Subject): boolean {
  return subject.environment === environment || (subject.environment === null && !isOfNoPlace(subject));
}

/** Every entry of its name binds it. One reason is enough for each. */
function codesOf(question: Case, target: Target, run: readonly Subject[]): readonly string[] {
  const { executor, environment } = target;
  if (executor === undefined || run.length === 0) return [];
  const kinds = run.flatMap((subject) => subject.kinds);
  return layersOf(question).flatMap(({ policy }) => {
    const entry = policy.actors?.agents?.[executor];
    return entry === undefined ? [] : (executorCode(question, entry, { environment, kinds }) ?? []);
  });
}

/** Null: it may carry out such changes there. */
export function executorCode(
  { facts }: Case,
  limits: AgentLimits,
  { environment, kinds }: { readonly environment: string; readonly kinds: readonly Kind[] },
): string | null {
  if (!hasRole(limits, 'executor') || limits.autonomy === 'advisory') return 'AGENT_ADVISORY';
  if (limits.environments?.includes(environment) !== true) return 'AGENT_ENVIRONMENT';
  if (limits.deny_kinds?.some((kind) => kinds.includes(kind)) === true) return 'AGENT_KIND';
  return isPast(limits.recertify_by, facts.now) ? 'AGENT_EXPIRED' : null;
}
