// What an edit gives away about where changes belong and how grave that is. Called by `scopeLosses`.
import { BASELINES, TIERS, maxTier } from '../../model/words.ts';
import type { Tier } from '../../model/words.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { leftOutBy } from './left-out.ts';
import { extraFolded, isLower, listed, perKey, when } from './loss.ts';
import type { Loss } from './loss.ts';

const MATCH_WORDS = ['paths', 'namespaces', 'workspaces', 'accounts'] as const;

type Environment = NonNullable<PolicyDocument['environments']>[string];

export function environmentLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  return [
    ...perKey(before.environments, after.environments, ownLosses),
    ...perKey(before.environments, after.environments, (name, old, now) => {
      const given = { old, now, before, after };
      const milder = gainedPlaces(name, given);
      return [...(milder.length > 0 ? milder : openedPlaces(name, given)), ...renamedWords(name, given)];
    }),
  ];
}

function ownLosses(
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
  const lost = MATCH_WORDS.flatMap((word) => extraFolded(old.match?.[word], now.match?.[word]));
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
function gainedPlaces(name: string, given: Edited): readonly Loss[] {
  const { now, before, after } = given;
  const gained = placesOf(given);
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

type Edited = {
  readonly old: Environment | undefined;
  readonly now: Environment | undefined;
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
};

function placesOf({ old, now }: Edited): readonly string[] {
  return MATCH_WORDS.flatMap((word) => extraFolded(now?.match?.[word], old?.match?.[word]));
}

/** Places in no environment are closed to every listed agent, and in no rule's `not`. */
function openedPlaces(name: string, given: Edited): readonly Loss[] {
  const { now, before, after } = given;
  const gained = placesOf(given);
  const agents = Object.entries(after.actors?.agents ?? {}).flatMap(([agent, { autonomy, environments }]) =>
    autonomy !== 'advisory' && environments?.includes(name) === true ? [agent] : [],
  );
  const rules = leftOutBy(before, { environment: name, data: now?.data });
  const why = [
    ...(agents.length > 0 ? [`${listed(agents)} may reach`] : []),
    ...(rules === null ? [] : [rules]),
  ];
  return when(gained.length > 0 && why.length > 0, () => ({
    path: ['environments', name, 'match'],
    message: `${listed(gained)} now belongs to ${name}, which ${why.join(' and ')}.`,
    severity: 'medium',
  }));
}

/** What is said of an environment anew may take its changes out of a rule. */
function renamedWords(name: string, { old, now, before }: Edited): readonly Loss[] {
  if (old === undefined || now === undefined) return [];
  const path = ['environments', name];
  const [oldTier, newTier] = [old.tier ?? 'elevated', now.tier ?? 'elevated'];
  const byData = old.data === now.data ? null : leftOutBy(before, { data: now.data });
  const byTier = isLower(TIERS, newTier, oldTier) ? leftOutBy(before, { tier: true }) : null;
  return [
    ...when(byData !== null, () => ({
      path: [...path, 'data'],
      message: `The data of ${name} is now called ${now.data ?? ''}, which ${byData ?? ''}.`,
      severity: 'medium',
    })),
    ...when(byTier !== null, () => ({
      path: [...path, 'tier'],
      message: `The tier of ${name} goes from ${oldTier} to ${newTier}, which ${byTier ?? ''}.`,
      severity: 'medium',
    })),
  ];
}
