// Is there a policy to decide with at all? From the words about what refuses as a whole; asked before the judge.
import type { Layer, Policies, Policy } from './document.ts';
import { layersOf, spelled } from './document.ts';
import { mistakesIn } from './mistakes.ts';
import { standingOf } from './standing.ts';

/** Codes of all that speaks against it, of which one is enough; empty where the policies can be asked. */
export function closedCodes(question: Policies): ReadonlySet<string> {
  const codes = (['floor', 'repository'] as const).flatMap((layer) => ofMain(question, layer));
  return new Set(codes.length > 0 ? codes : mistakesIn(question) ? ['POLICY_INVALID'] : []);
}

const FAILED = { floor: 'FLOOR_UNAVAILABLE', repository: 'FACTS_INCOMPLETE' } as const;

function ofMain(question: Policies, layer: Layer): readonly string[] {
  const policy = question[layer];
  if (policy === null) return [];
  const standing = standingOf(question, layer);
  if (standing === 'absent') return [];
  const further = walk(question, layer, policy, []);
  const cedar = question.cedar[layer].length > 0 ? question.spoiled[`${layer}.cedar`] : undefined;
  return [
    ...(standing === 'unavailable' ? [FAILED[layer]] : []),
    ...(standing === 'not-regular' || question.spoiled[layer] !== undefined ? ['POLICY_INVALID'] : []),
    ...(cedar === undefined ? [] : [cedar === 'unread' ? 'FACTS_INCOMPLETE' : 'POLICY_INVALID']),
    ...further,
  ];
}

/** Every way down from here, each to its end or into its circle. */
function walk(question: Policies, layer: Layer, by: Policy, way: readonly string[]): readonly string[] {
  return (by.extends ?? []).flatMap((named): readonly string[] => {
    const source = spelled(named);
    const policy = question.extended[source];
    if (way.includes(source) || !source.startsWith('acme/') || policy === undefined)
      return ['POLICY_INVALID'];
    const standing = standingOf(question, source);
    if (standing === 'absent') return [layer === 'floor' ? 'FLOOR_UNAVAILABLE' : 'POLICY_INVALID'];
    if (standing === 'unavailable') return [FAILED[layer]];
    const isSpoiled = standing === 'not-regular' || question.spoiled[source] !== undefined;
    const isForeign = Object.keys(policy).some((key) => !ADDING.includes(key));
    return [
      ...(isSpoiled || isForeign ? ['POLICY_INVALID'] : []),
      ...walk(question, layer, policy, [...way, source]),
    ];
  });
}

/** All that a file may hold which others extend. */
const ADDING = ['version', 'extends', 'mode', 'baseline', 'owners', 'resource_owners', 'rules', 'exceptions'];

/** How many of the texts stand only because they stood lately. */
export function lastGoodOf(question: Policies): number {
  const places = [...layersOf(question).map(({ layer }) => layer), ...Object.keys(question.extended)];
  return places.filter((place) => standingOf(question, place) === 'last-good').length;
}
