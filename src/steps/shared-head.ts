// Several open pull requests may have one commit as their head, and a commit has one check run: it shows the gravest decision. Called by publish-decision.ts.
import { digestOf } from '../model/canonical.ts';
import type { Decision } from '../model/decision.ts';
import { OUTCOMES } from '../model/words.ts';
import type { Ports } from '../ports.ts';

export type HeadVerdict =
  /** The decision to show, of the pull request `pull`. */
  | {
      readonly kind: 'decided';
      readonly pull: number;
      readonly decision: Decision;
      readonly externalId: string;
    }
  /** Another pull request on this commit has no decision yet: nothing may pass before it has. */
  | { readonly kind: 'undecided'; readonly pull: number; readonly externalId: string };

/**
 * What the check run of this head must show. The id is the same whichever of the pull requests asks, so that they agree
 * and none writes again. Without siblings it is the decision digest itself.
 */
export async function headVerdict(
  evaluations: Ports['evaluations'],
  own: {
    readonly repositoryId: number;
    readonly pull: number;
    readonly decision: Decision;
    readonly siblings: readonly number[];
  },
): Promise<HeadVerdict> {
  const { repositoryId, pull, decision, siblings } = own;
  if (siblings.length === 0) return { kind: 'decided', pull, decision, externalId: decision.decisionDigest };
  const decided = [{ pull, decision }];
  const undecided: number[] = [];
  for (const sibling of siblings) {
    const record = await evaluations.forHead(repositoryId, sibling, decision.head);
    if (record === null) undecided.push(sibling);
    else decided.push({ pull: sibling, decision: record.decision });
  }
  const sorted = decided.toSorted((a, b) => a.pull - b.pull);
  const externalId = digestOf({
    decisions: sorted.map((one) => [one.pull, one.decision.decisionDigest]),
    undecided: undecided.toSorted((a, b) => a - b),
  });
  const gravest = sorted.reduce((worst, one) =>
    gravity(one.decision) > gravity(worst.decision) ? one : worst,
  );
  const [waiting] = undecided;
  // A refusal of what is decided says more than the wait for what is not.
  if (waiting !== undefined && gravest.decision.outcome === 'pass')
    return { kind: 'undecided', pull: waiting, externalId };
  return { kind: 'decided', ...gravest, externalId };
}

function gravity({ outcome }: Decision): number {
  return OUTCOMES.indexOf(outcome);
}
