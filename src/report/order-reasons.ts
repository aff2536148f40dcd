// Unsatisfied reasons, the one to name first in front. Called by title, card and command line text.
import {
  BLOCKING_CODES,
  type Decision,
  type Reason,
  type ReasonCode,
  REVIEW_CODES,
} from '../model/decision.ts';

/** What a person must do comes before what a machine will do. */
const WEIGHT: readonly ReasonCode[] = [
  ...BLOCKING_CODES,
  'CHANGES_REQUESTED',
  'APPROVERS_TOO_FEW',
  'APPROVALS_MISSING',
  ...REVIEW_CODES,
];

/** Heaviest first: blocking codes, then people (more of them before fewer), then checks and the rest. */
export function unsatisfiedReasons(decision: Decision): readonly Reason[] {
  return decision.reasons
    .filter(({ satisfied }) => !satisfied)
    .toSorted((a, b) => WEIGHT.indexOf(a.code) - WEIGHT.indexOf(b.code) || missing(b) - missing(a));
}

export function isBlocking(reason: Reason): boolean {
  return (BLOCKING_CODES as readonly ReasonCode[]).includes(reason.code);
}

function missing(reason: Reason): number {
  return (reason.need?.count ?? 0) - (reason.have?.counted?.length ?? 0);
}
