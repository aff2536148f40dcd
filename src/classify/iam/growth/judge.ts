// Does one request fare better on one side than on the other? Called by climb.ts at every point it looks at.
import type { Bounds, Clauses, Side } from './clause.ts';

/**
 * What a request meets, from worst to best: an explicit Deny, nothing, an Allow
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). One step up is growth, from
 * Deny to nothing as well: another policy of the same holder may allow what is no longer denied here.
 */
const DENIED = 0;
const NOTHING = 1;
const ALLOWED = 2;

/** `certain` in spite of every unknown text, or `possible` with some reading of them. */
export type Strength = 'certain' | 'possible';

export type Point = {
  /** Clauses that match action, resource and principal. */
  readonly alive: Bounds;
  /** Those of them whose conditions hold as well. */
  readonly context: Bounds;
};

export function judge(from: Side, to: Side, point: Point): Strength | null {
  if (least(to, point, from) > most(from, point.context)) return 'certain';
  return mayRise(from, to, point.context) ? 'possible' : null;
}

/** What the request meets for sure. An unknown Deny denies nothing. */
function least({ deny, allow }: Side, { alive, context }: Point, from: Side): number {
  if (meets(deny, context.sure)) return DENIED;
  // A condition that nobody can read holds for some request. That tells where the other side allows nothing at all.
  const unrivalled = !meets(from.allow | from.maybeAllow, alive.possible) && from.opaque.length === 0;
  const holding = unrivalled ? context.sure | (context.possible & alive.sure) : context.sure;
  return meets(allow, holding) ? ALLOWED : NOTHING;
}

/** The best that the request may meet. */
function most({ deny, allow, maybeAllow, opaque }: Side, context: Bounds): number {
  if (meets(deny, context.sure)) return DENIED;
  return opaque.length > 0 || meets(allow | maybeAllow, context.possible) ? ALLOWED : NOTHING;
}

/** A clause that both sides use alike is read alike on both: once as if it matched, once as if not. */
function mayRise(from: Side, to: Side, { sure, possible }: Bounds): boolean {
  const common = (from.allow & to.allow) | (from.deny & to.deny) | (from.maybeAllow & to.maybeAllow);
  return [sure & common, possible & common].some((shared) => {
    const surely = shared | (sure & ~common);
    const maybe = shared | (possible & ~common);
    const lowest = meets(from.deny, maybe) ? DENIED : meets(from.allow, surely) ? ALLOWED : NOTHING;
    const highest = meets(to.deny, surely)
      ? DENIED
      : meets(to.allow | to.maybeAllow, maybe)
        ? ALLOWED
        : NOTHING;
    return highest > lowest;
  });
}

/** Clauses that one side alone uses so: a request can only fare better where one of them matches. */
export function suspectsOf(from: Side, to: Side): Clauses {
  const allowing = to.allow & ~from.allow;
  const computed = to.maybeAllow & ~from.allow & ~from.maybeAllow;
  return allowing | computed | (from.deny & ~to.deny);
}

function meets(a: Clauses, b: Clauses): boolean {
  return (a & b) !== 0n;
}
