// `require.checks`: check runs that must have succeeded on the head. In the registry of requirements.
import type { Reason } from '../../model/decision.ts';
import type { CheckFact } from '../../model/facts.ts';
import { makeReason } from '../make-reason.ts';
import { latestOf } from './latest-of.ts';
import type { Requirement } from './requirement.ts';

type WantedCheck = { readonly name: string; readonly app_id: number };

export const checks: Requirement = ({ rule: { name, rule }, input: { facts, reviews } }) =>
  (rule.require?.checks ?? []).map((wanted) =>
    checkReason(wanted, { rule: name, checks: facts.checks, head: reviews.head }),
  );

/** Name and app id and head sha, latest run, `success`; everything else is "not yet" or failed. */
export function checkReason(
  wanted: WantedCheck,
  given: { readonly rule: string; readonly checks: readonly CheckFact[]; readonly head: string },
): Reason {
  const runs = given.checks.filter(
    ({ name, app_id, head_sha }) =>
      name === wanted.name && app_id === wanted.app_id && (head_sha === given.head || head_sha === 'HEAD'),
  );
  const code = codeOf(latestOf(runs));
  const [state, remediation] = WORDS[code];
  return makeReason({
    code: code === 'failed' ? 'CHECK_FAILED' : code === 'pending' ? 'CHECK_PENDING' : 'CHECK_MISSING',
    rule: given.rule,
    satisfied: code === 'success',
    // In the order of canonical JSON, whatever that of the policy.
    need: { check: { app_id: wanted.app_id, name: wanted.name } },
    have: { state: code },
    message: `The check ${wanted.name} of app ${wanted.app_id} ${state}.`,
    remediation,
  });
}

const WORDS = {
  missing: ['has not run on the head', 'Run it on the current head.'],
  pending: ['has not finished', 'Wait for it.'],
  failed: ['did not succeed', 'Fix what it reports, then run it again.'],
  success: ['succeeded', 'Nothing to do.'],
} as const;

function codeOf(runs: readonly CheckFact[]): 'missing' | 'pending' | 'failed' | 'success' {
  if (runs.length === 0) return 'missing';
  if (runs.some(({ status, conclusion }) => status === 'completed' && conclusion !== 'success'))
    return 'failed';
  return runs.every(({ status }) => status === 'completed') ? 'success' : 'pending';
}
