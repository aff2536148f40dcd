// What an edit gives away about credentials: targets, revocation, emergencies, separation of duties. Called by `loosenedBy`.
import { layerName, parseLayerName } from '../../model/layer-place.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { durationSeconds } from '../schema/words.ts';
import { extra, isLower, listed, morePeople, perKey, when } from './loss.ts';
import type { Loss } from './loss.ts';

type Target = NonNullable<PolicyDocument['deploy']>[string];

/** From loosest to strictest. */
const NARROWINGS = ['off', 'preferred', 'required'] as const;
const SESSION = '20m';
const WINDOW = '4h';
const GLASS = '30m';
const REVIEW = '72h';

export function deployLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  return [
    ...perKey(before.deploy, after.deploy, targetLosses),
    ...when(isUsed(before) && !isUsed(after), () => ({
      path: ['deploy'],
      message:
        'Without a deploy target nobody is asked for the code that agents change outside of infrastructure.',
      severity: 'high',
    })),
    ...perKey(before.accounts, after.accounts, (account, old, now) => {
      const lost = (['revoker_role', 'boundary_arn'] as const).filter(
        (key) => old?.[key] !== undefined && old[key] !== now?.[key],
      );
      return when(lost.length > 0, () => ({
        path: ['accounts', account],
        message: `Sessions in account ${account} are revoked through another ${listed(lost)}, or not at all.`,
        severity: 'high',
      }));
    }),
    ...emergencyLosses(before.break_glass, after.break_glass),
    ...separationLosses(before, after),
    ...noLongerAdds('extends', namesOf(before), namesOf(after)),
    ...noLongerAdds('policies', before.policies ?? [], after.policies ?? []),
  ];
}

function isUsed({ deploy }: PolicyDocument): boolean {
  return Object.keys(deploy ?? {}).length > 0;
}

function noLongerAdds(key: string, old: readonly string[], now: readonly string[]): readonly Loss[] {
  const lost = old.filter((each) => !now.includes(each));
  return when(lost.length > 0, () => ({
    path: [key],
    message: `${listed(lost)} no longer adds to this policy.`,
    severity: 'high',
  }));
}

/** In the one spelling that a layer has. */
function namesOf({ extends: names }: PolicyDocument): readonly string[] {
  return (names ?? []).map((name) => {
    const place = parseLayerName(name);
    return place === null ? name : layerName(place);
  });
}

function targetLosses(name: string, old: Target | undefined, now: Target | undefined): readonly Loss[] {
  const path = ['deploy', name];
  if (now === undefined) {
    const message = `The target ${name} is gone: what its workflow runs no longer counts as ${old?.environment ?? ''}, and no session is narrowed for it.`;
    return [{ path, message, severity: 'medium' }];
  }
  if (old === undefined) {
    const message = `Workflows may now get credentials of ${now.role} through the new target ${name}.`;
    return [{ path, message, severity: 'high' }];
  }
  const moved = (['role', 'account', 'environment', 'github_environment', 'workflow', 'ref'] as const).filter(
    (key) => old[key] !== now[key],
  );
  const [oldNarrowing, newNarrowing] = [old.narrowing ?? 'preferred', now.narrowing ?? 'preferred'];
  const arns = extra(now.policy_arns, old.policy_arns);
  return [
    ...when(moved.length > 0, () => ({
      path: [...path, moved[0] ?? ''],
      message: `Target ${name} has another ${listed(moved)}.`,
      severity: 'high',
    })),
    ...when(isLower(NARROWINGS, oldNarrowing, newNarrowing), () => ({
      path: [...path, 'narrowing'],
      message: `Sessions of ${name} are narrowed less: ${newNarrowing} instead of ${oldNarrowing}.`,
      severity: 'high',
    })),
    ...when(arns.length > 0, () => ({
      path: [...path, 'policy_arns'],
      message: `Every session of ${name} also gets ${listed(arns)}.`,
      severity: 'high',
    })),
    ...when(old.executor !== undefined && old.executor !== now.executor, () => ({
      path: [...path, 'executor'],
      message: `Target ${name} may be run by others than the agent ${old.executor ?? ''}.`,
      severity: 'high',
    })),
    ...when(now.executor !== undefined && old.executor !== now.executor, () => ({
      path: [...path, 'executor'],
      message: `Agent ${now.executor ?? ''} now runs the target ${name}.`,
      severity: 'medium',
    })),
    ...longer(old.session ?? SESSION, now.session ?? SESSION, {
      path: [...path, 'session'],
      what: `Sessions of ${name} live`,
    }),
    ...longer(old.window ?? WINDOW, now.window ?? WINDOW, {
      path: [...path, 'window'],
      what: `A merge can be deployed to ${name}`,
    }),
  ];
}

type Emergency = PolicyDocument['break_glass'];

function emergencyLosses(old: Emergency, now: Emergency): readonly Loss[] {
  if (now === undefined) return [];
  const path = ['break_glass'];
  const people = morePeople(now.by, old?.by);
  return [
    ...when(people.length > 0, () => ({
      path: [...path, 'by'],
      message: `${listed(people)} may now break glass.`,
      severity: 'high',
    })),
    ...(old === undefined
      ? []
      : [
          ...longer(old.max ?? GLASS, now.max ?? GLASS, {
            path: [...path, 'max'],
            what: 'Broken glass stays open',
          }),
          ...longer(old.review_within ?? REVIEW, now.review_within ?? REVIEW, {
            path: [...path, 'review_within'],
            what: 'Broken glass may go without a review',
          }),
        ]),
  ];
}

function separationLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  return (['author_may_validate', 'validator_may_execute'] as const).flatMap((key) =>
    when(after.separation?.[key] === true && before.separation?.[key] !== true, () => ({
      path: ['separation', key],
      message: `Duties are no longer separate: ${key.replaceAll('_', ' ')}.`,
      severity: 'high',
    })),
  );
}

function longer(
  old: string,
  now: string,
  { path, what }: { readonly path: readonly string[]; readonly what: string },
): readonly Loss[] {
  return when((durationSeconds(now) ?? 0) > (durationSeconds(old) ?? 0), () => ({
    path,
    message: `${what} for ${now} instead of ${old}.`,
    severity: 'medium',
  }));
}
