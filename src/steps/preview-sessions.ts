// Step 5: what the session of this change would be able to do at each target, before anyone approves. Called by pipeline.ts.
import { oneByOne } from '../model/alike.ts';
import type { Classified, Diff } from '../model/change.ts';
import type { AccountSettings, NarrowedPolicy, Target } from '../model/deploy.ts';
import type { Preview } from '../report/index.ts';
import { narrow } from '../sessions/index.ts';

/** One preview per target whose environment the change touches. */
export function previewSessions(input: {
  readonly classified: Classified;
  readonly diff: Diff;
  readonly targets: readonly Target[];
  readonly accounts: readonly AccountSettings[];
}): readonly Preview[] {
  const { classified, diff, targets, accounts } = input;
  const touched = targets.filter((target) => changesFor(classified, target).length > 0);
  return touched.map((target) => {
    const account = accounts.find((settings) => settings.account === target.account) ?? null;
    return {
      target: target.name,
      account: target.account,
      role: target.role,
      narrowed: narrowFor({ classified, diff, target, account, targets }),
    };
  });
}

/** The session policy of one target: the same function before the merge and at the exchange. */
export function narrowFor(input: {
  readonly classified: Classified;
  readonly diff: Diff;
  readonly target: Target;
  readonly account: AccountSettings | null;
  /** All targets of the policy: a session must not change the deploy role of another target in its account. */
  readonly targets?: readonly Target[];
}): NarrowedPolicy {
  const { classified, diff, target, account, targets = [target] } = input;
  const roles = targets.filter((other) => other.account === target.account).map(({ role }) => role);
  return narrow({ changes: changesFor(classified, target), parsed: diff.changes, target, account, roles });
}

/**
 * What the session of a target must be able to make. A change of no known environment may be in any. Files that ask
 * nothing of the cloud account (code, workflows, governance) need no rights in it.
 */
function changesFor({ changes }: Classified, target: Target): Classified['changes'] {
  return oneByOne(
    changes.filter(
      ({ environment, format }) =>
        (environment === target.environment || environment === null) && !RIGHTLESS.has(format),
    ),
  );
}

const RIGHTLESS: ReadonlySet<string> = new Set(['file', 'governance', 'github-workflow']);
