// What an edit of rules and exceptions gives away. Called by `loosenedBy`.
import { MODES, TIERS } from '../../model/words.ts';
import type { PolicyDocument, RuleDocument } from '../schema/policy-schema.ts';
import { extra, isEqual, isLower, listed, when } from './loss.ts';
import type { Loss } from './loss.ts';
import { requirementLosses } from './requirement-losses.ts';

type Exception = NonNullable<PolicyDocument['exceptions']>[number];

export function ruleLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const kept = new Map((after.rules ?? []).map((rule, index) => [rule.id, { rule, index }]));
  return [
    ...(before.rules ?? []).flatMap((old): readonly Loss[] => {
      const now = kept.get(old.id);
      if (now !== undefined) return changedRule(old, now.rule, ['rules', now.index]);
      if (isRenamed(old, { before, after })) return [];
      return [{ path: ['rules'], message: `Rule ${old.id} is gone.`, severity: 'high' }];
    }),
    ...(after.exceptions ?? []).flatMap((now, index) => exceptionLosses(before.exceptions ?? [], now, index)),
  ];
}

/** Whether the same rule stands there under an id that is new: rules are not told apart by their ids in any decision. */
function isRenamed(
  old: RuleDocument,
  { before, after }: { readonly before: PolicyDocument; readonly after: PolicyDocument },
): boolean {
  const known = new Set((before.rules ?? []).map(({ id }) => id));
  return (after.rules ?? []).some((rule) => !known.has(rule.id) && isEqual({ ...rule, id: old.id }, old));
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
