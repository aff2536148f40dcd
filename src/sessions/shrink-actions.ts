// A list of action names -> fewer characters that allow exactly the same, by prefix and suffix wildcards. Called by narrow.ts; pure.
import { actionsOfService, serviceOf, type ActionFact } from './catalogue.ts';
import { isNever } from './never-list.ts';

type Candidate = { readonly pattern: string; readonly covers: readonly string[]; readonly saves: number };

/** Characters that a further list member costs beyond its text: two quotes and a comma. */
const MEMBER_COST = 3;

/**
 * Shrink a list of canonical names. A wildcard is taken only where every action it matches, among all known actions of
 * the service, is wanted; with `extraReads` it may also match reads that are not on the never list.
 */
export function shrinkActions(
  names: readonly string[],
  options: { readonly extraReads: boolean },
): readonly string[] {
  const groups = Object.groupBy([...new Set(names)], serviceOf);
  return Object.entries(groups)
    .flatMap(([service, members = []]) => shrinkService(service, members, options.extraReads))
    .toSorted();
}

function shrinkService(service: string, names: readonly string[], extraReads: boolean): readonly string[] {
  const universe = [...actionsOfService(service).values()];
  const wanted = new Set(names);
  const mayMatch = (fact: ActionFact): boolean =>
    wanted.has(fact.name) ||
    (extraReads && (fact.level === 'R' || fact.level === 'L') && !isNever(fact.name));
  const patterns = [...new Set(names.flatMap((name) => patternsOf(service, name)))];
  const usable = patterns.flatMap((pattern) => coverOf(pattern, universe, mayMatch, wanted));
  return choose(usable, wanted);
}

/** Greedy: the pattern that saves most, until none saves. Ties go to the earlier text, so that two runs agree. */
function choose(
  candidates: readonly (readonly [string, readonly string[]])[],
  wanted: ReadonlySet<string>,
): readonly string[] {
  const left = new Set(wanted);
  const chosen: string[] = [];
  for (;;) {
    const best = candidates
      .map(([pattern, covers]) => rate(pattern, covers, left))
      .filter(({ saves }) => saves > 0)
      .toSorted((a, b) => b.saves - a.saves || (a.pattern < b.pattern ? -1 : 1))[0];
    if (best === undefined) return [...chosen, ...left];
    chosen.push(best.pattern);
    for (const name of best.covers) left.delete(name);
  }
}

function rate(pattern: string, covers: readonly string[], left: ReadonlySet<string>): Candidate {
  const open = covers.filter((name) => left.has(name));
  const length = open.reduce((sum, name) => sum + name.length + MEMBER_COST, 0);
  return { pattern, covers: open, saves: length - pattern.length - MEMBER_COST };
}

/** The wanted names that a pattern covers, or nothing where it also matches an unwanted one. */
function coverOf(
  pattern: string,
  universe: readonly ActionFact[],
  mayMatch: (fact: ActionFact) => boolean,
  wanted: ReadonlySet<string>,
): readonly (readonly [string, readonly string[]])[] {
  const [head = '', tail = ''] = pattern.toLowerCase().split('*');
  const matched = universe.filter(({ name }) => {
    const lower = name.toLowerCase();
    return lower.length >= head.length + tail.length && lower.startsWith(head) && lower.endsWith(tail);
  });
  if (!matched.every(mayMatch)) return [];
  const covers = matched.map(({ name }) => name).filter((name) => wanted.has(name));
  // A wildcard for a single action saves little, and AWS may one day add a second one under it.
  return covers.length < 2 ? [] : [[pattern, covers]];
}

/** `svc:Put*`, `svc:PutBucket*`, `svc:*Tagging` … at the borders of CamelCase words. Never the whole service. */
function patternsOf(service: string, name: string): readonly string[] {
  const words = name.slice(service.length + 1).split(/(?<=[a-z0-9])(?=[A-Z])/);
  const cuts = words.map((_, index) => index + 1).slice(0, -1);
  return cuts
    .flatMap((cut) => [
      `${service}:${words.slice(0, cut).join('')}*`,
      `${service}:*${words.slice(cut).join('')}`,
    ])
    .concat(`${service}:${words.join('')}*`);
}
