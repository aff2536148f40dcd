// What an edit of a rule's requirements gives away. Called by `ruleLosses`.
import { ASSURANCES } from '../../model/words.ts';
import { nameOf } from '../approvals/approver-word.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';
import { durationSeconds } from '../schema/words.ts';
import { extra, isEqual, isLower, listed, morePeople, when } from './loss.ts';
import type { Loss } from './loss.ts';

type Requirement = NonNullable<RuleDocument['require']>;

/** From loosest to strictest. */
const LEVELS = ['write', 'maintain', 'admin'] as const;

export function requirementLosses(
  old: Requirement,
  now: Requirement,
  { path, say }: { readonly path: readonly (string | number)[]; readonly say: (text: string) => string },
): readonly Loss[] {
  const checks = extra(old.checks?.map(checkName), now.checks?.map(checkName));
  const validators = extra(old.validators, now.validators);
  const parts = extra(old.provenance, now.provenance);
  return [
    ...approvalLosses(old, now, { path: [...path, 'approvals'], say }),
    ...when(checks.length > 0, () => ({
      path: [...path, 'checks'],
      message: say(`no longer needs the check ${listed(checks)}`),
      severity: 'high',
    })),
    ...when(validators.length > 0, () => ({
      path: [...path, 'validators'],
      message: say(`no longer needs the validator ${listed(validators)}`),
      severity: 'high',
    })),
    ...when(parts.length > 0, () => ({
      path: [...path, 'provenance'],
      message: say(`no longer asks agents for ${listed(parts)}`),
      severity: 'medium',
    })),
    ...when(isLower(ASSURANCES, old.assurance ?? 'unknown', now.assurance ?? 'unknown'), () => ({
      path: [...path, 'assurance'],
      message: say(`no longer needs the assurance ${old.assurance ?? ''}`),
      severity: 'high',
    })),
    ...when(old.signed_commits === true && now.signed_commits !== true, () => ({
      path: [...path, 'signed_commits'],
      message: say('no longer needs signed commits'),
      severity: 'high',
    })),
    ...when(old.plan !== undefined && !isEqual(old.plan, now.plan ?? null), () => ({
      path: [...path, 'plan'],
      message: say(
        now.plan === undefined
          ? `no longer needs a plan by ${old.plan?.workflow ?? ''}`
          : `needs the artefact ${now.plan.artifact} of ${now.plan.workflow} instead of ${old.plan?.artifact ?? ''} of ${old.plan?.workflow ?? ''}`,
      ),
      severity: now.plan === undefined ? 'high' : 'medium',
    })),
    ...stageLosses(old.deployed, now.deployed, { path: [...path, 'deployed'], say }),
    ...when(old.stale !== 'change_digest' && now.stale === 'change_digest', () => ({
      path: [...path, 'stale'],
      message: say('counts approvals of earlier heads with the same change'),
      severity: 'medium',
    })),
  ];
}

function ageLosses(
  before: string | undefined,
  after: string | undefined,
  { path, say }: { readonly path: readonly (string | number)[]; readonly say: (text: string) => string },
): readonly Loss[] {
  const seconds = (age: string | undefined): number => durationSeconds(age ?? '0s') ?? 0;
  const now = after === undefined ? 'at once after a push' : `${after} after a push`;
  return when(seconds(after) < seconds(before), () => ({
    path,
    message: say(`counts approvals ${now} instead of ${before ?? ''}`),
    severity: 'medium',
  }));
}

type Stage = Requirement['deployed'];

function stageLosses(
  old: Stage,
  now: Stage,
  { path, say }: { readonly path: readonly (string | number)[]; readonly say: (text: string) => string },
): readonly Loss[] {
  if (old === undefined) return [];
  const { environment, for: time = '0s' } = old;
  if (now === undefined)
    return [
      { path, message: say(`no longer asks for a deployment to ${environment} first`), severity: 'high' },
    ];
  return [
    ...when(now.environment !== environment, () => ({
      path: [...path, 'environment'],
      message: say(`asks for a deployment to ${now.environment} first instead of ${environment}`),
      severity: 'medium',
    })),
    ...when((durationSeconds(now.for ?? '0s') ?? 0) < (durationSeconds(time) ?? 0), () => ({
      path: [...path, 'for'],
      message: say(`asks for ${now.for ?? 'no time'} in ${now.environment} first instead of ${time}`),
      severity: 'medium',
    })),
  ];
}

/** Old and new entries face each other in order, as a person reads them. */
function approvalLosses(
  old: Requirement,
  now: Requirement,
  { path, say }: { readonly path: readonly (string | number)[]; readonly say: (text: string) => string },
): readonly Loss[] {
  return (old.approvals ?? []).flatMap((before, index): readonly Loss[] => {
    const at = [...path, index];
    const after = now.approvals?.[index];
    const whom = before.from === undefined ? 'people with write access' : listed(before.from.map(nameOf));
    if (after === undefined)
      return [{ path: at, message: say(`no longer needs ${before.count} of ${whom}`), severity: 'high' }];
    const added =
      before.from === undefined
        ? []
        : after.from === undefined
          ? ['anyone with write access']
          : morePeople(after.from, before.from);
    return [
      ...when(after.count < before.count, () => ({
        path: [...at, 'count'],
        message: say(`needs ${after.count} instead of ${before.count} of ${whom}`),
        severity: 'high',
      })),
      ...when(added.length > 0, () => ({
        path: [...at, 'from'],
        message: say(`can now be approved by ${listed(added)}`),
        severity: 'high',
      })),
      ...when(isLower(LEVELS, before.permission ?? 'write', after.permission ?? 'write'), () => ({
        path: [...at, 'permission'],
        message: say(
          `can now be approved with the permission ${after.permission ?? 'write'} instead of ${before.permission ?? 'write'}`,
        ),
        severity: 'high',
      })),
      ...ageLosses(before.head_age ?? old.head_age, after.head_age ?? now.head_age, {
        path: [...at, 'head_age'],
        say,
      }),
      ...when(before.stale !== 'change_digest' && after.stale === 'change_digest', () => ({
        path: [...at, 'stale'],
        message: say('counts approvals of earlier heads with the same change'),
        severity: 'medium',
      })),
    ];
  });
}

function checkName({ name, app_id: app }: { readonly name: string; readonly app_id: number }): string {
  return `${name} of app ${app}`;
}
