// Step 5: what the session of this change would be able to do at each target, before anyone approves. Called by pipeline.ts.
import type { Classified } from '../model/change.ts';
import type { AccountSettings, Target } from '../model/deploy.ts';
import type { Preview } from '../report/index.ts';
import { narrow } from '../sessions/index.ts';

/** One preview per target whose environment the change touches. */
export function previewSessions(input: {
  readonly classified: Classified;
  readonly targets: readonly Target[];
  readonly accounts: readonly AccountSettings[];
}): readonly Preview[] {
  const { classified, targets, accounts } = input;
  return targets.flatMap((target) => {
    const changes = changesFor(classified, target);
    if (changes.length === 0) return [];
    const account = accounts.find((settings) => settings.account === target.account) ?? null;
    return [
      {
        target: target.name,
        account: target.account,
        role: target.role,
        narrowed: narrow({ changes, target, account }),
      },
    ];
  });
}

/** A change of no known environment may be in any: the session of each target must be able to make it. */
export function changesFor(classified: Classified, target: Target): Classified['changes'] {
  return classified.changes.filter(
    ({ environment }) => environment === target.environment || environment === null,
  );
}
