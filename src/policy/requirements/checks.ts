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
  const words = {
    missing: ['has not run on the head', 'Run it on the current head.'],
    pending: ['has not finished', 'Wait for it.'],
    failed: ['did not succeed', 'Fix what it reports, then run it again.'],
    success: ['succeeded', 'Nothing to do.'],
  }[code];
  return makeReason({
    code: code === 'failed' ? 'CHECK_FAILED' : code === 'pending' ? 'CHECK_PENDING' : 'CHECK_MISSING',
    rule: given.rule,
    satisfied: code === 'success',
    need: { check: wanted },
    have: { state: code },
    message: `The check ${wanted.name} of app ${wanted.app_id} ${words[0] ?? ''}.`,
    remediation: words[1] ?? '',
  });
}

function codeOf(runs: readonly CheckFact[]): 'missing' | 'pending' | 'failed' | 'success' {
  if (runs.length === 0) return 'missing';
  if (runs.some(({ status, conclusion }) => status === 'completed' && conclusion !== 'success'))
    return 'failed';
  return runs.every(({ status }) => status === 'completed') ? 'success' : 'pending';
}
