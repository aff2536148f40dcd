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

/** Heaviest first: blocking codes, then people (named before anyone, more before fewer), then checks and the rest. */
export function unsatisfiedReasons(decision: Decision): readonly Reason[] {
  return decision.reasons
    .filter(({ satisfied }) => !satisfied)
    .toSorted((a, b) => weight(a) - weight(b) || named(b) - named(a) || missing(b) - missing(a));
}

/** Those of them that a title must name, one for many files: approvals of anyone are met on the way to as many approvals of a group. */
export function titleReasons(decision: Decision): readonly Reason[] {
  const open = unsatisfiedReasons(decision);
  const asked = open.filter((reason) => isApproval(reason) && named(reason) === 1);
  const most = Math.max(0, ...asked.map(({ need }) => need?.count ?? 0));
  const told = open.filter(
    (reason) => !isApproval(reason) || named(reason) === 1 || (reason.need?.count ?? 0) > most,
  );
  return togetherByFile(told).map(([first]) => first);
}

/** Reasons that say one thing of several files, together and in the order of the first: a person acts once. */
export function togetherByFile(reasons: readonly Reason[]): readonly (readonly [Reason, ...Reason[]])[] {
  const groups = Map.groupBy(reasons, ({ code, rule, satisfied, need, have, remediation }) => {
    const { file: _file, ...rest } = need ?? {};
    return JSON.stringify([code, rule, satisfied, rest, have, remediation]);
  });
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    return first.need?.['file'] === undefined
      ? group.map((one) => [one] as const)
      : [[first, ...others] as const];
  });
}

export function isBlocking(reason: Reason): boolean {
  return (BLOCKING_CODES as readonly ReasonCode[]).includes(reason.code);
}

/** 1 where certain people are asked, 0 where anyone may answer. */
function named({ need }: Reason): 0 | 1 {
  return (need?.from ?? []).length > 0 ? 1 : 0;
}

function missing(reason: Reason): number {
  return (reason.need?.count ?? 0) - (reason.have?.counted?.length ?? 0);
}

/** Of "anyone with write access" only those are known who spoke up: too few of them are no more than missing. */
function weight(reason: Reason): number {
  const code = reason.code === 'APPROVERS_TOO_FEW' && named(reason) === 0 ? 'APPROVALS_MISSING' : reason.code;
  return WEIGHT.indexOf(code);
}

function isApproval(reason: Reason): boolean {
  return reason.code === 'APPROVALS_MISSING' || (reason.code === 'APPROVERS_TOO_FEW' && named(reason) === 0);
}
