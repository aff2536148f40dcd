// What an edit gives away about where the policy applies: mode, baseline, owners, paths, environments. Called by `loosenedBy`.
import { nameOf } from '../approvals/approver-word.ts';
import { BASELINES, MODES } from '../../model/words.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { environmentLosses } from './environment-losses.ts';
import { extra, extraFolded, isLower, listed, morePeople, perKey, when } from './loss.ts';
import type { Loss } from './loss.ts';

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
    ...environmentLosses(before, after),
  ];
}

/** An area is kept where one entry still names all of its paths and nobody besides its owners. */
function resourceOwnerLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const kept = after.resource_owners ?? [];
  return (before.resource_owners ?? [])
    .filter(
      ({ paths, owners }) =>
        !kept.some(
          (now) => extraFolded(paths, now.paths).length === 0 && morePeople(now.owners, owners).length === 0,
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
