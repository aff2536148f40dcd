// Steps 4 and 5, the pure heart: one state of the world -> one decision, which replays byte for byte. Used by the App and the command line.
import { classify } from '../classify/index.ts';
import type { Classified, Diff } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import type { InheritedPrivilege } from '../model/deploy.ts';
import type { Gathered } from '../model/gathered.ts';
import {
  accountsOf,
  compilePolicy,
  evaluate,
  inheritedPrivileges,
  landscapeOf,
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
  /** What of the change runs with the rights of a deploy target. */
  readonly privileges: readonly InheritedPrivilege[];
  readonly decision: Decision;
};

type Stated = {
  readonly gathered: Pick<Gathered, 'facts' | 'base' | 'head' | 'layers'>;
  readonly diff: Diff;
  /** Count every file that a deploy job may run, whoever wrote it: to compare what merged with what was approved. */
  readonly strictFiles?: boolean;
};

export function decide({ gathered, diff, strictFiles = false }: Stated): Verdict {
  const { facts, base, head } = gathered;
  const policy = compilePolicy(gathered.layers);
  const actor = resolveActor(policy, facts);
  const agentInvolved = strictFiles || (actor.class !== 'human' && actor.class !== 'automation');
  const classified = classify({
    diff,
    landscape: landscapeOf(policy),
    agentInvolved,
    declared: facts.declared,
  });
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
  const privileges = inheritedPrivileges(targetsOf(policy), classified, facts.repository?.full_name ?? null);
  return { question, policy, classified, previews, privileges, decision: evaluate(question) };
}
