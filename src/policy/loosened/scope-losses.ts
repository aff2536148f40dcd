// What an edit gives away about where the policy applies: mode, baseline, owners, paths, environments. Called by `loosenedBy`.
import { nameOf } from '../approvals/approver-word.ts';
import { BASELINES, MODES, TIERS, maxTier } from '../../model/words.ts';
import type { Tier } from '../../model/words.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { extra, isLower, listed, morePeople, perKey, when } from './loss.ts';
import type { Loss } from './loss.ts';

const MATCH_WORDS = ['paths', 'namespaces', 'workspaces', 'accounts'] as const;

type Environment = NonNullable<PolicyDocument['environments']>[string];

export function scopeLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  return [
    ...when(isLower(MODES, before.mode ?? 'enforce', after.mode ?? 'enforce'), () => ({
      path: ['mode'],
      message: 'The policy only observes: nothing is blocked any more.',
      severity: 'high',
    })),
    ...baselineLosses(before.baseline, after.baseline, { path: ['baseline'], where: 'everywhere else' }),
    ...environmentBaselineLosses(before, after),
    ...ownerLosses(before, after),
    ...resourceOwnerLosses(before, after),
    ...pathLosses(before, after),
    ...policyFileLosses(before, after),
    ...perKey(before.environments, after.environments, environmentLosses),
    ...perKey(before.environments, after.environments, (name, old, now) =>
      gainedPlaces(name, { old, now, before, after }),
    ),
  ];
}

/** An area is kept where one entry still names all of its paths and nobody besides its owners. */
function resourceOwnerLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const kept = after.resource_owners ?? [];
  return (before.resource_owners ?? [])
    .filter(
      ({ paths, owners }) =>
        !kept.some(
          (now) => extra(paths, now.paths).length === 0 && morePeople(now.owners, owners).length === 0,
        ),
    )
    .map(({ paths, owners }) => ({
      path: ['resource_owners'],
      message: `Resource owners of ${listed(paths)} are no longer only ${listed(owners.map(nameOf))}, or no longer any.`,
      severity: 'high',
    }));
}

type Baseline = PolicyDocument['baseline'];

function baselineLosses(
  before: Baseline,
  after: Baseline,
  at: { readonly path: readonly string[]; readonly where: string },
): readonly Loss[] {
  const [old, now] = [before ?? 'standard', after ?? 'standard'];
  return [
    ...when(isLower(BASELINES, old, now), () => ({
      path: at.path,
      message: `The baseline ${at.where} goes from ${old} to ${now}: fewer approvals are asked for.`,
      severity: 'high',
    })),
    // Under none nobody can approve what cannot be read.
    ...when(old === 'none' && now !== 'none', () => ({
      path: at.path,
      message: `The baseline ${at.where} goes from none to ${now}: what cannot be read may be approved, and was refused.`,
      severity: 'medium',
    })),
  ];
}

/** An environment that is silent has the baseline of the file. */
function environmentBaselineLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  return perKey(before.environments, after.environments, (name, old, now) => {
    // Silent before and after: what is said of the file says it all.
    const silent = (old?.baseline ?? now?.baseline) === undefined;
    if (old === undefined || now === undefined || silent) return [];
    const at = { path: ['environments', name, 'baseline'], where: `in ${name}` };
    return baselineLosses(old.baseline ?? before.baseline, now.baseline ?? after.baseline, at);
  });
}

/** Fewer owners are fewer people who can approve, which is stricter; none at all is no owner's approval. */
function ownerLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const none = (before.owners?.length ?? 0) > 0 && (after.owners?.length ?? 0) === 0;
  const added = morePeople(after.owners, before.owners);
  const widened = (before.owners?.length ?? 0) > 0 && added.length > 0;
  return [
    ...when(none, () => ({
      path: ['owners'],
      message: 'No owner has to approve changes of governance files any more.',
      severity: 'high',
    })),
    ...when(widened, () => ({
      path: ['owners'],
      message: `${listed(added)} may now approve changes of governance files.`,
      severity: 'medium',
    })),
  ];
}

function pathLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const ignored = extra(after.paths?.ignore, before.paths?.ignore);
  const inert = extra(after.paths?.inert, before.paths?.inert);
  return [
    ...when(ignored.length > 0, () => ({
      path: ['paths', 'ignore'],
      message: `Changes under ${listed(ignored)} are not looked at any more.`,
      severity: 'high',
    })),
    ...when(inert.length > 0, () => ({
      path: ['paths', 'inert'],
      message: `Files under ${listed(inert)} do not count as code that deploy jobs run.`,
      severity: 'medium',
    })),
  ];
}

function policyFileLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const gone = extra(before.policies, after.policies);
  return when(gone.length > 0, () => ({
    path: ['policies'],
    message: `The policies in ${listed(gone)} are not asked any more.`,
    severity: 'high',
  }));
}

function environmentLosses(
  name: string,
  old: Environment | undefined,
  now: Environment | undefined,
): readonly Loss[] {
  if (old === undefined) return [];
  const path = ['environments', name];
  if (now === undefined) {
    const message = `The environment ${name} is gone: its tier, baseline and rules apply to nothing.`;
    return [{ path, message, severity: 'high' }];
  }
  const [oldTier, newTier] = [old.tier ?? 'elevated', now.tier ?? 'elevated'];
  const lost = MATCH_WORDS.flatMap((word) => extra(old.match?.[word], now.match?.[word]));
  return [
    ...when(isLower(TIERS, oldTier, newTier), () => ({
      path: [...path, 'tier'],
      message: `The tier of ${name} goes from ${oldTier} to ${newTier}.`,
      severity: 'high',
    })),
    ...when(lost.length > 0, () => ({
      path: [...path, 'match'],
      message: `${listed(lost)} no longer belongs to ${name}.`,
      severity: 'high',
    })),
    ...when(old.data !== undefined && old.data !== now.data, () => ({
      path: [...path, 'data'],
      message: `The data of ${name} is no longer called ${old.data ?? ''}, so rules that name it do not apply.`,
      severity: 'medium',
    })),
  ];
}

/** What belongs to no environment is judged by the highest tier that is configured. */
function highestTier({ environments }: PolicyDocument): Tier {
  const tiers = Object.values(environments ?? {}).map(({ tier }) => tier ?? 'elevated');
  return tiers.length === 0 ? 'elevated' : tiers.reduce<Tier>(maxTier, 'none');
}

/** Places that go into an environment of a lower tier or baseline were judged more strictly while they were in none. */
function gainedPlaces(
  name: string,
  given: {
    readonly old: Environment | undefined;
    readonly now: Environment | undefined;
    readonly before: PolicyDocument;
    readonly after: PolicyDocument;
  },
): readonly Loss[] {
  const { old, now, before, after } = given;
  const gained = MATCH_WORDS.flatMap((word) => extra(now?.match?.[word], old?.match?.[word]));
  const [highest, tier] = [highestTier(before), now?.tier ?? 'elevated'];
  const had = before.baseline ?? 'standard';
  const has = now?.baseline ?? after.baseline ?? 'standard';
  const milder = [
    ...(isLower(TIERS, highest, tier) ? [{ word: 'tier', is: tier, was: highest }] : []),
    ...(isLower(BASELINES, had, has) || (had === 'none' && has !== 'none')
      ? [{ word: 'baseline', is: has, was: had }]
      : []),
  ];
  return when(gained.length > 0 && milder.length > 0, () => ({
    path: ['environments', name, 'match'],
    message: `${listed(gained)} now belongs to ${name}, whose ${milder.map(({ word, is }) => `${word} is ${is}`).join(' and ')}; what belongs to no environment has ${milder.map(({ was }) => was).join(' and ')}.`,
    severity: 'medium',
  }));
}
