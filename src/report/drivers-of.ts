// Which changes a reason is about. Called by title, card, annotations and SARIF.
import type { Decision, DecisionChange, Reason, ReasonCode } from '../model/decision.ts';
import { KINDS, TIERS, type Kind } from '../model/words.ts';

/** Reasons about the pull request as a whole: no line of the diff explains them. */
const WITHOUT_PLACE: ReadonlySet<ReasonCode> = new Set([
  'AGENT_EXPIRED',
  'AGENT_ADVISORY',
  'TOOL_NOT_ALLOWED',
  'UNKNOWN_BOT',
  'POLICY_INVALID',
  'FLOOR_UNAVAILABLE',
  'FACTS_INCOMPLETE',
  'KEY_NOT_SUPPORTED',
  'CHANGES_REQUESTED',
  'CHECK_MISSING',
  'CHECK_PENDING',
  'CHECK_FAILED',
  'PROVENANCE_MISSING',
  'ASSURANCE_LOW',
]);

/** The changes behind a reason, heaviest first: those it names in `at`, else those of the highest tier. */
export function driversOf(reason: Reason, decision: Decision): readonly DecisionChange[] {
  const { at } = reason;
  if (at !== undefined) {
    return heaviestFirst(
      decision.changes.filter(({ file, startLine, address }) =>
        at.some((place) => place.path === file && place.line === startLine && place.address === address),
      ),
    );
  }
  if (WITHOUT_PLACE.has(reason.code)) return [];
  return heaviestFirst(decision.changes.filter(({ tier }) => tier !== 'none' && tier === decision.tier));
}

/** By tier, then by the kind that matters most. */
export function heaviestFirst(changes: readonly DecisionChange[]): readonly DecisionChange[] {
  return changes.toSorted(
    (a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier) || kindRank(a) - kindRank(b),
  );
}

/** The kind that a title names: KINDS is ordered from identity to other. */
export function mainKind(change: DecisionChange): Kind | null {
  return KINDS[kindRank(change)] ?? null;
}

function kindRank(change: DecisionChange): number {
  const ranks = change.kinds.map((kind) => KINDS.indexOf(kind));
  return ranks.length === 0 ? KINDS.length : Math.min(...ranks);
}
