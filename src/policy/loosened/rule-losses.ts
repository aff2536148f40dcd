// What an edit of rules and exceptions gives away. Called by `loosenedBy`.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import { ASSURANCES, MODES, TIERS } from '../../model/words.ts';
import type { PolicyDocument, RuleDocument } from '../schema.ts';
import { extra, isLower, listed, when } from './loss.ts';
import type { Loss } from './loss.ts';

type Requirement = NonNullable<RuleDocument['require']>;
type Exception = NonNullable<PolicyDocument['exceptions']>[number];

/** From loosest to strictest. */
const LEVELS = ['write', 'maintain', 'admin'] as const;

export function ruleLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const kept = new Map((after.rules ?? []).map((rule, index) => [rule.id, { rule, index }]));
  return [
    ...(before.rules ?? []).flatMap((old): readonly Loss[] => {
      const now = kept.get(old.id);
      if (now !== undefined) return changedRule(old, now.rule, ['rules', now.index]);
      return [{ path: ['rules'], message: `Rule ${old.id} is gone.`, severity: 'high' }];
    }),
    ...(after.exceptions ?? []).flatMap((now, index) => exceptionLosses(before.exceptions ?? [], now, index)),
  ];
}

function changedRule(
  old: RuleDocument,
  now: RuleDocument,
  path: readonly (string | number)[],
): readonly Loss[] {
  const say = (text: string): string => `Rule ${old.id} ${text}.`;
  return [
    ...when(!isEqual(old.when ?? null, now.when ?? null), () => ({
      path: [...path, 'when'],
      message: say('applies to other changes than before; look whether it leaves some out'),
      severity: 'medium',
    })),
    ...when(isLower(MODES, old.mode ?? 'enforce', now.mode ?? 'enforce'), () => ({
      path: [...path, 'mode'],
      message: say('only observes now and holds nothing back'),
      severity: 'high',
    })),
    ...when(old.deny !== undefined && now.deny === undefined, () => ({
      path,
      message: say('no longer refuses such changes'),
      severity: 'high',
    })),
    ...when(isLower(TIERS, old.tier ?? 'none', now.tier ?? 'none'), () => ({
      path: [...path, 'tier'],
      message: say(`no longer raises the tier to ${old.tier ?? ''}`),
      severity: 'high',
    })),
    ...requirementLosses(old.require ?? {}, now.require ?? {}, { path: [...path, 'require'], say }),
  ];
}

function requirementLosses(
  old: Requirement,
  now: Requirement,
  { path, say }: { readonly path: readonly (string | number)[]; readonly say: (text: string) => string },
): readonly Loss[] {
  const checks = extra(old.checks?.map(checkName), now.checks?.map(checkName));
  const parts = extra(old.provenance, now.provenance);
  return [
    ...approvalLosses(old, now, { path: [...path, 'approvals'], say }),
    ...when(checks.length > 0, () => ({
      path: [...path, 'checks'],
      message: say(`no longer needs the check ${listed(checks)}`),
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
    ...when(old.deployed !== undefined && !isEqual(old.deployed, now.deployed ?? null), () => ({
      path: [...path, 'deployed'],
      message: say('asks for another deployment first, or for none'),
      severity: 'medium',
    })),
    ...when(old.stale !== 'change_digest' && now.stale === 'change_digest', () => ({
      path: [...path, 'stale'],
      message: say('counts approvals of earlier heads with the same change'),
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
    const whom = before.from === undefined ? 'people with write access' : listed(before.from);
    if (after === undefined)
      return [{ path: at, message: say(`no longer needs ${before.count} of ${whom}`), severity: 'high' }];
    const added =
      before.from === undefined
        ? []
        : after.from === undefined
          ? ['anyone with write access']
          : extra(after.from, before.from);
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
      ...when(before.stale !== 'change_digest' && after.stale === 'change_digest', () => ({
        path: [...at, 'stale'],
        message: say('counts approvals of earlier heads with the same change'),
        severity: 'medium',
      })),
    ];
  });
}

function exceptionLosses(before: readonly Exception[], now: Exception, index: number): readonly Loss[] {
  const path = ['exceptions', index];
  const same = before.filter(({ finding }) => finding === now.finding);
  const covered = same.filter((old) => extra(now.addresses, old.addresses).length === 0);
  if (covered.some((old) => Date.parse(old.expires) >= Date.parse(now.expires))) return [];
  const known = same.flatMap(({ addresses }) => addresses);
  const fresh = extra(now.addresses, known);
  const what = `The finding ${now.finding} is excepted on ${listed(fresh.length > 0 ? fresh : now.addresses)}`;
  return [{ path, message: `${what} until ${now.expires}.`, severity: 'high' }];
}

function checkName({ name, app_id: app }: { readonly name: string; readonly app_id: number }): string {
  return `${name} of app ${app}`;
}

function isEqual(a: unknown, b: unknown): boolean {
  return canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue);
}
