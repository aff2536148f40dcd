// Steps 4 and 5, the pure heart: one state of the world -> one decision, which replays byte for byte. Used by the App and the command line.
import { classify } from '../classify/index.ts';
import type { Classified, Diff, Mark } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import type { Gathered } from '../model/gathered.ts';
import { POLICY_PATH } from '../model/policy-source.ts';
import {
  accountsOf,
  compilePolicy,
  evaluate,
  landscapeOf,
  loosenedBy,
  resolveActor,
  targetsOf,
  type PolicyResult,
  type Question,
} from '../policy/index.ts';
import type { Preview } from '../report/index.ts';
import { previewSessions } from './preview-sessions.ts';

/** What one state of the world means. */
export type Verdict = {
  /** What the decision was asked with. */
  readonly question: Question;
  readonly policy: PolicyResult;
  readonly classified: Classified;
  /** What the session of this change could do at each target. */
  readonly previews: readonly Preview[];
  readonly decision: Decision;
};

type Stated = {
  readonly gathered: Gathered;
  readonly diff: Diff;
  /** Count every file that a deploy job may run, whoever wrote it: to compare what merged with what was approved. */
  readonly strictFiles?: boolean;
};

export function decide({ gathered, diff, strictFiles = false }: Stated): Verdict {
  const { facts, base, head } = gathered;
  const policy = compilePolicy(gathered.layers);
  const actor = resolveActor(policy, facts);
  const agentInvolved = strictFiles || (actor.class !== 'human' && actor.class !== 'automation');
  const marked = { ...diff, marks: [...diff.marks, ...gathered.files.flatMap(policyEdits)] };
  const classified = classify({ diff: marked, landscape: landscapeOf(policy), agentInvolved });
  const previews = previewSessions({
    classified,
    diff,
    targets: targetsOf(policy),
    accounts: accountsOf(policy),
  });
  const scopes = previews.map(({ target, narrowed }) => ({
    target,
    level: narrowed.level,
    fits: narrowed.fits,
  }));
  const question = { policy, facts, actor, classified, base, head, scopes };
  return { question, policy, classified, previews, decision: evaluate(question) };
}

/** The edit of a policy is judged by the policy as it stands, and shown with what it gives away. */
function policyEdits({ before, after }: FileChange): readonly Mark[] {
  if (before?.path !== POLICY_PATH) return [];
  const textOf = (side: FileSide): string | null => (side.content.kind === 'text' ? side.content.text : null);
  const moved = after === null || after.path !== POLICY_PATH;
  return loosenedBy({ file: POLICY_PATH, before: textOf(before), after: moved ? null : textOf(after) });
}
