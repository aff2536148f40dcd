// Why growth could not be decided, in one sentence. Called by compare-documents.ts.
import { LIMITS } from '../../../config/limits.ts';
import { shortenSource } from '../shorten-source.ts';
import type { Comparison } from './compare-pair.ts';
import type { Pair } from './clause.ts';
import { each } from './clause.ts';
import { sourceOf, symbolsOf } from './symbols.ts';

export function whyUnknown(pair: Pair, { up, capped }: Comparison): string {
  const [opaque] = pair.after.opaque;
  if (opaque !== undefined)
    return `part of the policy is computed and not known here (${shortenSource(opaque)})`;
  const fresh = pair.after.allow & ~pair.before.allow;
  const symbols = up
    .slice(0, LIMITS.growthWitnesses)
    .flatMap(({ context }) =>
      [context.possible & fresh, context.possible].flatMap((set) =>
        each(set, pair.clauses).flatMap(({ statement }) => symbolsOf(statement)),
      ),
    );
  const own = symbols.find((symbol) => !pair.shared.has(symbol)) ?? symbols[0];
  if (own !== undefined) return `a value is not known here (${shortenSource(sourceOf(own))})`;
  const [first] = up;
  if (first?.action.certain === false)
    return `${first.action.name} allows nothing more today, but it covers actions that AWS may add`;
  if (first !== undefined && first.cell.sample() !== '')
    return `AWS's tables do not say that ${first.action.name} works on the named resource`;
  return capped
    ? 'the statements overlap in too many ways to compare them all'
    : 'the policy is not one that AWS takes';
}
